"""What cannot be stored as it was given: the giver's mistake, with its cure."""


class Unfit(ValueError):  # noqa: N818 - it is no error of the program: somebody mistyped
    """A value that cannot be stored. Says which field and what to do, never the value."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class Unknown(LookupError):  # noqa: N818 - likewise: somebody pointed at what is not there
    """There is no such party or row, or it is not in sight yet."""
