"""What templates say with one tag: an icon, a field with its label and error, a date."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from textwrap import shorten
from typing import Any
from zipfile import ZipFile

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lupaus.finland import local
from lupaus.policy.notice import Notice
from lupaus.web.frame import wording
from lupaus.web.frame.once import FIELD, fresh
from lupaus.web.policy.laid import Part, laid

register = template.Library()

_SVG = (
    '<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
    'focusable="false" class="icon">'
)


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """An icon beside words that say the same: silent to a screen reader."""
    return _drawn(str(name), size)


@lru_cache(maxsize=1_000)
def _drawn(name: str, size: int) -> SafeString:
    svg = _icons().read(f"{name}.svg").decode()
    lines = svg[svg.index(">") + 1 :]
    return mark_safe(_SVG.format(size=size) + " ".join(lines.split()))  # noqa: S308 - the package's


@cache
def _icons() -> ZipFile:
    """The package's own tag reads the list of all its icons anew for each of them: 50 ms."""
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@register.inclusion_tag("lupaus/field.html")
def field(bound: BoundField, icon: str = "", prefix: str = "") -> dict[str, Any]:
    """A form field with label, hint and errors tied to it."""
    widget = bound.field.widget
    # A browser would cut what is pasted without a word: it is refused with the limit instead.
    widget.attrs.pop("maxlength", None)
    kind = "check" if getattr(widget, "input_type", "") == "checkbox" else "plain"
    if getattr(widget, "input_type", "") == "radio":
        kind = "choices"
    said = []
    if bound.help_text:
        said.append(f"{bound.auto_id}-hint")
    if bound.errors:
        said.append(f"{bound.auto_id}-error")
    attributes: dict[str, str | bool] = {}
    if said:
        attributes["aria-describedby"] = " ".join(said)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "kind": kind,
        "drawn": bound.as_widget(attrs=attributes),
        "icon": icon,
        "prefix": prefix,
    }


@register.simple_tag
def once() -> SafeString:
    """The hidden field of a form that makes something: see :mod:`lupaus.web.frame.once`. A
    browser that goes back fills in the fields as they were, but not this one."""
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">', FIELD, fresh()
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """21.11.2026, by the language of the page."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = local(value).date()
    match get_language():
        case "en":
            return format_date(value, "d MMM y", locale="en_GB")
        case _:
            return f"{value.day}.{value.month}.{value.year}"


@register.filter
def long_day(value: date | None) -> str:
    """Sunnuntai 22. marraskuuta."""
    if value is None:
        return ""
    forms = {"fi": "EEEE d. MMMM", "sv": "EEEE d MMMM", "en": "EEEE d MMMM"}
    language = get_language() or "fi"
    form = forms.get(language, forms["fi"])
    said = str(format_date(value, form, locale="en_GB" if language == "en" else language))
    return said + "ta" if language == "fi" and said.endswith("kuu") else said


@register.filter
def moment(value: datetime | None) -> str:
    """21.11.2026 klo 9.05."""
    if value is None:
        return ""
    between = {"en": ", ", "sv": " kl. "}.get(get_language() or "fi", " klo ")
    return f"{day(value)}{between}{clock(value)}"


@register.filter
def clock(value: datetime | None) -> str:
    """9.05 or 09:05, by the language of the page."""
    if value is None:
        return ""
    at = local(value)
    return f"{at:%H:%M}" if get_language() == "en" else f"{at.hour}.{at:%M}"


@register.filter
def timed(value: date | datetime | None) -> SafeString | str:
    """The day in a time element, exact for machines."""
    if value is None:
        return ""
    said = moment(value) if isinstance(value, datetime) else day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.filter
def money(cents: int | None) -> str:
    """1 234,50 €."""
    return "" if cents is None else _euros(cents, _locale())


@lru_cache(maxsize=4_000)
def _euros(cents: int, locale: str) -> str:
    """Written out, a sum takes longer than to read it from the register."""
    return str(format_currency(Decimal(cents) / 100, "EUR", locale=locale))


@register.filter
def number(value: int | Decimal | None) -> str:
    """1 234 with the sign of thousands of the language."""
    return "" if value is None else _decimal(value, _locale())


@lru_cache(maxsize=4_000, typed=True)
def _decimal(value: int | Decimal, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@register.filter
def undo_token(message: Any) -> str:
    """What undoes the thing that a message tells of; empty where nothing does."""
    tags = str(getattr(message, "extra_tags", "") or "")
    return next((tag[5:] for tag in tags.split() if tag.startswith("undo:")), "")


@register.filter
def role_name(visit: Any) -> str:
    """The role of the visitor in the words of the policy."""
    return "" if visit is None else wording.role_label(visit.adopted.policy, visit.actor.role)


@register.filter
def notice_in(page: Notice, language: Any) -> tuple[Part, ...]:
    """The notice laid out in a language."""
    return laid(page, language)


@register.filter
def event(name: str, via: str) -> Any:
    """What somebody did, in words, by the way that it was done."""
    return wording.did_label(name, via)


@register.filter
def who(actor: str) -> Any:
    """Who did it, in words."""
    return wording.actor_label(actor)


@register.filter
def hold(name: Any) -> Any:
    """Why something past its time stays, in words."""
    return wording.hold_label(str(name))


@register.filter
def in_language(said: Any) -> str:
    """The text of a mapping by language, in the language of the page."""
    return wording.in_language(said)


@register.filter
def iso_day(text: str) -> str:
    """A day that is kept as text."""
    return day(date.fromisoformat(text)) if text else ""


@register.filter
def iso_moment(text: str) -> str:
    """A moment that is kept as text."""
    return moment(datetime.fromisoformat(text)) if text else ""


@register.simple_tag
def notice_url() -> str:
    """Where the public notice is, in the language of the page."""
    return reverse(f"notice-{get_language() or 'fi'}")


@register.simple_tag(takes_context=True)
def sentence(context: Any, clause: str) -> str:
    """What a clause says in the language of the page; its id where it is no clause now."""
    visit = context.get("visit")
    return clause if visit is None else wording.sentence_of(visit.adopted, clause)


@register.simple_tag(takes_context=True)
def promise(context: Any, clause: str, text: str = "") -> SafeString:
    """A link to a clause, by the beginning of what it says, or by a text that is about it; the
    rest and its id in the tip."""
    visit = context.get("visit")
    clause = clause if visit is None else wording.standing(visit.adopted, clause)
    said = sentence(context, clause)
    tip = f"{said} ({clause})" if said != clause else clause
    short = text or shorten(said, _LINK, placeholder=" …")
    return format_html(
        '<a href="{}" title="{}">{}</a>', reverse("promise", args=(clause,)), tip, short
    )


#: How many characters of a sentence a link to it has.
_LINK = 64


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """The value of a key that is itself a variable; nothing where there is none."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""


@register.filter
def grouped(phone: str) -> str:
    """A Finnish number in groups as people write it; anything else as it was typed."""
    from lupaus.web.frame.phone import written  # noqa: PLC0415 - only pages with numbers

    return written(phone)


def _locale() -> str:
    return {"sv": "sv_FI", "en": "en_FI"}.get(get_language() or "fi", "fi_FI")
