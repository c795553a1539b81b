"""Addresses of the card. Ids and codes stand in them, nothing that anybody typed."""

from django.urls import path

from lupaus.web.customers import (
    card,
    card_compose,
    card_edit,
    card_permission,
    card_protection,
    card_sealed,
    card_state,
    card_timeline,
    card_trade,
)

_OF = "asiakkaat/<id:party>"
urlpatterns = [
    path(_OF, card.card, name="customer"),
    path(f"{_OF}/aika", card_timeline.more, name="customer-timeline"),
    path(f"{_OF}/kirjaa/<str:kind>", card_compose.compose, name="customer-compose"),
    path(f"{_OF}/lisaa/<str:table>", card_edit.add, name="customer-add"),
    path(f"{_OF}/muuta/<str:table>/<id:row>", card_edit.change, name="customer-change"),
    path(f"{_OF}/luvat", card_permission.permission, name="customer-permission"),
    path(f"{_OF}/asiakkuus", card_state.relation, name="customer-relation"),
    path(f"{_OF}/rajoitus", card_state.restriction, name="customer-restriction"),
    path(f"{_OF}/riita", card_state.claim, name="customer-claim"),
    path(f"{_OF}/turvakielto", card_protection.protection, name="customer-protection"),
    path(f"{_OF}/sailyta/<str:table>", card_sealed.keep, name="customer-keep"),
    path(f"{_OF}/avaa/<str:table>/<id:row>", card_sealed.reveal, name="customer-reveal"),
    path(f"{_OF}/poista/<str:table>/<id:row>", card_sealed.discard, name="customer-discard"),
    path(f"{_OF}/tiedosto/<id:row>", card_sealed.download, name="customer-file"),
    path(f"{_OF}/laskut/uusi", card_trade.issue, name="customer-invoice-new"),
    path(f"{_OF}/laskut/<id:row>", card_trade.invoice, name="customer-invoice"),
]
