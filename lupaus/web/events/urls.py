"""Addresses of the section."""

from django.urls import path

from lupaus.web.events import views

urlpatterns = [
    path("tapahtumat", views.events, name="events"),
]
