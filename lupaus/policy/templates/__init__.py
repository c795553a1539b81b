"""Starter policies, named by trade: lawful, complete, with fictitious names to be replaced.

The texts an author gives follow one custom, so that the notice can build sentences around them:
names, interests and services are noun phrases in the nominative, lower case, without a full
stop or a comma within; descriptions, notes, reasons and details are whole sentences.
"""

import re
from functools import cache
from importlib.resources import files

TEMPLATES = (
    "web-agency",
    "hosting-company",
    "retailer",
    "communications-agency",
    "consultancy",
)


def template(name: str) -> str:
    """The policy file of a trade, as text. ValueError names the trades there are."""
    if name not in TEMPLATES:
        raise ValueError(f"there is no template '{name}'; choose one of {', '.join(TEMPLATES)}")
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


@cache
def roles() -> frozenset[str]:
    """The names of the roles of every template: what nobody's account should be called before
    one of them is chosen."""
    return frozenset(name for trade in TEMPLATES for name in _ROLE.findall(_roles(trade)))


_ROLE = re.compile(r"^  ([a-z-]+):", re.MULTILINE)


def _roles(trade: str) -> str:
    """Its own lines; looked up by hand, because reading a policy takes a second."""
    return re.split(r"^(?=\S)", template(trade).split("\nroles:\n")[1], flags=re.MULTILINE)[0]
