"""Saved views: one's own and shared, mended when the policy has moved on."""

from datetime import timedelta

import pytest
from register_world import NOW, act, consumer, firm, looking

from lupaus.guard import Act, Refused, reading
from lupaus.guard.acts import Actor
from lupaus.register import saved
from lupaus.register.listing import Column, Count, Order, Sort, Wanted
from lupaus.register.saved import Tally, View
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.wanted import Money, Side, Stray

pytestmark = pytest.mark.engine

VIEW = View(
    Wanted(town="Hämeenlinna", side=Side.PERSON),
    Order(Sort.CONTACT, descending=True),
    (Column.NAME, Column.EMAIL),
)


def kaarlo(at=NOW):
    return Act("kaarlo", "relations", at, "web")


def mine(name="bertta"):
    return [one.name for one in saved.saved_views(name)]


def test_a_view_comes_back_as_it_was_saved(register):
    one = saved.save(act=act(), name=" Hämeen väki ", view=VIEW)
    assert saved.saved_views("bertta") == (one,)
    assert (one.name, one.view, one.shared) == ("Hämeen väki", VIEW, False)


def test_views_are_ones_own_until_shared_and_ones_own_come_first(register):
    saved.save(act=act(), name="Öljyt", view=VIEW)
    aapa = saved.save(act=act(), name="Aapa", view=VIEW)
    theirs = saved.save(act=kaarlo(), name="Aakkoset", view=VIEW, shared=True)
    assert mine() == ["Aapa", "Öljyt", "Aakkoset"]
    assert mine("kaarlo") == ["Aakkoset"]
    saved.share(act=act(), view=aapa.id, shared=True)
    assert mine("kaarlo") == ["Aakkoset", "Aapa"]
    with pytest.raises(Refused, match="kaarlo"):
        saved.rename(act=act(), view=theirs.id, name="Minun")
    saved.share(act=kaarlo(), view=theirs.id, shared=False)
    with pytest.raises(Unknown):
        saved.rename(act=act(), view=theirs.id, name="Minun")


def test_names_are_free_once_removed_and_a_removal_is_undone_while_they_are(register):
    one = saved.save(act=act(), name="A", view=VIEW)
    with pytest.raises(Unfit):
        saved.save(act=act(), name="A", view=VIEW)
    saved.save(act=kaarlo(), name="A", view=VIEW)  # another's
    saved.remove(act=act(), view=one.id)
    assert mine() == []
    saved.bring_back(act=act(), view=one.id)
    assert mine() == ["A"]
    saved.remove(act=act(), view=one.id)
    saved.save(act=act(), name="A", view=VIEW)
    with pytest.raises(Unfit):
        saved.bring_back(act=act(), view=one.id)


@pytest.mark.parametrize(("days", "there"), [(29, True), (30, True), (31, False)])
def test_what_is_removed_is_forgotten_after_thirty_days(register, days, there):
    one = saved.save(act=act(), name="A", view=VIEW)
    saved.remove(act=act(), view=one.id)
    later = act(at=NOW + timedelta(days=days))
    if there:
        saved.bring_back(act=later, view=one.id)
        assert mine() == ["A"]
    else:
        with pytest.raises(Unknown):
            saved.bring_back(act=later, view=one.id)


def test_a_view_is_renamed_and_replaced_and_tells_how_it_was(register):
    one = saved.save(act=act(), name="A", view=VIEW)
    assert saved.rename(act=act(), view=one.id, name="B").name == "A"
    assert saved.replace_view(act=act(), view=one.id, by=View()).view == VIEW
    assert saved.saved_views("bertta")[0].view == View()


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 81])
def test_a_name_that_is_none_is_refused_with_its_cure(register, name):
    with pytest.raises(Unfit):
        saved.save(act=act(), name=name, view=VIEW)


def test_counts_are_asked_for_one_by_one_and_none_where_not_allowed(register, statements):
    consumer(), firm()
    people = View(Wanted(side=Side.PERSON))
    with looking("relations") as r, statements() as counted:
        assert saved.counted(r, people) == Tally(Count(1))
        assert len(counted) == 1
        owing = saved.counted(r, View(Wanted(side=Side.PERSON, money=Money.OPEN)))
        assert owing.count is None
        assert [(s.field, s.said) for s in owing.dropped] == [("money", "open")]
        assert "data.vouchers" in owing.dropped[0].cure
        assert len(counted) == 1


@pytest.mark.parametrize(
    ("view", "count"),
    [
        (View(Wanted(side=Side.PERSON), Order(Sort.TOWN), (Column.OPEN,)), Count(1)),
        (View(Wanted(source="fair-2019")), None),
        (View(Wanted(), strays=(Stray("role", "x", "choose one"),)), None),
    ],
)
def test_only_what_decides_who_is_in_it_stands_against_a_number(register, view, count):
    consumer(), firm()
    with looking("relations") as r:
        assert saved.counted(r, view).count == count


def test_what_no_longer_fits_is_told_with_its_cure_and_the_rest_is_listed(register):
    broken = View(
        Wanted(source="fair-2019", money=Money.OPEN, side=Side.PERSON),
        Order(Sort.TOWN),
        (Column.NAME, Column.OPEN),
    )
    with looking("relations") as r:
        fit, strays = saved.fitting(r, broken)
    assert fit.wanted == Wanted(side=Side.PERSON)
    assert fit.order == Order()
    assert {s.field for s in strays} == {"source", "money", "sort", "columns"}
    assert "customer" in next(s.cure for s in strays if s.field == "source")
    assert "data.vouchers" in next(s.cure for s in strays if s.field == "money")


def test_nobody_reads_the_views_past_their_own_part(register):
    saved.save(act=act(), name="A", view=VIEW)
    from lupaus.guard import in_force, system_grant, writing  # noqa: PLC0415 - needs Django

    sql = "SELECT query FROM records_savedview"
    for part in ("keeping", "import", "proof", "spine", "bans", "seed"):
        with pytest.raises(Refused), system_grant(part, why="test") as opened:
            opened.execute(sql)
    for part in ("keeping", "import", "seed"):
        with pytest.raises(Refused), system_grant(part, why="test") as opened:
            opened.changed("DELETE FROM records_savedview WHERE id IS NOT NULL")
    owner = Actor("bertta", "owner", in_force().purposes_of("owner"))
    with pytest.raises(Refused), reading(owner, ["relations"], at=NOW) as r:
        r.rows(tuple, sql)
    with pytest.raises(Refused), writing(act()) as w:
        w.delete("savedview", {"id": 1})


@pytest.mark.parametrize(("days", "gone"), [(30, 0), (31, 1)])
def test_the_worker_forgets_what_was_removed_a_month_ago(register, days, gone):
    one = saved.save(act=act(), name="Vanhat", view=VIEW)
    saved.save(act=act(), name="Käytössä", view=VIEW)
    saved.remove(act=act(), view=one.id)
    assert saved.clear(act=act(at=NOW + timedelta(days=days))) == gone
    assert mine() == ["Käytössä"]
