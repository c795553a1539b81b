"""The rule says no. Told apart from mistakes and bugs, so that a face can say why."""

from django.conf import settings

from lupaus.policy.problem import Problem

PURPOSE_LIMITATION = "GDPR Art. 5(1)(b)"
MINIMISATION = "GDPR Art. 5(1)(c)"
BY_DESIGN = "GDPR Art. 25(2)"
INTEGRITY = "GDPR Art. 5(1)(f)"
ACCOUNTABILITY = "GDPR Art. 5(2)"


class Refused(Exception):  # noqa: N818 - it is no error: the rule says no
    """What was asked is not allowed: why, by which law, and by which clause of the notice.

    The reason never repeats a value.
    """

    def __init__(self, reason: str, law: str = PURPOSE_LIMITATION, clause: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.law = law
        self.clause = clause

    def __str__(self) -> str:
        """For a terminal: the reason, then its grounds."""
        grounds = ", ".join(ground for ground in (self.law, self.clause) if ground)
        return f"{self.reason} [{grounds}]" if grounds else self.reason


class NotAdopted(Exception):  # noqa: N818 - likewise: the policy stays as it was
    """The policy has errors, or the register cannot hold what it promises."""

    def __init__(self, problems: tuple[Problem, ...], reasons: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join([*(str(p) for p in problems), *reasons]))
        self.problems = problems
        self.reasons = reasons


class PolicyChanged(Exception):  # noqa: N818 - likewise, and somebody's deed
    """The stored text of a version is not the one that was adopted."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"what is stored of policy version {version} was changed past the program (or the "
            "key folder is another one than it was adopted with): find out who did it, then "
            f"adopt the policy again with {settings.FOLDER.typed('adopt')}"
        )


class NoPolicy(Exception):  # noqa: N818 - a state of the register, with its cure
    """Nothing has been adopted yet."""

    def __init__(self) -> None:
        cure = settings.FOLDER.typed("adopt")
        super().__init__(f"no policy is in force: adopt policy.yaml with {cure}")
