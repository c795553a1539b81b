"""Addresses of the section."""

from django.urls import path

from lupaus.web.purge import views

urlpatterns = [
    path("havitys", views.purge, name="purge"),
]
