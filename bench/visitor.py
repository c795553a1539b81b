"""Somebody who works here, in a browser without a network: the pages as a server answers them,
with everything that it does before and after, the closing of connections included."""

import io
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from bench.world import AT, ROLE

_TOKEN = "b" * 32


@dataclass(slots=True)
class Visitor:
    """Signed in. ``cookies`` go with every request."""

    cookies: dict[str, str]
    application: Any = field(repr=False)

    def get(self, address: str) -> str:
        """The page. Raises AssertionError for anything but a page."""
        return self._ask("GET", address)[1]

    def post(self, address: str, **form: str) -> str:
        """The page that answers a form, or the address that it leads to."""
        return self._ask("POST", address, urlencode(form).encode())[1]

    def _ask(self, method: str, address: str, form: bytes = b"") -> tuple[int, str]:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(form)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "HTTP_X_CSRFTOKEN": _TOKEN,
            "wsgi.input": io.BytesIO(form),
        }
        setup_testing_defaults(environ)
        told: list[Any] = []
        body = self.application(environ, lambda status, headers: told.extend([status, headers]))
        try:
            page = b"".join(body).decode()
        finally:
            body.close()
        status, headers = int(told[0][:3]), dict(told[1])
        if status not in {200, 302, 303}:
            raise AssertionError(f"{method} {address}: {told[0]}")
        return status, page if status == 200 else headers["Location"]


def visitor() -> Visitor:
    """The main user, let in and signed in, at the moment of the bench."""
    from django.conf import settings  # noqa: PLC0415 - needs Django
    from django.test import Client  # noqa: PLC0415 - likewise

    from lupaus.accounts import invitations  # noqa: PLC0415 - likewise
    from lupaus.guard import Act, staff  # noqa: PLC0415 - likewise
    from lupaus.web.frame import middleware  # noqa: PLC0415 - likewise
    from lupaus.web.wsgi import application  # noqa: PLC0415 - likewise

    staff.add("aino", ROLE, act=Act("owner", "", AT, "bench"), pledged_on=AT.date())
    account = invitations.make("aino", "bench-bench-bench", at=AT)
    middleware.now = lambda: AT
    client = Client()
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return Visitor({**cookies, settings.CSRF_COOKIE_NAME: _TOKEN}, application)
