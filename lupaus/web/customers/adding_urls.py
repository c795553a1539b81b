"""Addresses by which somebody is added, and by which two become one."""

from django.urls import path

from lupaus.web.customers import adding, adding_existing

urlpatterns = [
    path("asiakkaat/lisaa/henkilo", adding.add_person, name="add-person"),
    path("asiakkaat/lisaa/yritys", adding.add_organisation, name="add-organisation"),
    path("asiakkaat/lisaa/etsi-yritys", adding.found_employers, name="add-find-organisation"),
    path("asiakkaat/lisaa/<str:what>/samat", adding.likely_ones, name="add-likely"),
    path("asiakkaat/<int:party>/taydenna", adding_existing.complete, name="complete"),
]
