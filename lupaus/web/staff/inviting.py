"""Letting somebody in: a link, shown once, by which they choose their own password.

The link is in no message, cookie or address of ours: it is the answer to the form, and after
that only its digest is known. So this answer to a form is a page and no redirect.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lupaus.accounts import invitations
from lupaus.guard import staff
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.staff.forms import Invite
from lupaus.web.staff.views import act_of, at_work
from lupaus.web.staff.words import roles


@page(Access.OWNER, methods="GET POST")
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody new."""
    form = Invite(request.POST or None, visit=visit)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        staff.add(
            said["name"],
            said["role"],
            act=act_of(visit),
            pledged_on=said.get("pledged_on"),
        )
        return _link(request, visit, said["name"], is_new=True)
    shown = {"form": form, "roles": roles(visit.adopted)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staff/invite.html", shown, status=status)


@page(Access.OWNER, methods="POST")
def new_link(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """For a password that was lost, or an invitation that ran out. The old password holds
    until the link is used."""
    at_work(visit, name)
    staff.invited(name, act=act_of(visit))
    return _link(request, visit, name, is_new=False)


def _address(request: HttpRequest, path: str) -> str:
    """By the name that the register has on the network, always over TLS; without one it is on
    this machine. A proxy that keeps silent of TLS must not make the link a clear one.
    """
    hosts = settings.FOLDER.hosts
    return f"https://{hosts[0]}{path}" if hosts else request.build_absolute_uri(path)


def _link(request: HttpRequest, visit: Visit, name: str, *, is_new: bool) -> HttpResponse:
    token = invitations.invite(name, at=visit.at)
    shown = {
        "name": name,
        "link": _address(request, reverse("invitation", args=[token])),
        "until": visit.at + invitations.WEEK,
        "is_new": is_new,
    }
    return render(request, "staff/link.html", shown)
