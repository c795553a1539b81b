"""``lupaus policy`` as a user meets it: output, exit codes, and no tracebacks."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from lupaus.commands.main import main
from lupaus.policy.templates import TEMPLATES, template

LUPAUS = (sys.executable, "-c", "from lupaus.commands.main import main; main()")
BROKEN = "lupaus: 1\ncontroller: {name: Esimerkki Oy}\npurposs: {}\ndated: huomenna\n"
UNLAWFUL = "lupaus: 1\ncontroller: {name: Esimerkki Oy}\n"
TODAY = "--today=2026-11-22"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: bytes
    stderr: bytes


class Run(Protocol):
    def __call__(self, *arguments: str | Path, given: bytes = b"") -> Done: ...


@pytest.fixture
def lupaus(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run here: a process of its own is only started where that is the claim."""

    def run(*arguments: str | Path, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["lupaus", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def write(tmp_path: Path):
    def written(content: str | bytes, name: str = "policy.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_without_error(lupaus: Run, name: str) -> None:
    done = lupaus("policy", "lint", name, TODAY)
    assert done.returncode == 0, done.stdout.decode()


def test_all_mistakes_are_told_with_file_and_line(lupaus: Run, write) -> None:
    path = write(BROKEN)
    done = lupaus("policy", "lint", path)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith(f"{path}:3: error P01: ")
    assert lines[1].startswith(f"{path}:4: error P06: ")
    assert lines[2] == "2 errors"


def test_an_unlawful_policy_is_found_out(lupaus: Run, write) -> None:
    done = lupaus("policy", "lint", write(UNLAWFUL), TODAY)
    assert done.returncode == 1
    assert b": error N" in done.stdout


def test_lint_for_programs(lupaus: Run, write) -> None:
    done = lupaus("policy", "lint", write(BROKEN), "--format", "json")
    assert done.returncode == 1
    first, _ = json.loads(done.stdout)
    assert set(first) == {"code", "level", "line", "message", "hint", "law"}
    assert (first["code"], first["level"], first["line"]) == ("P01", "error", 3)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "Y03"),
        (b"a: [", "Y01"),
        (b"\x00\x01\x02", "Y02"),
        (b"a: &x 1", "Y06"),
        (b"{a: " * 200, "Y05"),
        (b"x" * 1_000_000, "Y04"),
        (b"- a", "Y08"),
    ],
)
def test_what_cannot_be_read_ends_in_one_problem_and_exit_2(
    lupaus: Run, write, content: bytes, code: str
) -> None:
    path = write(content)
    done = lupaus("policy", "lint", path)
    assert done.returncode == 2
    assert f"error {code}: " in done.stdout.decode()
    assert lupaus("policy", "notice", path).returncode == 2


@pytest.mark.parametrize("command", ["lint", "notice", "record", "clauses"])
def test_a_missing_file_is_one_line_and_exit_2(
    lupaus: Run, command: str, tmp_path: Path
) -> None:
    done = lupaus("policy", command, tmp_path / "none.yaml")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "does not exist" in done.stderr.decode()
    assert not done.stdout


def test_a_folder_is_told_from_a_file(lupaus: Run, tmp_path: Path) -> None:
    done = lupaus("policy", "lint", tmp_path)
    assert done.returncode == 2
    assert "policy.yaml" in done.stderr.decode()


def test_a_name_that_no_file_can_have_is_told(lupaus: Run) -> None:
    assert lupaus("policy", "lint", "x" * 5000).returncode == 2


def test_an_endless_device_is_not_read_to_its_end(lupaus: Run) -> None:
    assert b"Y04" in lupaus("policy", "lint", "/dev/zero").stdout


def test_standard_input_is_a_file_like_any_other(lupaus: Run) -> None:
    done = lupaus("policy", "lint", "-", given=BROKEN.encode())
    assert done.stdout.decode().startswith("standard input:3: ")


def test_mistakes_of_form_stop_the_notice_and_are_told_apart_from_it(
    lupaus: Run, write
) -> None:
    done = lupaus("policy", "notice", write(BROKEN))
    assert done.returncode == 1
    assert not done.stdout
    assert done.stderr.count(b"error P") == 2


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", b"<!"), ("markdown", b"# "), ("json", b"{"), ("pdf", b"%PDF")],
)
def test_the_notice_is_printed_in_every_format(lupaus: Run, form: str, begins: bytes) -> None:
    done = lupaus("policy", "notice", "web-agency", "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(begins)


@pytest.mark.parametrize("form", ["html", "markdown", "csv", "json"])
def test_the_record_is_printed_in_every_format(lupaus: Run, form: str) -> None:
    done = lupaus("policy", "record", "retailer", "--format", form, "--language", "sv")
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(("language", "word"), [("fi", "Tietosuoja"), ("sv", "Dataskydd")])
def test_the_notice_speaks_the_language_asked_for(
    lupaus: Run, language: str, word: str
) -> None:
    done = lupaus("policy", "notice", "retailer", "-f", "markdown", "-l", language)
    assert word in done.stdout.decode()


def test_a_language_that_the_policy_does_not_have_is_told(lupaus: Run, write) -> None:
    done = lupaus("policy", "clauses", write(UNLAWFUL), "--language", "sv")
    assert done.returncode == 2
    assert "the policy is in fi" in done.stderr.decode()


def test_clauses_for_programs_have_the_promised_keys(lupaus: Run) -> None:
    found = json.loads(lupaus("policy", "clauses", "web-agency", "--format", "json").stdout)
    assert len({clause["id"] for clause in found}) == len(found)
    for clause in found:
        assert set(clause) == {"id", "section", "mode", "sentences", "law", "params"}
        assert set(clause["sentences"]) == {"fi", "sv", "en"}
    kept = next(c for c in found if c["section"] == "retention" and "anchor" in c["params"])
    assert {"data", "anchor", "min", "max", "window", "ground"} <= set(kept["params"])


def test_explain_shows_what_a_purpose_reads_and_the_sql(lupaus: Run) -> None:
    said = lupaus(
        "policy", "explain", "retailer", "marketing", TODAY, "-l", "en"
    ).stdout.decode()
    assert "SELECT" in said
    assert "retention.marketing" in said
    assert "telephone number" in said
    assert "voucher" not in said


def test_explain_for_programs(lupaus: Run) -> None:
    done = lupaus("policy", "explain", "retailer", "marketing", TODAY, "--format", "json")
    assert json.loads(done.stdout)["purpose"] == "marketing"


def test_explain_names_the_purposes_there_are(lupaus: Run) -> None:
    done = lupaus("policy", "explain", "retailer", "spying")
    assert done.returncode == 2
    assert "marketing" in done.stderr.decode()


def test_a_policy_does_not_differ_from_itself(lupaus: Run) -> None:
    done = lupaus("policy", "diff", "retailer", "retailer")
    assert (done.returncode, done.stdout) == (0, b"no changes\n")


def test_a_longer_keeping_must_be_told(lupaus: Run, write) -> None:
    text = template("retailer")
    assert "at_most: 2 years" in text
    longer = write(text.replace("at_most: 2 years", "at_most: 5 years"))
    done = lupaus("policy", "diff", "retailer", longer, "--format", "json")
    assert done.returncode == 1
    assert {"retention.marketing"} <= {change["clause"] for change in json.loads(done.stdout)}
    assert lupaus("policy", "diff", longer, "retailer", "-l", "en").returncode == 0


def test_the_schema_is_json(lupaus: Run) -> None:
    assert "$schema" in json.loads(lupaus("policy", "schema").stdout)


def test_output_goes_to_the_file_and_nothing_else_is_left(lupaus: Run, tmp_path: Path) -> None:
    path = tmp_path / "seloste.pdf"
    done = lupaus("policy", "notice", "retailer", "-f", "pdf", "--output", path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("command", "name", "begins"),
    [
        ("notice", "notice.pdf", b"%PDF-"),
        ("notice", "NOTICE.PDF", b"%PDF-"),
        ("notice", "notice.md", b"# "),
        ("notice", "notice", b"<!doctype html>"),
        ("record", "record.json", b"{"),
    ],
)
def test_the_name_of_the_file_says_the_format(
    lupaus: Run, tmp_path: Path, command: str, name: str, begins: bytes
) -> None:
    assert lupaus("policy", command, "retailer", "--output", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    named = ("--format", "json", "--output", tmp_path / name)
    assert lupaus("policy", command, "retailer", *named).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(b"{")


def test_help_breaks_lines_where_the_terminal_does(lupaus: Run) -> None:
    words = b" ".join(lupaus("policy", "diff", "--help").stdout.split())
    assert b"Exit 1 when they must be told something." in words


def test_output_that_cannot_be_written_is_told(lupaus: Run, tmp_path: Path) -> None:
    done = lupaus("policy", "schema", "--output", tmp_path / "none" / "x.json")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.decode()


def test_output_to_a_folder_is_told(lupaus: Run, tmp_path: Path) -> None:
    done = lupaus("policy", "schema", "--output", tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"'{LUPAUS[0]}' -c '{LUPAUS[2]}' policy schema | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=60
    )
    assert done.stdout == b'{\n  "$sche'
    assert done.stderr == b""


@pytest.fixture
def heeding() -> Iterator[None]:
    """Whoever runs the tests in the background may have them ignore Ctrl-C, and so would the
    command that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_control_c_is_quiet(heeding: None, tmp_path: Path) -> None:
    pipe = tmp_path / "policy.yaml"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*LUPAUS, "policy", "lint", str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running,
        pipe.open("wb"),
    ):  # returns when the command has begun to read
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out + err == b""


@pytest.mark.parametrize(
    "arguments",
    [["polisy"], ["policy", "lnt"], ["policy", "lint"], ["policy", "notice", "x", "-f", "doc"],
     ["policy", "lint", "retailer", "--today", "tomorrow"]],
)  # fmt: skip
def test_a_command_that_does_not_exist_ends_in_exit_2(
    lupaus: Run, arguments: list[str]
) -> None:
    assert lupaus(*arguments).returncode == 2


def test_help_and_version_are_there(lupaus: Run) -> None:
    assert b"policy" in lupaus("--help").stdout
    assert b"lint" in lupaus("policy", "--help").stdout
    assert lupaus("--version").stdout.startswith(b"lupaus ")


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys\nfrom lupaus.commands.main import main\n"
        f"sys.argv = {['lupaus', *arguments]!r}\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=60
    )
    return set(done.stderr.decode().split())


def test_policy_commands_start_without_django() -> None:
    loaded = modules_after("policy", "lint", "web-agency")
    assert "lupaus.policy.lint" in loaded
    assert not {"django", "typst", "psycopg", "cryptography"} & loaded


def test_help_loads_no_command() -> None:
    assert not {"django", "pydantic", "lupaus.commands.policy"} & modules_after("--help")
