"""The words in which rules are said in SQL: one text that SQLite and PostgreSQL both read.

Aliases are the same everywhere: ``p`` the party, ``t`` the row, ``r`` the row that dates it
(its parent, or itself). Dates enter as placeholders or as a look into the table of cut-offs,
never as text, and no function is put around a column, so that indexes serve.

An unknown date is NULL, and NOT NULL is NULL: everything is therefore said twice, as what holds
(`closed`, `within`, `stands`) and as its opposite, and nothing here is ever negated as a whole
unless it can only be true or false.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from lupaus.policy import holding as names
from lupaus.policy import retention
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy
from lupaus.policy.retention import EVERY_STATE, Rule, States, Who
from lupaus.policy.vocabulary import Anchor, Category, Hold, PurposeClass, Right, State

#: How the cut-off of a rule is written where the text will stand.
Cut = Callable[[Rule], str]

#: Classes of purposes for which nothing is worth keeping when money or a claim is open.
_OUTREACH = frozenset(
    {
        PurposeClass.MARKETING,
        PurposeClass.SURVEY,
        PurposeClass.PUBLICATION,
        PurposeClass.STATISTICS,
        PurposeClass.DEVELOPMENT,
    }
)


def any_of(parts: Iterable[str]) -> str:
    """FALSE when there is nothing to choose from."""
    said = tuple(dict.fromkeys(parts))
    if not said:
        return "1 = 0"
    return said[0] if len(said) == 1 else "(" + " OR ".join(said) + ")"


def all_of(parts: Iterable[str]) -> str:
    """TRUE when nothing is asked."""
    said = tuple(dict.fromkeys(parts))
    if not said:
        return "1 = 1"
    return said[0] if len(said) == 1 else "(" + " AND ".join(said) + ")"


def dating(holding: Holding) -> str:
    """The alias of the row whose columns date this holding."""
    return "r" if holding.parent else "t"


_ORDERS = {"p": "ptr", "t": "trp", "r": "rtp"}


def joined(holding: Holding, *, first: str = "p") -> tuple[str, str]:
    """FROM and the conditions that tie party, row and parent together.

    CROSS JOIN makes SQLite walk the tables in the order written, from ``first`` on; PostgreSQL
    sees an ordinary inner join and chooses for itself.
    """
    row = f"{holding.table} t"
    ties = [f"t.{holding.party} = p.id"]
    tables = {"p": f"{names.PARTY} p", "t": row}
    if holding.parent:
        parent, key = holding.parent
        tables["r"] = f"{parent} r"
        ties.append(f"r.id = t.{key}")
    order = [a for a in _ORDERS[first] if a in tables]
    return " CROSS JOIN ".join(tables[alias] for alias in order), " AND ".join(ties)


# --- whom ------------------------------------------------------------------------------------


#: How the dates of the relation say its state. An end says former, whatever the beginning.
_STATES: Mapping[States, str] = {
    frozenset({State.PROSPECT}): f"(p.{names.STARTED} IS NULL AND p.{names.ENDED} IS NULL)",
    frozenset({State.CUSTOMER}): f"(p.{names.STARTED} IS NOT NULL AND p.{names.ENDED} IS NULL)",
    frozenset({State.FORMER}): f"p.{names.ENDED} IS NOT NULL",
    frozenset({State.PROSPECT, State.CUSTOMER}): f"p.{names.ENDED} IS NULL",
    frozenset({State.CUSTOMER, State.FORMER}): (
        f"(p.{names.STARTED} IS NOT NULL OR p.{names.ENDED} IS NOT NULL)"
    ),
    frozenset({State.PROSPECT, State.FORMER}): (
        f"(p.{names.STARTED} IS NULL OR p.{names.ENDED} IS NOT NULL)"
    ),
}


#: Every column that says what a party is.
MARKS = (names.ORGANISATION, *names.KINDS.values())

#: What a party can be: an organisation, or a person of any kinds, none included.
PROFILES: tuple[tuple[str, ...], ...] = (
    (names.ORGANISATION,),
    *(
        kinds
        for number in range(len(names.KINDS) + 1)
        for kinds in combinations(names.KINDS.values(), number)
    ),
)


def marks(who: Who) -> Mapping[str, States]:
    """Which flag lets a party in, and in which states."""
    if who.everyone:
        return dict.fromkeys(MARKS, EVERY_STATE)
    found = {names.KINDS[kind]: states for kind, states in who.kinds}
    return {**found, names.ORGANISATION: who.organisations} if who.organisations else found


def _by_states(who: Who) -> Mapping[States, list[str]]:
    found: dict[States, list[str]] = {}
    for flag, states in marks(who).items():
        found.setdefault(states, []).append(f"p.{flag}")
    return found


def within(who: Who) -> str:
    """The party is one of these."""
    if who.everyone:
        return "1 = 1"
    return any_of(
        all_of([any_of(f"{flag} = TRUE" for flag in flags), *in_states(states)])
        for states, flags in _by_states(who).items()
    )


def outside(who: Who) -> str:
    """The party is none of these."""
    if who.everyone:
        return "1 = 0"
    return all_of(
        any_of([all_of(f"{flag} = FALSE" for flag in flags), *in_states(EVERY_STATE - states)])
        for states, flags in _by_states(who).items()
    )


def in_states(states: States) -> tuple[str, ...]:
    """Nothing to say when it is every state, or none."""
    return (_STATES[states],) if states in _STATES else ()


# --- when a purpose is closed ----------------------------------------------------------------


def _column(holding: Holding, anchor: Anchor) -> str | None:
    found = names.dated_by(holding, anchor)
    if found is None:
        return None
    in_row, column = found
    return f"{dating(holding) if in_row else 'p'}.{column}"


def _ended(purpose: str, comparison: str = "") -> str:
    decisions = ", ".join(f"'{decision}'" for decision in names.ENDING)
    day = f" AND e.decided_on {comparison}" if comparison else ""
    return f"e.purpose = '{purpose}' AND e.decision IN ({decisions}){day}"


def _has_ended(purpose: str, comparison: str = "") -> str:
    return (
        f"EXISTS (SELECT 1 FROM {names.PERMISSION} e WHERE e.party_id = p.id"
        f" AND {_ended(purpose, comparison)})"
    )


def _standing(purpose: str) -> str:
    """Some channel's last word is a consent."""
    decisions = ", ".join(f"'{decision}'" for decision in names.STANDING)
    return (
        f"EXISTS (SELECT 1 FROM {names.PERMISSION} g WHERE g.party_id = p.id"
        f" AND g.purpose = '{purpose}' AND g.decision IN ({decisions})"
        f" AND NOT EXISTS (SELECT 1 FROM {names.PERMISSION} l WHERE l.party_id = g.party_id"
        f" AND l.purpose = g.purpose AND l.channel IN (g.channel, '{names.EVERY_CHANNEL}')"
        " AND (l.at > g.at OR (l.at = g.at AND l.id > g.id))))"
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule whose term has passed, or not yet: both said, each safe with unknown dates."""

    rule: Rule
    alias: str  # where its date is: p, t or r
    index: str  # the index that finds what has passed
    yes: str
    no: str
    wide: bool = False  # passed, too, where the date is missing: a poor place to start from


def passed(rule: Rule, holding: Holding, cut: Cut) -> Passed | None:
    """The stored day is on or before the cut-off. None where nothing stored tells."""
    found = (
        _withdrawn(rule, cut(rule))
        if rule.anchor is Anchor.CONSENT_WITHDRAWN
        else _dated(rule, holding, cut(rule))
    )
    if found is None or rule.who.everyone:
        return found
    yes = all_of([found.yes, within(rule.who)])
    return replace(found, yes=yes, no=any_of([found.no, outside(rule.who)]))


def _dated(rule: Rule, holding: Holding, cutoff: str) -> Passed | None:
    column = _column(holding, rule.anchor)
    if column is None:
        return None
    alias, _, name = column.partition(".")
    table = {"p": names.PARTY, "t": holding.table}.get(alias) or (holding.parent or ("",))[0]
    yes, no = f"{column} <= {cutoff}", f"({column} IS NULL OR {column} > {cutoff})"
    if wide := never_began(rule, (alias != "p", name)):
        yes, no = f"({column} IS NULL OR {column} <= {cutoff})", f"{column} > {cutoff}"
    return Passed(rule, alias, f"{table}({name})", yes, no, wide)


def never_began(rule: Rule, dated: tuple[bool, str]) -> bool:
    """Does the rule close where its date is missing? The duty to keep vouchers asks nothing of
    somebody who was never invoiced; without this a name would wait for ever for its end."""
    return rule.ends_with_minimum and dated == (False, names.SPINE[Anchor.LAST_INVOICE])


def _withdrawn(rule: Rule, cutoff: str) -> Passed:
    """Taken back by the cut-off, not again since, and no channel's last word is yes."""
    purpose = rule.purpose
    early = (
        f"p.id IN (SELECT e.party_id FROM {names.PERMISSION} e"
        f" WHERE {_ended(purpose, f'<= {cutoff}')})"
    )
    late, standing = _has_ended(purpose, f"> {cutoff}"), _standing(purpose)
    return Passed(
        rule,
        "p",
        f"{names.PERMISSION}(purpose, decided_on)",
        f"({early} AND NOT {late} AND NOT {standing})",
        f"(NOT {_has_ended(purpose)} OR {late} OR {standing})",
    )


@dataclass(frozen=True, slots=True)
class Need:
    """One purpose that needs a category: of whom, and what closes it."""

    purpose: str
    who: tuple[Who, ...]  # all at once; empty: everyone
    closings: tuple[Passed, ...]  # any of them

    @property
    def closed(self) -> str:
        return any_of(c.yes for c in self.closings)

    @property
    def covers(self) -> str:
        return all_of(within(who) for who in self.who)

    @property
    def misses(self) -> str:
        return any_of(outside(who) for who in self.who)

    @property
    def open(self) -> str:
        """The purpose still needs the row."""
        return all_of([*(within(w) for w in self.who), *(c.no for c in self.closings)])

    def states_of(self, flags: Iterable[str]) -> States:
        """In which states a party that bears just these flags has its row needed."""
        bears = tuple(flags)
        sure = EVERY_STATE
        for who in self.who:
            lets_in = marks(who)
            sure &= frozenset().union(*(lets_in.get(flag, frozenset()) for flag in bears))
        return sure


def needs(policy: Policy, holding: Holding, cut: Cut) -> tuple[Need, ...]:
    """The purposes that need this holding, each with whom it covers and what closes it."""
    rules = retention.effective(policy)
    found = []
    for purpose in retention.needing(policy, holding.category):
        terms = retention.closing(rules, purpose, holding.category)
        measured = (passed(rule, holding, cut) for rule in terms)
        found.append(
            Need(
                purpose,
                retention.covered(policy, purpose, holding.category),
                tuple(p for p in measured if p is not None),
            )
        )
    return tuple(found)


# --- what holds ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """One reason to keep what is due: when it stands, and when it has fallen."""

    hold: Hold
    clause: str  # the rule of a statute or of a promise; empty for a fact of the register
    stands: str
    falls: str


def holds(policy: Policy, holding: Holding, cut: Cut) -> tuple[Held, ...]:
    """Every reason that can hold a row of this holding."""
    return (
        *_minima(policy, holding, cut),
        Held(
            Hold.RESTRICTION,
            "",
            f"p.{names.RESTRICTED} = TRUE",
            f"p.{names.RESTRICTED} = FALSE",
        ),
        *_unsettled(policy, holding),
    )


def _minima(policy: Policy, holding: Holding, cut: Cut) -> Iterable[Held]:
    for rule in retention.holding(retention.effective(policy), holding.category):
        cutoff = cut(rule)
        if rule.anchor is Anchor.CONSENT_WITHDRAWN:
            late = _has_ended(rule.purpose, f"> {cutoff}")
            stands = f"({late} AND NOT {_standing(rule.purpose)})"
            falls = f"NOT {stands}"
        elif (column := _column(holding, rule.anchor)) is not None:
            stands = f"{column} > {cutoff}"
            falls = f"({column} IS NULL OR {column} <= {cutoff})"
        else:
            continue
        if not rule.who.everyone:
            stands = all_of([stands, within(rule.who)])
            falls = any_of([falls, outside(rule.who)])
        # What a duty keeps, whoever took the party in keeps.
        stands = all_of([stands, f"p.{names.MERGED} IS NULL"])
        falls = any_of([falls, f"p.{names.MERGED} IS NOT NULL"])
        yield Held(Hold.STATUTE, rule.id, stands, falls)


def _unsettled(policy: Policy, holding: Holding) -> Iterable[Held]:
    """Unpaid, collected and disputed: a voucher by its own status always, and whatever may be
    needed to settle it where the policy says that it waits."""
    useful = worth_holding(policy, holding.category)
    for hold, status in names.UNSETTLED.items():
        facts = []
        if useful and hold is Hold.DISPUTE:
            facts.append((f"p.{names.DISPUTED} = TRUE", f"p.{names.DISPUTED} = FALSE"))
        if useful and waits(policy, hold):
            found = (
                f"EXISTS (SELECT 1 FROM {names.INVOICE} i"
                f" WHERE i.party_id = p.id AND i.status = '{status}')"
            )
            facts.append((found, f"NOT {found}"))
        elif is_voucher(holding):
            column = f"{dating(holding)}.status"
            facts.append((f"{column} = '{status}'", f"{column} <> '{status}'"))
        if facts:
            yield Held(hold, "", any_of(f[0] for f in facts), all_of(f[1] for f in facts))


def waits(policy: Policy, hold: Hold) -> bool:
    """Does the policy say that erasure waits for this? An invoice in collection or in dispute
    is unpaid as well."""
    promise = policy.rights.get(Right.ERASURE)
    said = promise.except_ if promise else ()
    return str(hold) in said or str(Hold.OPEN_INVOICE) in said


def is_voucher(holding: Holding) -> bool:
    return names.INVOICE in (holding.table, (holding.parent or ("",))[0])


def worth_holding(policy: Policy, category: Category) -> bool:
    """Is the category for anything else than reaching out? A newsletter pays no invoice."""
    purposes = retention.needing(policy, category)
    return any(policy.purposes[p].class_ not in _OUTREACH for p in purposes)


def goes_with_party(holding: Holding, policy: Policy) -> bool:
    """Not due by itself: the spine, and what must not be lost while anybody is there."""
    return holding.table == names.PARTY or retention.follows(policy, holding.category)
