"""Why something done to many was not taken back of somebody, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import ngettext

from lupaus.register.bulk import Stays


def _changed(n: int) -> str:
    return ngettext(
        "%(n)d jäi ennalleen, koska joku on muuttanut sitä sen jälkeen.",
        "%(n)d jäi ennalleen, koska joku on muuttanut niitä sen jälkeen.",
        n,
    ) % {"n": n}


def _gone(n: int) -> str:
    return ngettext(
        "%(n)d asiakkaalta tieto oli jo poistettu.",
        "%(n)d asiakkaalta tieto oli jo poistettu.",
        n,
    ) % {"n": n}


def _restricted(n: int) -> str:
    return ngettext(
        "%(n)d jäi ennalleen, koska asiakkaan tietojen käsittely on rajoitettu sen jälkeen.",
        "%(n)d jäi ennalleen, koska asiakkaiden tietojen käsittely on rajoitettu sen jälkeen.",
        n,
    ) % {"n": n}


def _time_passed(n: int) -> str:
    return ngettext(
        "%(n)d jäi ennalleen, koska määräaika on kulunut: seuraava hävitys poistaa sen.",
        "%(n)d jäi ennalleen, koska määräaika on kulunut: seuraava hävitys poistaa ne.",
        n,
    ) % {"n": n}


STAYS: Final[Mapping[Stays, Callable[[int], str]]] = {
    Stays.CHANGED: _changed,
    Stays.GONE: _gone,
    Stays.RESTRICTED: _restricted,
    Stays.TIME_PASSED: _time_passed,
}
