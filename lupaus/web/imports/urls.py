"""Addresses of the section: a list on its way in, and an import on its way out."""

from django.urls import path

from lupaus.web.imports import columns, preview, result, undoing, views

urlpatterns = [
    path("tuonti", views.imports, name="imports"),
    path("tuonti/malli.xlsx", views.sample_list, name="import-sample"),
    path("tuonti/<id:draft>/sarakkeet", columns.columns, name="import-columns"),
    path("tuonti/<id:draft>/esikatselu", preview.preview, name="import-preview"),
    path("tuonti/<id:draft>/hylatyt.csv", result.failed, name="import-failed"),
    path("tuonti/<id:draft>/eteneminen", result.progress, name="import-progress"),
    path("tuonti/<id:draft>/tulos", result.result, name="import-result"),
    path("tuonti/<id:draft>/hylkaa", views.discard, name="import-discard"),
    path("tuonti/<id:batch>/kumoa", undoing.undo, name="import-undo"),
    path("tuonti/<id:batch>/kumottu", undoing.undone, name="import-undone"),
]
