"""What every key and every word of the policy language means, in a sentence each.

The JSON Schema shows them in an editor, the reference page prints them. That none is missing
is tested.
"""

from lupaus.policy.manual.keys import EXAMPLES, INTRODUCTIONS, KEYS
from lupaus.policy.manual.words import CHOICES, WORDS
from lupaus.policy.model import Part
from lupaus.policy.shape import Shape

__all__ = ("EXAMPLES", "INTRODUCTIONS", "KEYS", "about", "meaning")

AS_PUBLISHED = "As published: "


def about(part: type[Part], key: str) -> str:
    """What a key of a part says."""
    return KEYS[part.__name__][key]


def meaning(part: type[Part], key: str, shape: Shape, word: str | int) -> str:
    """What one allowed word means at a place; empty where the word says it all."""
    if shape.words is not None:
        return WORDS[shape.words.__name__][str(word)]
    return CHOICES.get((part.__name__, key), {}).get(str(word), "")
