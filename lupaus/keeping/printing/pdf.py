"""The certificate as PDF, tagged and archival like the notice. Text is set, never evaluated."""

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from lupaus.keeping.printing.layout import Page


def render(page: Page) -> bytes:
    """The same certificate gives the same bytes."""
    source = files(__package__ or __name__).joinpath("certificate.typ").read_bytes()
    pdf = typst.compile(
        source,
        format="pdf",
        sys_inputs={"page": json.dumps(asdict(page), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - without an output path typst gives bytes
    return pdf
