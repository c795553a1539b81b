"""Addresses of the section."""

from django.urls import path

from lupaus.web.staff import views

urlpatterns = [
    path("henkilosto", views.staff, name="staff"),
]
