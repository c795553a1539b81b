"""Every address there is. The notice's addresses are promised to stay."""

from django.urls import path

from lupaus.web import public

urlpatterns = [
    path("", public.to_notice, name="home"),
    path("tietosuojaseloste", public.notice_page, {"language": "fi"}, name="notice-fi"),
    path("sv/dataskyddsbeskrivning", public.notice_page, {"language": "sv"}, name="notice-sv"),
    path("en/privacy-notice", public.notice_page, {"language": "en"}, name="notice-en"),
    path("tietosuojaseloste.pdf", public.notice_pdf, {"language": "fi"}, name="pdf-fi"),
    path("sv/dataskyddsbeskrivning.pdf", public.notice_pdf, {"language": "sv"}, name="pdf-sv"),
    path("en/privacy-notice.pdf", public.notice_pdf, {"language": "en"}, name="pdf-en"),
    path("notice.css", public.stylesheet, name="stylesheet"),
]
handler404 = "lupaus.web.public.not_found"
handler500 = "lupaus.web.public.failed"
