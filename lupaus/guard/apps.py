"""The room of the guard, as Django knows it."""

from django.apps import AppConfig

from lupaus.ledger import gate


class GuardConfig(AppConfig):
    name = "lupaus.guard"
    label = "guard"
    verbose_name = "Guard"

    def ready(self) -> None:
        """Start-up explains what the catalogue and the policy leave unclaimed."""
        # Imported here because both need the models to be known.
        from lupaus.guard import checks  # noqa: F401, PLC0415
        from lupaus.guard.machinery import for_the_ledger  # noqa: PLC0415

        gate.install(for_the_ledger)
