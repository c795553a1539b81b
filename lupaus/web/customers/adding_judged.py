"""Everything that is wrong with the form, at once and beside its fields; then what to enter."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lupaus.guard import Act
from lupaus.register.entering import EMPLOYER, RELATION, ROLE, Entry, NewRow, mistakes
from lupaus.register.wrong import Mistaken, Wrong
from lupaus.web.customers.adding_form import KIND, SOURCE, EntryForm
from lupaus.web.customers.adding_rows import EntryRow, Part, told
from lupaus.web.customers.card_forms import refuse_past
from lupaus.web.customers.card_words import mistake

#: A mistake in the summary: where it stands, of which field, and what it is.
Told = tuple[str, str, str]


class Judged:
    """The form with what it comes to: somebody new, and their employer where that is new."""

    def __init__(self, form: EntryForm) -> None:
        self.form = form
        self._rows: list[tuple[NewRow, EntryRow]] = []
        self._employers: list[tuple[NewRow, EntryRow]] = []
        common = form.head.source
        if form.employer_part:
            self._employers += _rows(form.employer_part, common)
        if form.relation:
            mine = self._rows if form.stands_alone else self._employers
            mine += _rows(form.relation, common)
        for part in (*form.parts, *form.folded):
            self._rows += (
                self._roles(part, common) if part.table == ROLE else _rows(part, common)
            )
        number = form.head.typed_number
        self._number = int(number) if number.isascii() and number.isdecimal() else None
        self._bad_number = bool(number) and self._number is None

    def _roles(self, part: Part, common: str) -> list[tuple[NewRow, EntryRow]]:
        """The role, with the organisation. Without one there is none to enter, unless
        somebody has typed something else of it."""
        employer = self.form.employer
        [row] = part.rows
        if employer.chosen is None and not employer.is_new and not row.given.get("title"):
            return []
        given = {**row.given, "organisation_id": employer.party or ""}
        return [(NewRow(ROLE, given, part.source_of(common)), row)]

    @property
    def entry(self) -> Entry:
        rows = tuple(new for new, _row in self._rows)
        return Entry(self.form.kinds, rows, self._number)

    @property
    def employer(self) -> Entry | None:
        if not self._employers:
            return None
        return Entry(frozenset(), tuple(new for new, _row in self._employers))

    # -- what is wrong ------------------------------------------------------------------------

    def judge(self, act: Act) -> bool:
        """Is everything right, as far as it can be told without the register? What is wrong
        stands beside its field."""
        form = self.form
        if not form.is_organisation and not form.kinds:
            form.wrong.append(_("Valitse, kuka henkilö on."))
            return False
        if form.employer.looked:
            form.employer.ask()
        if not form.is_ready:
            return False
        self._sources()
        if self._bad_number:
            self._fail(Wrong("party", "number", "number", ""))
        entry, employer = self.entry, self.employer
        if employer:
            entry = entry.working_for(0)
            for one in mistakes(employer, act):
                self._fail_in(self._employers, one)
        for one in mistakes(entry, act):
            self._fail(one)
        for _new, row in self._rows:
            refuse_past(row, form.visit.today)
        form.permissions.is_valid()
        return not self.errors

    def fail(self, mistaken: Mistaken) -> None:
        """What only the register could tell."""
        for one in mistaken.wrong:
            if one.table.startswith(f"{EMPLOYER}."):
                self._fail_in(self._employers, one)
            else:
                self._fail(one)

    def _sources(self) -> None:
        """Whence, wherever the policy knows several sources and none is the usual one."""
        common = self.form.head.source
        for part in self.form.all_parts:
            asked = part.is_filled or part.table in {self.form.names, RELATION}
            if len(part.section.sources) < 2 or part.source_of(common) or not asked:
                continue
            if part.source and common:
                part.source.add_error(
                    SOURCE, _("Valitsemasi lähde ei anna tätä. Valitse, mistä tämä saatiin.")
                )
            elif SOURCE not in self.form.head.errors:
                self.form.head.add_error(SOURCE, _("Valitse, mistä tiedot saatiin."))

    def _fail(self, one: Wrong) -> None:
        if one.table == "party":
            self.form.head.add_error("number", str(mistake(one)))
        else:
            self._fail_in(self._rows, one)

    def _fail_in(self, rows: Sequence[tuple[NewRow, EntryRow]], one: Wrong) -> None:
        if not (one.at < len(rows) and rows[one.at][1].wrong(one)):
            self.form.wrong.append(str(mistake(one)))

    @property
    def errors(self) -> list[Told]:
        """Every mistake, in the order of the page."""
        form = self.form
        org = [("f-org-q", str(_("Yritys")), text) for text in form.employer.errors]
        parts = [told(one) for part in form.all_parts for one in part.forms]
        asked = (form.head, form.permissions)
        head, permissions = (told(one) if one.is_bound else [] for one in asked)
        # Only what somebody is belongs to no row: its first answer is where the eye is led.
        kind = "" if form.kinds or not form.offered else f"f-{KIND}-{form.offered[0].value}"
        general = [(kind, "", text) for text in form.wrong]
        return [*general, *head, *org, *(one for each in parts for one in each), *permissions]


def _rows(part: Part, common: str) -> list[tuple[NewRow, EntryRow]]:
    return list(zip(part.new_rows(common), part.rows, strict=True))
