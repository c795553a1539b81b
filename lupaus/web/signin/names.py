"""Which account names are names, and which are taken."""

from lupaus.accounts.models import User
from lupaus.ledger.entry import checked
from lupaus.policy.views import OWNER


def proper(name: str) -> bool:
    """The ledger can write it."""
    try:
        checked("actor", "the name", name)
    except ValueError:
        return False
    return True


def free(name: str) -> bool:
    """Nobody has it, and it is not the command line's."""
    return name != OWNER and not User.objects.filter(name__iexact=name).exists()
