"""Addresses of the section."""

from django.urls import path

from lupaus.web.policy import (
    views,
    views_adopt,
    views_lists,
    views_parts,
    views_public,
    views_text,
    views_versions,
)

urlpatterns = [
    path("seloste", views.policy, name="policy"),
    path("seloste/rekisterinpitaja", views_parts.controller, name="policy-controller"),
    path("seloste/sailytys", views_lists.retention, name="policy-retention"),
    path("seloste/tarkoitukset", views_lists.purposes, name="policy-purposes"),
    path("seloste/tarkoitukset/uusi", views_lists.purpose, name="policy-purpose-new"),
    path("seloste/tarkoitus/<slug:slug>", views_lists.purpose, name="policy-purpose"),
    path("seloste/tiedot", views_parts.uses, name="policy-uses"),
    path("seloste/vastaanottajat", views_lists.recipients, name="policy-recipients"),
    path("seloste/vastaanottajat/uusi", views_lists.recipient, name="policy-recipient-new"),
    path("seloste/vastaanottaja/<slug:slug>", views_lists.recipient, name="policy-recipient"),
    path("seloste/roolit", views_parts.roles, name="policy-roles"),
    path("seloste/oikeudet", views_parts.rights, name="policy-rights"),
    path("seloste/suojaus", views_lists.protection, name="policy-protection"),
    path("seloste/teksti", views_text.text, name="policy-text"),
    path("seloste/teksti/tarkista", views_text.check, name="policy-text-check"),
    path("seloste/muutokset", views_adopt.changes, name="policy-changes"),
    path("seloste/muutokset/vaikutus", views_adopt.effect, name="policy-effect"),
    path("seloste/luonnos/hylkaa", views.discard, name="policy-discard"),
    path("seloste/esikatselu", views.preview, name="policy-preview"),
    path("seloste/kasittelytoimet", views.record, name="policy-record"),
    path("seloste/kasittelytoimet.<str:form>", views.record_file, name="policy-record-file"),
    path("seloste/julkinen", views_public.public, name="policy-public"),
    path("seloste/versiot", views_versions.listing, name="policy-versions"),
    path("seloste/versiot/<id:number>", views_versions.version, name="policy-version"),
    path("seloste/versiot/<id:number>/kerrottu", views_versions.told, name="policy-told"),
    path(
        "seloste/versiot/<id:number>/luonnokseksi",
        views_versions.restore,
        name="policy-restore",
    ),
]
