"""The room of keeping, as Django knows it."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "lupaus.keeping"
    label = "keeping"
    verbose_name = "Keeping"
