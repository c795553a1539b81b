"""Names that the claims about the pages of the policy share."""

from pathlib import Path
from typing import Any

from django.test import Client

from lupaus.policy.amend import tree_of
from lupaus.policy.templates import template
from lupaus.web.policy import draft

#: Its safeguards were looked up before the day on which the clock of the claims stands.
AGENCY = template("communications-agency").replace("2026-11-16", "2026-02-16")


class Desk:
    """The draft in the controller's folder, and the forms that change it."""

    def __init__(self, file: Path, client: Client) -> None:
        self.file = file
        self.client = client

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def tree(self) -> dict[str, Any]:
        return tree_of(self.text)

    def lay(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def form(self, address: str, number: int | None = None) -> dict[str, Any]:
        """What a browser would send were nothing changed in the form of the page."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.status_code
        context = answer.context
        form = context["form"] if number is None else context["cards"][number].form
        sent: dict[str, Any] = {"seen": draft.read().digest}
        if number is not None:
            sent["number"] = str(number)
        for bound in form:
            value = bound.value()
            widget = bound.field.widget
            if hasattr(widget, "widgets"):
                value = value if isinstance(value, list) else widget.decompress(value)
                names = (f"{bound.html_name}{name}" for name in widget.widgets_names)
                sent |= dict(zip(names, value, strict=True))
            elif getattr(widget, "input_type", "") == "checkbox" and not hasattr(
                widget, "choices"
            ):
                sent |= {bound.html_name: "on"} if value else {}
            else:
                sent[bound.html_name] = "" if value is None else value
        return sent

    def send(self, address: str, said: dict[str, Any], **more: Any) -> Any:
        return self.client.post(address, {"seen": draft.read().digest} | said, **more)
