"""Every template opens, also those that a page shows seldom."""

from pathlib import Path

import pytest
from django.template.loader import get_template

import lupaus.web

HERE = Path(lupaus.web.__file__).parent / "templates"
NAMES = sorted(str(file.relative_to(HERE)) for file in HERE.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_opens(name):
    assert get_template(name).origin.name == str(HERE / name)
