"""Addresses of the section."""

from django.urls import path

from lupaus.web.events import reads, verifying, views

urlpatterns = [
    path("tapahtumat", views.events, name="events"),
    path("tapahtumat/tarkistus", verifying.verifying, name="events-verify"),
    path("tapahtumat/vienti", views.take_out, name="events-export"),
    path("tapahtumat/tarkistin", views.verifier, name="events-verifier"),
    path("katselut", reads.reads, name="reads"),
]
