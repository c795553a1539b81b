"""Addresses of the section."""

from django.urls import path

from lupaus.web.promises import views

urlpatterns = [
    path("lupaukset", views.promises, name="promises"),
    path("lupaukset/tarkista", views.look, name="promises-look"),
    path("lupaukset/<str:clause>", views.promise, name="promise"),
]
