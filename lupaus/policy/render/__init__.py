"""A notice in the formats people and programs read. Texts of authors are data in all of them:
they print as written and are never markup."""

from importlib.resources import files


def packaged(name: str) -> str:
    """A file that is shipped beside the renderers."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def stylesheet() -> str:
    """What :func:`~lupaus.policy.render.html.render` embeds when it is given no address."""
    return packaged("notice.css")
