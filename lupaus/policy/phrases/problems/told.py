"""How a kind of problem is told to somebody who has never seen a policy file."""

from typing import NamedTuple

from lupaus.policy.phrases.words import Words


class Told(NamedTuple):
    """What is wrong, in general, and what to do about it, in general. Where it is wrong, the
    line says; what exactly, the message of the problem itself."""

    wrong: Words
    cure: Words
