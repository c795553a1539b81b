"""The promise table on a terminal: what is broken first, then every section."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lupaus.finland import day_of
from lupaus.policy.vocabulary import Section
from lupaus.proof.verdict import Judged, Report, Verdict

if TYPE_CHECKING:
    from lupaus.proof.selftest import Outcome

_STYLE = {
    Verdict.KEPT: "green",
    Verdict.BROKEN: "bold red",
    Verdict.NOT_TESTED: "yellow",
    Verdict.DECLARED_ONLY: "dim",
}


def print_report(report: Report, *, directory: str = "", every: bool = False) -> None:
    """``every`` prints clauses that are declared only as well, not just their number."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(f"Policy version {report.policy}, checked for {day_of(report.at)}")
    for judged in report.broken:
        _print_broken(console, judged)
    for section in Section:
        of_section = [j for j in report.clauses if j.section is section]
        shown = [j for j in of_section if every or j.verdict is not Verdict.DECLARED_ONLY]
        if of_section:
            _print_section(console, section, shown, len(of_section) - len(shown))
    counts = ", ".join(f"{report.count(v)} {v}" for v in Verdict)
    console.print(f"\n{len(report.clauses)} promises: {counts}.")
    if any(judged.section is Section.RETENTION for judged in report.broken):
        name = f" -C {directory}" if directory else ""
        console.print(f"What is overdue goes with: lupaus{name} purge run")


def _print_broken(console: Console, judged: Judged) -> None:
    console.print()
    console.print(Text(f"BROKEN {judged.id}", style="bold red"), end="")
    console.print(f": {judged.broken} of {judged.checked} looked at")
    if judged.note:
        console.print(Text(f"  {judged.note}"))
    for example in judged.examples:
        console.print(Text(f"  {example}"))
    if judged.broken > len(judged.examples) and judged.examples:
        console.print(f"  … and {judged.broken - len(judged.examples)} more")


def _print_section(
    console: Console, section: Section, shown: Iterable[Judged], hidden: int
) -> None:
    """What was looked at, a line each; then what was not, by the reason why not."""
    table = Table(box=None, pad_edge=False, show_header=False, expand=False)
    table.add_column(no_wrap=True, min_width=34)
    table.add_column(no_wrap=True, min_width=6)
    table.add_column(justify="right", no_wrap=True, min_width=8)
    table.add_column(overflow="fold", style="dim")
    untested: dict[str, list[str]] = {}
    for judged in shown:
        if judged.verdict is Verdict.NOT_TESTED:
            untested.setdefault(_why_not(judged), []).append(judged.id)
            continue
        checked = f"{judged.checked:,}".replace(",", " ") if judged.checked else ""
        verdict = Text(str(judged.verdict), style=_STYLE[judged.verdict])
        table.add_row(judged.id, verdict, checked, _about(judged))
    console.print(Text(f"\n{section}", style="bold"))
    if table.row_count:
        console.print(table)
    for reason, clauses in untested.items():
        said = Text("not tested", style=_STYLE[Verdict.NOT_TESTED])
        console.print(said.append(f" {reason}: {', '.join(clauses)}", style="dim"))
    if hidden:
        console.print(Text(f"{hidden} declared only", style="dim"))


def _why_not(judged: Judged) -> str:
    """The reason, without the part that names the clause itself, so that clauses share it."""
    reason, _sign, cure = judged.note.partition(":")
    if "lupaus attest" in cure:
        return f"{reason} (lupaus attest CLAUSE --evidence …)"
    return reason or "(nothing to look at yet)"


def _about(judged: Judged) -> str:
    breaks = f"{judged.breakers} break{'s' if judged.breakers > 1 else ''} caught"
    return "; ".join(part for part in (judged.note, breaks if judged.breakers else "") if part)


def print_outcome(outcome: "Outcome") -> None:
    """The self-test: what was not noticed first, then how many were."""
    console = Console(highlight=False)
    for trial in outcome.missed:
        console.print(Text(f"NOT NOTICED {trial.clause}", style="bold red"), end="")
        console.print(Text(f": {trial.breaker}"))
    console.print(
        f"Self-test: {len(outcome.trials)} breakers, {len(outcome.caught)} caught; "
        f"{len(outcome.untried)} clauses have none.\n"
    )
