"""Addresses of the section."""

from django.urls import path

from lupaus.web.policy import views

urlpatterns = [
    path("seloste", views.policy, name="policy"),
]
