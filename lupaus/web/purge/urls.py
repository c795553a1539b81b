"""Addresses of destruction."""

from django.urls import path

from lupaus.web.purge import views

urlpatterns = [
    path("havitys", views.overview, name="purge"),
    path("havitys/laske", views.count_anew, name="purge-count"),
    path("havitys/paiva", views.what_if, name="purge-what-if"),
    path("havitys/<id:run>", views.one, name="purge-run"),
    path("havitys/<id:run>/hylkaa", views.drop, name="purge-drop"),
    path("havitys/<id:run>/todistus", views.certificate, name="purge-certificate"),
    path("havitys/<id:run>/todistus.pdf", views.certificate_pdf, name="purge-certificate-pdf"),
]
