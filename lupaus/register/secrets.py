"""What is kept sealed: identity codes, and the user names and passwords of customers' services.

A secret that is shown without need is out for good. Nothing here returns one but the two
revealings, which need an open reading, a reason, and leave an entry in the ledger before the
seal is opened.
"""

from dataclasses import dataclass
from datetime import date

from lupaus.finland import day_of
from lupaus.guard import Act, Reading, Refused, masked, vault, writing
from lupaus.guard.refused import ACCOUNTABILITY
from lupaus.ledger.entry import Event
from lupaus.register.admission import EDITED, Entered, admitting, owner_of
from lupaus.register.identity_code import CLAUSE, TSL, is_code
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import line


def keep_identity_code(
    *, act: Act, party: int, code: str, ground: str, source: str = ""
) -> Entered:
    """Keep a henkilötunnus, sealed. The ground says why unambiguous identification matters."""
    kept = code.strip().upper()
    if not is_code(kept):
        raise Unfit("identity_code", "not an identity code: look at the check character")
    why = line("ground", ground, 300)
    if not why:
        raise Refused("say the ground for an identity code", law=TSL, clause=CLAUSE)
    row = {
        "sealed": _seal(party, "identitycode", "sealed", kept),
        "masked": masked(kept),
        "ground": why,
    }
    with admitting(act, party) as admission:
        admission.put_rows("identitycode", [row], source=source)
        if admission.ids:
            admission.log(Event.RECORD_CREATED, fields=("identitycode",))
    return admission.done()


@dataclass(frozen=True, slots=True, repr=False)
class Login:
    """A user name and a password, in the clear. Never printed."""

    label: str
    username: str
    secret: str


def keep_credential(*, act: Act, party: int, login: Login, source: str = "") -> Entered:
    """Keep the user name and the password of a service, sealed."""
    row = {
        "label": line("label", login.label, 200, needed=True),
        "username_sealed": _seal(party, "credential", "username_sealed", login.username),
        "secret_sealed": _seal(party, "credential", "secret_sealed", login.secret),
    }
    with admitting(act, party) as admission:
        admission.put_rows("credential", [row], source=source)
        if admission.ids:
            admission.log(Event.RECORD_CREATED, fields=("credential",))
    return admission.done()


def end_credential(*, act: Act, credential: int, on: date | None = None) -> None:
    """The service of a credential has ended; the credential goes with it."""
    with writing(act) as w:
        party = owner_of(w, act, "credential", credential).id
        day = on or day_of(act.at)
        w.update("credential", {"service_ended_on": day, **EDITED}, {"id": credential})
        w.log(Event.RECORD_CORRECTED, whose=[party], fields=("credential.service_ended_on",))


@dataclass(frozen=True, slots=True)
class _Sealed:
    party: int
    label: str
    first: bytes
    second: bytes


def reveal_identity_code(*, act: Act, r: Reading, identity_code: int) -> str:
    """Open the seal for somebody who may see it and says why (``act.why``)."""
    sql = f"SELECT party_id, masked, sealed, sealed FROM {r.view('identitycode')} WHERE id = %s"
    found = _seen(act, r, sql, identity_code, "identitycode")
    return _open(found.party, "identitycode", "sealed", found.first)


def reveal_credential(*, act: Act, r: Reading, credential: int) -> Login:
    """Open both seals for somebody who may see them and says why (``act.why``)."""
    sql = (
        "SELECT party_id, label, username_sealed, secret_sealed"
        f" FROM {r.view('credential')} WHERE id = %s"
    )
    found = _seen(act, r, sql, credential, "credential")
    return Login(
        found.label,
        _open(found.party, "credential", "username_sealed", found.first),
        _open(found.party, "credential", "secret_sealed", found.second),
    )


def _seen(act: Act, r: Reading, sql: str, row: int, table: str) -> _Sealed:
    """The sealed row, once the ledger has it that it was opened."""
    if not act.why.strip():
        raise Refused("say why the seal is to be opened", law=ACCOUNTABILITY)
    if act.purpose not in r.purposes:
        raise Refused(f"the reading is not for {act.purpose}", clause=f"purpose.{act.purpose}")
    found = r.one(_Sealed, sql, [row])
    if found is None:
        raise Unknown(f"there is no {table} {row}, or not in this reading")
    r.viewed([found.party])
    with writing(act) as w:
        w.log(Event.SECRET_REVEALED, whose=[found.party], fields=(table,))
    return found


def _seal(party: int, table: str, column: str, plain: str) -> bytes:
    return vault().seal(plain, table=f"records_{table}", column=column, party=party)


def _open(party: int, table: str, column: str, sealed: bytes) -> str:
    return vault().open(sealed, table=f"records_{table}", column=column, party=party)
