"""Every address there is. The notice's addresses are promised to stay."""

from django.urls import include, path, register_converter

from lupaus.web import public, undo
from lupaus.web.frame.numbers import RowNumber
from lupaus.web.home import views as home
from lupaus.web.search import views as search
from lupaus.web.start import views as start

register_converter(RowNumber, "id")
urlpatterns = [
    # -- for anybody: the notice ------------------------------------------------------------
    path("tietosuojaseloste", public.notice_page, {"language": "fi"}, name="notice-fi"),
    path("sv/dataskyddsbeskrivning", public.notice_page, {"language": "sv"}, name="notice-sv"),
    path("en/privacy-notice", public.notice_page, {"language": "en"}, name="notice-en"),
    path("tietosuojaseloste.pdf", public.notice_pdf, {"language": "fi"}, name="pdf-fi"),
    path("sv/dataskyddsbeskrivning.pdf", public.notice_pdf, {"language": "sv"}, name="pdf-sv"),
    path("en/privacy-notice.pdf", public.notice_pdf, {"language": "en"}, name="pdf-en"),
    path("notice.css", public.stylesheet, name="stylesheet"),
    path("favicon.ico", public.mark, name="mark"),
    # -- for staff --------------------------------------------------------------------------
    path("", home.home, name="home"),
    path("tehtava/<id:followup>/tehty", home.done, name="followup-done"),
    path("kumoa", undo.undo, name="undo"),
    path("aloitus", start.first_policy, name="first-policy"),
    path("aloitus/seloste", start.first_notice, name="first-notice"),
    path("haku", search.results, name="search"),
    path("haku/ehdotukset", search.suggestions, name="search-suggest"),
    path("", include("lupaus.web.customers.urls")),
    path("", include("lupaus.web.imports.urls")),
    path("", include("lupaus.web.promises.urls")),
    path("", include("lupaus.web.purge.urls")),
    path("", include("lupaus.web.policy.urls")),
    path("", include("lupaus.web.events.urls")),
    path("", include("lupaus.web.staff.urls")),
    path("", include("lupaus.web.signin.urls")),
]
handler400 = "lupaus.web.frame.errors.unread"
handler429 = "lupaus.web.frame.errors.too_often"  # the sign-in library asks for it
handler404 = "lupaus.web.frame.errors.not_found"
handler500 = "lupaus.web.frame.errors.failed"
