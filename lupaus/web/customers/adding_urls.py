"""Addresses by which somebody is added, and by which two become one."""

from django.urls import path

from lupaus.web.customers import adding, adding_existing, duplicates, merging, merging_recent

urlpatterns = [
    path("asiakkaat/lisaa/henkilo", adding.add_person, name="add-person"),
    path("asiakkaat/lisaa/yritys", adding.add_organisation, name="add-organisation"),
    path("asiakkaat/lisaa/etsi-yritys", adding.found_employers, name="add-find-organisation"),
    path("asiakkaat/lisaa/<str:what>/samat", adding.likely_ones, name="add-likely"),
    path("asiakkaat/<id:party>/taydenna", adding_existing.complete, name="complete"),
    path("asiakkaat/samat", duplicates.duplicates, name="duplicates"),
    path("asiakkaat/samat/maara", duplicates.count, name="duplicates-count"),
    path("asiakkaat/samat/eri", duplicates.told_apart, name="duplicates-apart"),
    path("asiakkaat/<id:party>/yhdista", merging.merge, name="merge"),
    path("asiakkaat/yhdistetyt", merging_recent.recent, name="merges"),
    path("asiakkaat/yhdistetyt/kumottu", merging_recent.undone, name="merge-undone"),
    path("asiakkaat/yhdistetyt/<id:merge>/kumoa", merging_recent.undo, name="merge-undo"),
]
