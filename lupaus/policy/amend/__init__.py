"""Changing the text of a policy in one place and leaving the rest to the letter.

An author's comments, order and line breaks are the author's. A form therefore never writes the
policy anew: it says which parts have which value, and only their letters are replaced.
"""

from lupaus.policy.amend.text import GONE, NotAmended, amended, tree_of

__all__ = ["GONE", "NotAmended", "amended", "tree_of"]
