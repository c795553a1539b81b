"""What of the sign-in library is ours to decide."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is not typed
    """Nobody signs up: the main user invites. Nobody is sent mail: there is no address."""

    def is_open_for_signup(self, _request: Any) -> bool:
        return False

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        return

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The library's own words about signing in and out would only be in the way."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # likewise
    """The second factors are called by the controller's register."""

    def get_totp_issuer(self) -> str:
        return "Lupaus"
