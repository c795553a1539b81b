"""A customer's contact who was entered once more as a prospect is one person, whatever the
policy calls its purposes: no one of them need be for both."""

import re

import pytest
from house import adopt_sample
from web_hands import NOW, entered

from lupaus.guard import Act, Refused, in_force
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import merge

pytestmark = pytest.mark.engine
_RECENT = "/asiakkaat/yhdistetyt"


def _both() -> list[tuple[int, int]]:
    """Of every kind that may be either: somebody as a customer, and as nobody's customer."""
    made = [
        (entered(kind, customer=True), entered(kind, customer=False)) for kind in SubjectKind
    ]
    return [(one, other) for one, other in made if one is not None and other is not None]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_customer_and_a_prospect_are_merged_and_told_apart_again(
    committed_register, signed_in, name
):
    adopt_sample(template(name))
    client, pairs = signed_in(), _both()
    assert pairs
    for keep, gone in pairs:
        sent = {"do": "merge", "toinen": str(gone)}
        merged = client.post(f"/asiakkaat/{keep}/yhdista", sent)
        assert merged.status_code == 302
        assert merged.headers["Location"] == f"/asiakkaat/{keep}"
        [done] = re.findall(r"yhdistetyt/(\d+)/kumoa", client.get(_RECENT).content.decode())
        assert client.post(f"/asiakkaat/yhdistetyt/{done}/kumoa").status_code == 302
        assert not re.findall(r"yhdistetyt/(\d+)/kumoa", client.get(_RECENT).content.decode())


def test_a_purpose_that_is_for_neither_merges_nobody(committed_register):
    adopt_sample(template("consultancy"))
    [keep, gone] = _both()[0]
    policy = in_force().policy
    acts = {name: Act("aino", name, NOW, "web") for name in policy.purposes}
    with pytest.raises(Refused, match="accounting"):
        merge.merge(act=acts["accounting"], also=[*acts.values()], keep=keep, gone=gone)


def test_each_must_be_known_for_some_purpose_of_whoever_merges(committed_register):
    adopt_sample(template("consultancy"))
    [keep, gone] = _both()[0]
    with pytest.raises(Refused):
        merge.merge(act=Act("aino", "offers", NOW, "web"), keep=keep, gone=gone)
