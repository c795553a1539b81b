"""What a look noted, in the words of the page. Notes of the check are for every face; those
that have words here are shown in them, any other as it is."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from lupaus.web.frame.wording import hold_label

_PLAIN: dict[str, Callable[[], str]] = {
    "comes with a later version": lambda: _("Valvonta tulee myöhemmässä versiossa."),
    "nothing in this version does it; disclosures are not recorded yet": lambda: _(
        "Mikään tässä versiossa ei tee tätä; luovutuksia ei vielä kirjata."
    ),
    "the safeguard stands; disclosures are not recorded yet": lambda: _(
        "Suojatoimi on voimassa; luovutuksia ei vielä kirjata."
    ),
    "recipients are safe by policy; disclosures are not recorded yet": lambda: _(
        "Vastaanottajat ovat selosteen mukaan talousalueella; luovutuksia ei vielä kirjata."
    ),
    "no table of the register holds it": lambda: _("Rekisteri ei sisällä tätä tietoa."),
    "kept elsewhere than in a table of parties": lambda: _("Tieto on muualla."),
    "nothing from this source": lambda: _("Lähteestä ei ole tullut mitään."),
    "nothing is recorded yet": lambda: _("Mitään ei ole vielä kirjattu."),
    "nobody has looked at the register yet": lambda: _("Kukaan ei ole vielä katsellut."),
    "confirmed by the demo only, which counts for nothing": lambda: _(
        "Vahvistus on esittelyn keksimä, eikä sitä lasketa."
    ),
    "what was destroyed leaves no trace": lambda: _("Hävitetystä ei jää jälkeä."),
    "nothing that is stored says when its time begins": lambda: _(
        "Mistään tallessa olevasta ei näe, milloin aika alkaa."
    ),
    "nothing is held at present": lambda: _("Mitään ei nyt pidetä tallessa odottamassa."),
    "the daily purge has not run": lambda: _("Päivittäinen hävitys on jäänyt ajamatta."),
    "a name is that of a task, a place or a role": lambda: _(
        "Tunnuksen nimi on tehtävän, paikan tai roolin, eikä ihmisen."
    ),
    "an account is open to somebody who does not work here": lambda: _(
        "Tunnuksella voi kirjautua, vaikka sen haltija ei työskentele täällä."
    ),
    "an account is open though the work has ended": lambda: _(
        "Tunnuksella voi kirjautua, vaikka työ on päättynyt."
    ),
    "two accounts have one password": lambda: _(
        "Tunnuksen salasana on kopioitu toisesta tunnuksesta."
    ),
    "somebody has acted or looked without an account": lambda: _(
        "Tapahtumissa tai katseluissa on tekijä, jolla ei ole tunnusta."
    ),
    "the accounts cannot be read": lambda: _("Tunnuksia ei voitu lukea."),
    "no purpose of this sort": lambda: _("Selosteessa ei ole tällaista tarkoitusta."),
}
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Any], str]], ...] = (
    (
        re.compile(r"nobody has confirmed it.*"),
        lambda _m: _("Kukaan ei ole vielä vahvistanut tätä."),
    ),
    (
        re.compile(r"confirmed on (\S+), good until (\S+)"),
        lambda m: _("Vahvistettu %(on)s, voimassa %(until)s asti.") % _days(m),
    ),
    (
        re.compile(r"the oldest entry is of (\S+)"),
        lambda m: _("Vanhin merkintä on päivältä %(on)s.") % {"on": _day(m[1])},
    ),
    (
        re.compile(r"kept by a hold: (.+)"),
        lambda m: _("Odottamassa tallessa: %(holds)s.") % {"holds": _holds(m[1])},
    ),
    (
        re.compile(r"(\d+) reads wait to be sealed"),
        lambda m: _("%(n)s katselua odottaa sinetöintiä.") % {"n": m[1]},
    ),
    (
        re.compile(r"(\d+) of those who work here have no account yet"),
        lambda m: (
            _("Kutsuttuja, jotka eivät ole vielä avanneet tunnustaan: %(n)s.") % {"n": m[1]}
        ),
    ),
    (
        re.compile(r"(\d+) bans of (\d+) people looked for on the list"),
        lambda m: (
            _("Estolistalta etsittiin %(people)s ihmisen %(bans)s kieltoa.")
            % {"people": m[2], "bans": m[1]}
        ),
    ),
    (
        re.compile(
            r"the names of (\d+) columns of (\d+) tables were looked at; what stands in (\d+)"
            r" notes, messages and files was not read"
        ),
        lambda m: (
            _(
                "Katsottiin %(columns)s tietokentän nimet %(tables)s taulusta. Merkintöjen,"
                " viestien ja tiedostojen (%(texts)s) sisältöä ei luettu."
            )
            % {"columns": m[1], "tables": m[2], "texts": m[3]}
        ),
    ),
)


def worded(note: str) -> str:
    """A note in the language of the page, as far as it has words there."""
    if not note:
        return ""
    if note in _PLAIN or any(p.fullmatch(note) for p, _said in _PATTERNS):
        return _one(note)
    return " ".join(_one(part) for part in note.split("; "))


def _one(note: str) -> str:
    if note in _PLAIN:
        return _PLAIN[note]()
    for pattern, said in _PATTERNS:
        if match := pattern.fullmatch(note):
            return said(match)
    return f"{note}."


def _days(match: re.Match[str]) -> dict[str, str]:
    return {"on": _day(match[1]), "until": _day(match[2])}


def _holds(said: str) -> str:
    """``collection 4, open-invoice 2``, in words."""
    pairs = (one.rpartition(" ") for one in said.split(", "))
    return ", ".join(f"{hold_label(hold)} {count}" for hold, _space, count in pairs)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"
