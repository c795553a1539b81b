"""``lupaus serve``: the pages of the staff and the public notice, by gunicorn."""
# ruff: noqa: PLC0415 - gunicorn and Django are loaded when there is something to serve

import socket
from typing import Annotated, Any

import typer

from lupaus.commands.opening import address, now, open_register, say
from lupaus.commands.outcome import CannotRun
from lupaus.folder import Folder
from lupaus.logs import Bare

app = typer.Typer(add_completion=False)


@app.command(
    help="Serve the pages of the staff and the public notice. Put a TLS proxy before it."
)
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any.")] = 8000,
    host: Annotated[str, typer.Option(help="127.0.0.1: this machine only.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 2,
) -> None:
    opened = open_register()
    _explain()
    run(host, port, workers, opened)


def _explain() -> None:
    """A column that nothing claims, or a category that nothing holds, stops the start.
    Raises CannotRun with the lines to fix."""
    from lupaus.guard import NoPolicy, in_force
    from lupaus.guard.tables import explain_startup

    try:
        policy = in_force().policy
    except NoPolicy:
        policy = None
    if lines := explain_startup(policy):
        raise CannotRun("this register may not start:\n  " + "\n  ".join(lines))


def run(host: str, port: int, workers: int, opened: Folder) -> None:
    """Serve until interrupted. Raises CannotRun when the address is taken or not ours."""
    from django.db import connections

    chosen = _free(host, port)
    here = address(opened, chosen)
    _say_how_in(opened, here)
    say(f"The notice is at {here}/tietosuojaseloste  (Ctrl-C ends)")
    connections.close_all()  # what is open would be shared by every process
    _server(host, chosen, workers).run()


def _say_how_in(opened: Folder, here: str) -> None:
    """A link for the first account; none where it would be one too many, because somebody was
    made the main user at the command line and has a link already."""
    from lupaus.accounts import invitations
    from lupaus.guard import staff

    if not invitations.is_new():
        say(f"Sign in at {here}/")
    elif staff.has_main_user():
        again = opened.typed("user invite NAME")
        say(f"Nobody has opened the link of their invitation yet. A new one: {again}")
    else:
        token = invitations.invite("", at=now())
        say(f"First start. Open this and make yourself the main user: {here}/kutsu/{token}")


def _free(host: str, port: int) -> int:
    """The port, seen to be free; one that the system picks for 0."""
    try:
        with socket.create_server((host, port), family=_family(host)) as probe:
            return int(probe.getsockname()[1])
    except OSError as wrong:
        raise CannotRun(
            f"{host}:{port} cannot be listened at: {wrong.strerror}. Try another --port"
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _server(host: str, port: int, workers: int) -> Any:
    """The server without its own command line, control socket and greeting."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    class Log(Logger):  # type: ignore[misc]  # gunicorn is not typed
        def _set_handler(self, log: Any, output: Any, _fmt: Any, stream: Any = None) -> None:
            super()._set_handler(log, output, Bare(), stream)

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
        def load_config(self) -> None:
            settings = {
                "bind": f"{_written(host)}:{port}",
                "workers": workers,
                "threads": 4,
                "loglevel": "warning",
                "logger_class": Log,
                "control_socket_disable": True,
                "proc_name": "lupaus",
                "preload_app": True,  # read once: a process that begins anew begins at once
                "max_requests": 10_000,  # a leak anywhere ends with its worker
                "max_requests_jitter": 1_000,
            }
            for name, value in settings.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from django.db import connections
            from django.urls import get_resolver
            from gunicorn.util import import_app

            # By name: faces do not import each other.
            application = import_app("lupaus.web.wsgi:application")
            get_resolver().url_patterns  # noqa: B018 - reads every page there is
            connections.close_all()  # what is open would be shared by every process
            return application

    return Server()
