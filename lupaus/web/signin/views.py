"""An invitation is opened, a first policy is chosen, one's own account is looked after."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.accounts.standing import standing
from lupaus.guard import PolicyChanged
from lupaus.web.frame.back import back, said
from lupaus.web.frame.errors import tampered
from lupaus.web.frame.middleware import TONGUE, preferred
from lupaus.web.frame.page import Access, page, private
from lupaus.web.frame.visit import NARROWED, visit_if_any
from lupaus.web.signin import first
from lupaus.web.signin.names import free, proper
from lupaus.web.staff.own import sight

_YEAR = 365 * 24 * 60 * 60


class ChoosePassword(forms.Form):
    """What an invitation asks for."""

    name = forms.CharField(
        label=_("Tunnuksesi"),
        help_text=_(
            "Oma nimesi pienin kirjaimin, kuten aino tai kaarlo.k. Tapahtumat kirjataan sille."
        ),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Salasana"),
        help_text=_("Vähintään 12 merkkiä. Muutama tavallinen sana peräkkäin on hyvä."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invited: invitations.Invited, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._invited = invited
        if invited.name:
            self.fields["name"].initial = invited.name
            self.fields["name"].disabled = True

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip().lower()
        if self._invited.name:
            return self._invited.name
        if not proper(name) or not free(name):
            raise ValidationError(
                _("Käytä kirjaimia ja numeroita ilman välejä, ensin kirjain: esimerkiksi aino.")
            )
        if not first.is_personal(name):
            raise ValidationError(
                _("Tunnus on yhden ihmisen: anna hänen nimensä, ei tehtävän tai osaston.")
            )
        if first.taken(name):
            raise ValidationError(
                _("Tunnus on jo jonkun, tai on ollut. Lisää sukunimen alku, kuten aino.k.")
            )
        return name


@sensitive_post_parameters("password")
@page(Access.PUBLIC, methods="GET POST")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opens an account, or a new password for one, once."""
    at = request.at  # type: ignore[attr-defined]  # the middleware's
    invited = first.opened(token, at=at)
    if invited is None:
        return _spent(request)
    form = ChoosePassword(request.POST or None, invited=invited)
    try:
        if request.method == "POST" and form.is_valid():
            user = first.accept(token, invited, at=at, **form.cleaned_data)
            return _entered(request, user, at) if user else _spent(request)
    except ValidationError as easy:
        form.add_error("password", easy)
    except PolicyChanged as changed:
        return tampered(request, changed)
    shown = {"form": form, "first": not invited.name}
    return private(render(request, "signin/invitation.html", shown, status=_status(form)))


def _spent(request: HttpRequest) -> HttpResponse:
    return private(render(request, "signin/spent.html", status=410))


def _entered(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """In, to be told first that looking is recorded. A new password opens nothing past the
    second factor: whoever has one signs in as always."""
    if standing([user.name], at=at)[user.name].factors:
        said(request, str(_("Salasana vaihdettiin. Kirjaudu sillä.")))
        return redirect("account_login")
    is_first = user.last_login is None
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("told" if is_first else "home")


class Look(forms.Form):
    """How somebody likes the pages."""

    language = forms.ChoiceField(
        label=_("Kieli"),
        required=False,
        choices=[
            ("", _("Selaimen kieli")),
            ("fi", "suomi"),
            ("sv", "svenska"),
            ("en", "English"),
        ],
    )
    theme = forms.ChoiceField(label=_("Ulkoasu"), required=False, choices=User.Theme.choices)
    single_keys = forms.BooleanField(
        label=_("Yhden näppäimen pikanäppäimet"),
        help_text=_("Esimerkiksi / hakee ja ? näyttää näppäimet."),
        required=False,
    )


@page(Access.ACCOUNT, methods="GET POST")
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: language and look, password, second factors."""
    user = User.objects.get(name=request.user.get_username())
    form = Look(
        request.POST or None,
        initial={name: getattr(user, name) for name in Look.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        for name, chosen in form.cleaned_data.items():
            setattr(user, name, chosen)
        user.save(update_fields=list(form.cleaned_data))
        with translation.override(user.language or preferred(request)):  # as the next page
            said(request, str(_("Asetukset tallennettiin.")))
        return redirect("account")
    visit = visit_if_any(request)
    shown = {"form": form, "sight": sight(visit) if visit else None}
    return render(request, "signin/account.html", shown, status=_status(form))


@page(Access.ACCOUNT, methods="POST")
def narrow(request: HttpRequest) -> HttpResponse:
    """Work for one purpose from now on, or for all of the role again."""
    request.session[NARROWED] = request.POST.get("purpose", "")
    return back(request, "home")


@page(Access.PUBLIC, methods="POST")
def tongue(request: HttpRequest) -> HttpResponse:
    """Choose a language without signing in."""
    answer = back(request, "account_login")
    wanted = request.POST.get("language", "")
    if wanted in {"fi", "sv", "en"}:
        answer.set_cookie(TONGUE, wanted, max_age=_YEAR, httponly=True, samesite="Lax")
    return answer


def _status(form: forms.BaseForm) -> int:
    return 422 if form.is_bound and form.errors else 200
