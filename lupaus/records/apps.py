"""The room of tables, as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lupaus.records"
    label = "records"
    verbose_name = "Records"
