"""From nothing to the first answer: the command line, and the server's first page."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from time import sleep
from urllib.request import urlopen

from bench.goal import times_floor
from bench.measure import Result, compare
from bench.world import TEMPLATE, Cell

_DJANGO = """
import django
from django.conf import settings
settings.configure(DATABASES={{"default": {database!r}}}, ROOT_URLCONF="__main__", USE_TZ=True,
    ALLOWED_HOSTS=["*"], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes"], MIDDLEWARE=[
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware"])
django.setup()
from django.contrib.contenttypes.models import ContentType
from django.db import models, connection
from django.http import HttpResponse
from django.urls import path
def first():
    class Party(models.Model):
        class Meta:
            app_label, db_table, managed = "bench", "records_party", False
    return Party.objects.order_by("id").values_list("id", flat=True)[0]
"""
_DJANGO_QUERY = f"{_DJANGO}print(first())"
_DJANGO_SERVER = f"""{_DJANGO}
urlpatterns = [path("page", lambda request: HttpResponse(str(first())))]
from wsgiref.simple_server import WSGIRequestHandler, make_server
WSGIRequestHandler.log_message = lambda *_: None
from django.core.wsgi import get_wsgi_application
server = make_server("127.0.0.1", 0, get_wsgi_application())
print(f"http://127.0.0.1:{{{{server.server_port}}}}/page", flush=True)
server.serve_forever()
"""
_QUERY = """
{connect}
row = connection.execute("SELECT id FROM records_party ORDER BY id LIMIT 1").fetchone()
"""
_SERVER = (
    _QUERY
    + """
from socketserver import TCPServer, StreamRequestHandler
class Page(StreamRequestHandler):
    def handle(self):
        while self.rfile.readline().strip():
            pass
        body = str(row[0]).encode()
        head = b"HTTP/1.0 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body)
        self.wfile.write(head + body)
server = TCPServer(("127.0.0.1", 0), Page)
print(f"http://127.0.0.1:{{server.server_address[1]}}/", flush=True)
server.serve_forever()
"""
)
Environment = dict[str, str]
_ADDRESS = re.compile(r"http://\S+")
_PATIENCE = 0.002


def measured(cell: Cell) -> Iterator[Result]:
    # Compiled modules, as an installed program has them; beside nobody's sources.
    with TemporaryDirectory(prefix="lupaus-bench-") as compiled:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHONDONT")}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        environment.pop("LUPAUS_DIR", None)
        yield _command(cell, environment)
        yield _server(cell, environment)


def _words(cell: Cell) -> dict[str, object]:
    """How the scripts reach the copy."""
    if cell.engine == "sqlite":
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": cell.copy}
        connect = f"import sqlite3; connection = sqlite3.connect({cell.copy!r})"
    else:
        said = dict(part.split("=") for part in cell.raw.address.split())
        database = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": cell.copy,
            "USER": said["user"],
            "HOST": said["host"],
            "PORT": said["port"],
        }
        connect = f"import psycopg; connection = psycopg.connect({cell.raw.address!r})"
    return {"connect": connect, "database": database}


def _command(cell: Cell, environment: Environment) -> Result:
    words = _words(cell)
    query, floor = _QUERY.format(**words), _DJANGO_QUERY.format(**words)

    timing = compare(
        lambda _turn: _ran(environment, "-m", "lupaus", "policy", "lint", TEMPLATE),
        lambda _turn: _ran(environment, "-c", query),
        floor=lambda _turn: _ran(environment, "-c", floor),
        times=5,
    )
    return times_floor(2).judged("cold start: lupaus policy lint", cell, timing)


def _ran(environment: Environment, *words: str) -> int:
    subprocess.run(  # noqa: S603 - our own words
        (sys.executable, *words), check=True, stdout=subprocess.DEVNULL, env=environment
    )
    return 0


def _server(cell: Cell, environment: Environment) -> Result:
    words = _words(cell)
    raw, floor = _SERVER.format(**words), _DJANGO_SERVER.format(**words)
    ours = ("-m", "lupaus", "-C", str(cell.folder), "serve", "--port", "0")

    timing = compare(
        lambda _turn: _answered(environment, *ours),
        lambda _turn: _answered(environment, "-c", raw),
        floor=lambda _turn: _answered(environment, "-c", floor),
        times=5,
    )
    return times_floor(3).judged("cold start: server, to the first page", cell, timing)


def _answered(environment: Environment, *words: str) -> int:
    """Spawn, wait for the address, get the page."""
    server = subprocess.Popen(  # noqa: S603 - our own words
        (sys.executable, "-u", *words), stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert server.stdout is not None  # noqa: S101 - a pipe was asked for
        found = next(m for line in server.stdout if (m := _ADDRESS.search(line)))
        _get(found[0])
    finally:
        os.kill(server.pid, signal.SIGTERM)
        server.communicate()
    return 0


def _get(address: str) -> None:
    """The address may be said before somebody listens there."""
    while True:
        try:
            with urlopen(address, timeout=10) as page:  # noqa: S310 - ours, on the loopback
                page.read()
                return
        except OSError as wrong:
            if not isinstance(getattr(wrong, "reason", wrong), ConnectionError):
                raise
        sleep(_PATIENCE)  # asking without a pause takes a core from who is starting
