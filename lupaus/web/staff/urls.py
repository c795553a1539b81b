"""Addresses of the section."""

from django.urls import path

from lupaus.web.staff import ending, inviting, own, views

_ONE = "henkilosto/tunnus/<str:name>"

urlpatterns = [
    path("henkilosto", views.members, name="staff"),
    path("oma/kirjaaminen", own.told, name="told"),
    path("henkilosto/kutsu", inviting.invite, name="staff-invite"),
    path(_ONE, views.member, name="staff-member"),
    path(f"{_ONE}/rooli", views.change_role, name="staff-role"),
    path(f"{_ONE}/linkki", inviting.new_link, name="staff-link"),
    path(f"{_ONE}/vahvistus", views.remove_factor, name="staff-factor"),
    path(f"{_ONE}/sitoumus", views.pledge, name="staff-pledge"),
    path(f"{_ONE}/paata", ending.end, name="staff-end"),
]
