"""When a file, or one of its cells, cannot be taken in."""


class Unusable(Exception):  # noqa: N818 - says what the file is, as Refused does of an act
    """The file as a whole cannot be read. The message says what, where and what to do."""


class BadValue(ValueError):  # noqa: N818 - says what the cell holds
    """A cell does not say what its column promises. The message is for the file's owner and
    does not repeat the cell, so that it may be kept."""
