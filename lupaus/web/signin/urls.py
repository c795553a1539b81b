"""Signing in. Of the library's pages only those that a personal, invited account needs."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path

from lupaus.web.frame.page import Access, page
from lupaus.web.signin import views


def _library(
    address: str, view: Any, name: str, access: Access, *, form: bool = True
) -> URLPattern:
    """A page of the sign-in library, held to the same frame as our own."""
    framed = page(access, methods="GET POST" if form else "GET")
    pattern: URLPattern = path(address, framed(view), name=name)
    return pattern


urlpatterns = [
    path("kutsu/<str:token>", views.invitation, name="invitation"),
    path("kieli", views.tongue, name="tongue"),
    path("tarkoitus", views.narrow, name="narrow"),
    path("oma", views.account, name="account"),
    _library("kirjaudu", account.login, "account_login", Access.PUBLIC),
    _library("kirjaudu/vahvista", mfa.authenticate, "mfa_authenticate", Access.PUBLIC),
    _library("kirjaudu/avain", keys.login_webauthn, "mfa_login_webauthn", Access.PUBLIC),
    _library("kirjaudu/ulos", account.logout, "account_logout", Access.PUBLIC),
    _library(
        "kirjaudu/suljettu",
        account.account_inactive,
        "account_inactive",
        Access.PUBLIC,
        form=False,
    ),
    _library("oma/varmista", account.reauthenticate, "account_reauthenticate", Access.ACCOUNT),
    _library("oma/varmista/koodi", mfa.reauthenticate, "mfa_reauthenticate", Access.ACCOUNT),
    _library(
        "oma/varmista/avain",
        keys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        Access.ACCOUNT,
    ),
    _library(
        "oma/salasana", account.password_change, "account_change_password", Access.ACCOUNT
    ),
    _library("oma/vahvistus", mfa.index, "mfa_index", Access.ACCOUNT, form=False),
    _library("oma/vahvistus/sovellus", totp.activate_totp, "mfa_activate_totp", Access.ACCOUNT),
    _library(
        "oma/vahvistus/sovellus/pois",
        totp.deactivate_totp,
        "mfa_deactivate_totp",
        Access.ACCOUNT,
    ),
    _library(
        "oma/vahvistus/avaimet",
        keys.list_webauthn,
        "mfa_list_webauthn",
        Access.ACCOUNT,
        form=False,
    ),
    _library(
        "oma/vahvistus/avaimet/uusi", keys.add_webauthn, "mfa_add_webauthn", Access.ACCOUNT
    ),
    _library(
        "oma/vahvistus/avaimet/<id:pk>",
        keys.edit_webauthn,
        "mfa_edit_webauthn",
        Access.ACCOUNT,
    ),
    _library(
        "oma/vahvistus/avaimet/<id:pk>/pois",
        keys.remove_webauthn,
        "mfa_remove_webauthn",
        Access.ACCOUNT,
    ),
    _library(
        "oma/varakoodit",
        codes.view_recovery_codes,
        "mfa_view_recovery_codes",
        Access.ACCOUNT,
        form=False,
    ),
    _library(
        "oma/varakoodit/uudet",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        Access.ACCOUNT,
    ),
    _library(
        "oma/varakoodit/lataa",
        codes.download_recovery_codes,
        "mfa_download_recovery_codes",
        Access.ACCOUNT,
        form=False,
    ),
]
