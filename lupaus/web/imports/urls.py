"""Addresses of the section."""

from django.urls import path

from lupaus.web.imports import views

urlpatterns = [
    path("tuonti", views.imports, name="imports"),
]
