"""``lupaus`` as a command, many times: a process that has its libraries forks for each run.

Reading Django, pydantic and the policy's own modules takes longer than most commands do. The
process that forks has read only what asks for no settings and opens nothing; each run has an
environment, files and an end of its own, as if it had been started anew. Claims about being
killed, interrupted or piped start the program themselves.
"""

import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

ROOT = Path(__file__).parents[1]
_OURS = "lupaus.policy"
_OTHERS = (
    "cryptography.fernet",
    "django.core.management",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.template.loader",
    "django.urls",
    "lupaus.commands.main",
    "psycopg",
    "rich.progress",
    "rich.table",
)

Done = subprocess.CompletedProcess[str]


def lupaus(*words: Any, given: str = "", environment: Mapping[str, str] | None = None) -> Done:
    """``lupaus`` with these words, run to its end. Of the environment nothing that is meant
    for Lupaus goes along, but for what is handed in."""
    return _run({"words": ["lupaus", *map(str, words)]}, given, environment)


def script(text: str, *words: Any, environment: Mapping[str, str] | None = None) -> Done:
    """A Python script of this text with these words."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        words = (file.name, *words)
        return _run({"script": file.name, "words": [*map(str, words)]}, "", environment)


def _run(asked: dict[str, Any], given: str, more: Mapping[str, str] | None) -> Done:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LUPAUS_", "DJANGO_"))}
    with tempfile.TemporaryDirectory() as place:
        files = [Path(place, name) for name in ("in", "out", "err")]
        files[0].write_text(given, encoding="utf-8")
        asked |= {
            "environment": {**plain, "PYTHONPATH": str(ROOT), **(more or {})},
            "files": [str(file) for file in files],
            "where": str(Path.cwd()),
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said, complained = (file.read_text(encoding="utf-8") for file in files[1:])
    return subprocess.CompletedProcess(asked["words"], code, said, complained)


@cache
def _server() -> subprocess.Popen[str]:
    """Ends when this process does: its input is at an end then."""
    return subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _serve() -> None:
    for name in _OTHERS:
        import_module(name)
    for found in walk_packages(import_module(_OURS).__path__, f"{_OURS}."):
        import_module(found.name)
    answers = os.dup(1)
    for line in sys.stdin:
        asked = json.loads(line)
        if not (child := os.fork()):
            _become(asked)
        _, status = os.waitpid(child, 0)
        os.write(answers, b"%d\n" % os.waitstatus_to_exitcode(status))


def _become(asked: dict[str, Any]) -> None:
    """The run itself; does not come back."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["where"])
    for number, file in enumerate(asked["files"]):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the run
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115 - likewise
    sys.argv = asked["words"]
    sys.path.insert(0, str(ROOT))
    os._exit(_ended(asked))


def _ended(asked: dict[str, Any]) -> int:
    code: Any = 0
    try:
        if "script" in asked:
            runpy.run_path(asked["script"], run_name="__main__")
        else:
            import_module("lupaus.commands.main").main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - as the interpreter would
        sys.excepthook(*sys.exc_info())
        code = 1
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code or 0


if __name__ == "__main__":
    _serve()
