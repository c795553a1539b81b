"""Starter policies, named by trade: lawful, complete, with fictitious names to be replaced.

The texts an author gives follow one custom, so that the notice can build sentences around them:
names, interests and services are noun phrases in the nominative, lower case, without a full
stop or a comma within; descriptions, notes, reasons and details are whole sentences.
"""

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
