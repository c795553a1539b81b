"""Every problem in the words of a person: by its code, in three languages.

The linter and the reader speak English and name what they found exactly. A page for people
says first what is wrong and what to do, and keeps the exact message for whoever wants it.
"""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.form import FORM
from lupaus.policy.phrases.problems.holdings import HOLDINGS
from lupaus.policy.phrases.problems.keeping import KEEPING
from lupaus.policy.phrases.problems.marketing import MARKETING
from lupaus.policy.phrases.problems.page import PAGE
from lupaus.policy.phrases.problems.purposes import PURPOSES
from lupaus.policy.phrases.problems.rights import RIGHTS
from lupaus.policy.phrases.problems.sharing import SHARING
from lupaus.policy.phrases.problems.together import TOGETHER
from lupaus.policy.phrases.problems.told import Told

__all__ = ["PROBLEMS", "Told"]

PROBLEMS: Mapping[str, Told] = {
    **FORM,
    **PAGE,
    **PURPOSES,
    **HOLDINGS,
    **SHARING,
    **KEEPING,
    **RIGHTS,
    **MARKETING,
    **TOGETHER,
}
