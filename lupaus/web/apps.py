from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lupaus.web"
    label = "web"

    def ready(self) -> None:
        """Hand the accounts to the check, which does not know where they are."""
        # Imported here because the models must be known first.
        from lupaus.accounts.router import ACCOUNTS  # noqa: PLC0415
        from lupaus.accounts.standing import every  # noqa: PLC0415
        from lupaus.proof.accounts import hand_in  # noqa: PLC0415

        hand_in(every, ACCOUNTS)
