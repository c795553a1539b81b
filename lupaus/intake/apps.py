"""The room of intake, as Django knows it."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "lupaus.intake"
    label = "intake"
    verbose_name = "Intake"
