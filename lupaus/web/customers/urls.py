"""Addresses of the section."""

from django.urls import path

from lupaus.web.customers import views

urlpatterns = [
    path("asiakkaat", views.listing, name="customers"),
    path("asiakkaat/lisaa/henkilo", views.add_person, name="add-person"),
    path("asiakkaat/lisaa/yritys", views.add_organisation, name="add-organisation"),
    path("asiakkaat/<int:party>", views.card, name="customer"),
]
