"""The room of the guard, as Django knows it."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "lupaus.guard"
    label = "guard"
    verbose_name = "Guard"

    def ready(self) -> None:
        """Start-up explains what the catalogue and the policy leave unclaimed."""
        from lupaus.guard import checks  # noqa: F401, PLC0415 - registers when models are known
