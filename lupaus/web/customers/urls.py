"""Addresses of the section."""

from django.urls import path

from lupaus.web.customers import (
    adding_urls,
    bulk,
    card_urls,
    columns,
    exporting,
    filters,
    listing,
    picked,
    saved,
)

urlpatterns = [
    # -- the list ---------------------------------------------------------------------------
    path("asiakkaat", listing.customers, name="customers"),
    path("asiakkaat/maara", listing.count, name="list-count"),
    path("asiakkaat/rajaa", filters.narrow, name="list-narrow"),
    path("asiakkaat/sarakkeet", columns.choose, name="list-columns"),
    path("asiakkaat/nakymat", saved.views, name="saved-views"),
    path("asiakkaat/nakymat/maarat", saved.counts, name="saved-view-counts"),
    path("asiakkaat/nakymat/tallenna", saved.save, name="saved-view-save"),
    path("asiakkaat/nakymat/<id:view>/nimi", saved.rename, name="saved-view-rename"),
    path("asiakkaat/nakymat/<id:view>/paivita", saved.replaced, name="saved-view-replace"),
    path("asiakkaat/nakymat/<id:view>/jako", saved.share, name="saved-view-share"),
    path("asiakkaat/nakymat/<id:view>/poista", saved.remove, name="saved-view-remove"),
    path("asiakkaat/valitut", picked.pick, name="picked"),
    path("asiakkaat/valitut/<str:verb>", bulk.act, name="bulk"),
    path("asiakkaat/vienti", exporting.export, name="export-list"),
    # -- adding, the card -------------------------------------------------------------------
    *adding_urls.urlpatterns,
    *card_urls.urlpatterns,
]
