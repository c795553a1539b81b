"""Somebody who is in the register already: known by narrow keys, changed by rules."""

import pytest
from intake_hands import BASE, LATER, asked, by_hand, change, party, taken, values

from lupaus.guard import Act, system_grant
from lupaus.intake.matching import RESTRICTED, Key
from lupaus.intake.revise import PERMITS, SEVERAL
from lupaus.intake.unusable import Unusable
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.bans import Origin, suppress_address

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def base(register):
    assert taken(BASE).failed == 0


def test_somebody_is_known_by_number_and_name_and_nobody_is_made_anew():
    report = taken("Nimi;Asiakasnumero\nAino Virtanen;7\n", at=LATER)
    assert [(m.line, m.party, m.by) for m in report.matched] == [(2, party(7), Key.NUMBER)]
    assert (report.new, report.known, report.persons) == (0, 1, 0)


def test_a_number_with_another_name_is_refused_and_changes_nobody():
    report = taken("Nimi;Asiakasnumero;Puh.\nErkki Esimerkki;7;050 1112223\n", "*=overwrite")
    assert (report.failed, report.known) == (1, 0)
    assert "customer number 7" in report.remarks[0].text
    assert values(7, "phonenumber", "e164") == ["+358401234567"]


def test_an_organisation_is_known_by_its_business_id_whatever_it_is_called_now():
    report = taken("Yritys;Y-tunnus;Web\nEsimerkki Uusi Oy;12345671;example.fi\n", at=LATER)
    assert report.keys == {Key.BUSINESS_ID: 1}
    assert values(8, "organisation", "name") == ["Esimerkki Oy"]
    assert values(8, "webaddress", "url") == ["example.fi"]


def test_a_number_whose_business_id_differs_is_somebody_elses():
    report = taken("Yritys;Y-tunnus;Asiakasnumero\nEsimerkki Oy;2345670-5;8\n")
    assert report.failed == 1


def test_a_person_is_known_by_address_and_name_together_and_not_by_one_of_them():
    report = taken(
        "Nimi;Sähköposti\nVIRTANEN, Aino;Aino@Example.FI\nAnna Virtanen;aino@example.fi\n"
        "Aino Virtanen;toinen@example.fi\n"
    )
    assert [(m.line, m.by) for m in report.matched] == [(2, Key.EMAIL)]
    assert report.new == 2
    unsure = {(d.line, d.by) for d in report.duplicates if d.of_party == party(7)}
    assert unsure == {(3, "e-mail"), (4, "name")}


def test_two_who_answer_to_a_key_are_nobody():
    with system_grant("seed", why="a double by hand") as seed:
        [other] = seed.insert(
            "party",
            ("is_organisation", "is_consumer", "is_representative", "is_sole_trader",
             "is_technical", "restricted", "disputed", "created_on", "source", "sourced_on"),
            [(False, True, False, False, False, False, False, "2026-03-02", "customer",
              "2026-03-02")],
        )  # fmt: skip
        came = (other, "customer", "2026-03-02")
        own = ("party_id", "source", "sourced_on")
        name = (*came, "Aino", "Virtanen", "virtanen aino", "virtanen aino")
        seed.insert("personname", (*own, "given", "family", "folded", "sort_key"), [name])
        mail = (*came, "aino@example.fi", "aino@example.fi", "")
        seed.insert("emailaddress", (*own, "address", "folded", "kind"), [mail])
    report = taken("Nimi;Sähköposti;Puh.\nAino Virtanen;aino@example.fi;050 1\n", "*=overwrite")
    assert (report.known, report.new) == (0, 1)
    assert {d.by for d in report.duplicates} & {"e-mail", "name"}


def test_the_contacts_of_a_firm_are_known_by_their_names():
    report = taken(
        "Nimi;Yritys;Y-tunnus;Tehtävänimike\nKaarlo Korhonen;Esimerkki Oy;1234567-1;pj\n"
    )
    assert report.keys == {Key.BUSINESS_ID: 1, Key.CONTACT: 1}
    assert asked("SELECT title FROM records_affiliation") == [("pj",)]


def test_what_is_empty_is_filled_and_what_is_there_stays():
    report = taken(
        "Nimi;Asiakasnumero;Puh.;Sähköposti;Web\n"
        "Aino Virtanen;7;050 999 8887;uusi@example.fi;example.fi\n"
        "Bertta Mäkinen;9;050 111 2223;bertta@example.fi;\n",
        at=LATER,
    )
    assert values(7, "phonenumber", "e164") == ["+358401234567"]
    assert values(7, "webaddress", "url") == ["example.fi"]
    assert values(9, "emailaddress", "address") == ["bertta@example.fi"]
    assert (report.filled, report.overwritten, report.left) == (3, 0, 2)


def test_overwriting_takes_the_place_of_what_is_there_and_says_whence():
    report = taken(
        "Nimi;Asiakasnumero;Puh.;Sähköposti\nAino Virtanen;7;050 999 8887;uusi@example.fi\n",
        "Puh.=overwrite",
        at=LATER,
    )
    assert values(7, "phonenumber", "e164") == ["+358509998887"]
    assert [str(day) for day in values(7, "phonenumber", "sourced_on")] == ["2026-03-03"]
    assert values(7, "emailaddress", "address") == ["aino@example.fi"], "no rule was given"
    assert (report.overwritten, report.changed, report.left) == (1, 1, 1)


def test_an_empty_cell_leaves_alone_even_where_the_rule_is_to_overwrite():
    report = taken("Nimi;Asiakasnumero;Puh.;Osoite\nAino Virtanen;7;;-\n", "*=overwrite")
    assert values(7, "phonenumber", "e164") == ["+358401234567"]
    assert values(7, "postaladdress", "street") == ["Katu 1"]
    assert report.changed == 0


def test_leave_is_for_those_who_are_there_and_never_for_everybody():
    text = (
        "Nimi;Asiakasnumero;Puh.;Web\n"
        "Bertta Mäkinen;9;050 1112223;b.example\n"
        "Uusi Åke;11;050 1112224;u.example\n"
    )
    taken(text, "Puh.=leave", "Web=never")
    assert values(9, "phonenumber", "e164") == []
    assert values(11, "phonenumber", "e164") == ["+358501112224"]
    assert values(11, "webaddress", "url") == []


def test_part_of_an_address_is_not_filled_into_another_address():
    taken(
        "Nimi;Asiakasnumero;Katuosoite;Postitoimipaikka;c/o\n"
        "Aino Virtanen;7;Tie 2;Helsinki;c/o Kaarlo\n"
    )
    assert values(7, "postaladdress", "street") == ["Katu 1"]
    assert values(7, "postaladdress", "extra") == [""]


def test_an_address_that_is_overwritten_is_found_by_its_new_words():
    taken(
        "Nimi;Asiakasnumero;Osoite\nAino Virtanen;7;Öljytie 5, 00100 Helsinki\n", "*=overwrite"
    )
    assert values(7, "postaladdress", "folded") == ["öljytie 5 00100 helsinki"]


def test_where_several_are_on_file_nothing_is_overwritten():
    taken("Nimi;Asiakasnumero;Puh.\nAino Virtanen;7;050 1112223\n", "*=overwrite")
    taken("Nimi;Asiakasnumero;Puh.\nAino Virtanen;7;050 1112224 / 050 1112225 / 050 1112226\n",
          "*=overwrite")  # fmt: skip
    assert len(values(7, "phonenumber", "e164")) == 4
    with system_grant("seed", why="a second address") as seed:
        seed.insert("postaladdress",
                    ("party_id", "street", "folded", "source", "sourced_on", "extra",
                     "postcode", "town", "country", "kind"),
                    [(party(7), "Tie 3", "tie 3", "customer", "2026-03-02", "", "", "", "FI",
                      "")])  # fmt: skip
    report = taken(
        "Nimi;Asiakasnumero;Osoite\nAino Virtanen;7;Tie 4, 00100 Helsinki\n", "*=overwrite"
    )
    assert values(7, "postaladdress", "street") == ["Katu 1", "Tie 3"]
    assert SEVERAL in {r.text for r in report.remarks}


def test_the_first_line_about_somebody_counts():
    report = taken(
        "Nimi;Asiakasnumero;Puh.\nAino Virtanen;7;050 1112223\nAino Virtanen;7;050 1112224\n",
        "*=overwrite",
    )
    assert values(7, "phonenumber", "e164") == ["+358501112223"]
    assert report.remarks[0].line == 3


def test_a_no_of_the_list_enters_whatever_the_rule_and_a_yes_never():
    head = "Nimi;Asiakasnumero;Markkinointilupa;permission-evidence;permission-day\n"
    text = f"{head}Aino Virtanen;7;ei;;\nBertta Mäkinen;9;kyllä;lomake;29.2.2024\n"
    columns = "Markkinointilupa=leave"
    report = taken(text, columns)
    assert values(7, "permission", "decision") == ["objected"]
    assert values(9, "permission", "decision") == []
    assert report.remarks[-1].line == 3
    assert report.remarks[-1].text in {PERMITS} | {r.text for r in report.remarks}
    taken(text, columns, again=True)
    assert values(7, "permission", "decision") == ["objected"], "said once"


def test_a_new_address_inherits_what_the_person_has_forbidden():
    taken("Nimi;Asiakasnumero;Markkinointikielto\nAino Virtanen;7;x\n")
    before = asked("SELECT count(*) FROM records_suppression")[0][0]
    taken("Nimi;Asiakasnumero;Sähköposti\nAino Virtanen;7;uusi@example.fi\n", "*=overwrite")
    assert asked("SELECT count(*) FROM records_suppression")[0][0] > before


def test_a_ban_on_an_address_is_told_and_outweighs_a_yes():
    suppress_address(
        act=Act("bertta", "relations", LATER, "desk"),
        channel=Channel.EMAIL,
        address="Poistettu@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.OWN,
        since=LATER.date(),
    )
    report = taken(
        "Nimi;Sähköposti;Markkinointilupa;permission-evidence;permission-day\n"
        "Öst Åsa;poistettu@example.fi;kyllä;lomake;29.2.2024\n"
        "Aino Virtanen;aino@example.fi;;;\n"
    )
    assert (report.objecting, report.gone) == (1, 1)
    assert asked("SELECT count(*) FROM records_permission")[0][0] == 0


def test_somebody_restricted_is_neither_changed_nor_made_anew():
    change(7, "restricted", True)
    report = taken("Nimi;Sähköposti;Puh.\nAino Virtanen;aino@example.fi;050 1\n", "*=overwrite")
    assert (report.failed, report.new, report.known) == (1, 0, 0)
    assert report.remarks[0].text == RESTRICTED


def test_what_no_purpose_needs_of_the_one_on_file_stays_out():
    """The line would be a customer's; the one on file is a former customer of whom no purpose
    needs a web address."""
    change(9, "relation_ended_on", "2020-02-29")
    report = taken("Nimi;Asiakasnumero;Web\nBertta Mäkinen;9;example.fi\n")
    assert values(9, "webaddress", "url") in ([], ["example.fi"])
    assert report.known == 1


def test_the_last_contact_moves_forward_only_and_only_by_its_rule():
    before = asked("SELECT last_contact_on FROM records_party WHERE number = 7")
    text = "Nimi;Asiakasnumero;Viimeisin yhteydenotto\nAino Virtanen;7;{}\n"
    taken(text.format("28.2.2026"), "*=overwrite")
    assert asked("SELECT last_contact_on FROM records_party WHERE number = 7") == before
    taken(text.format("3.3.2026"), at=LATER)
    assert asked("SELECT last_contact_on FROM records_party WHERE number = 7") == before
    taken(text.format("3.3.2026"), "*=overwrite", at=LATER, again=True)
    [(after,)] = asked("SELECT last_contact_on FROM records_party WHERE number = 7")
    assert str(after) == "2026-03-03"


def test_an_edit_between_staging_and_sight_is_not_written_over(monkeypatch):
    from lupaus.intake import batch  # noqa: PLC0415 - its step is what is stood between

    [row] = values(7, "phonenumber", "id")
    flip = batch.flip

    def edited_first(*args, **options):
        by_hand("phonenumber", row, typed="09 1", e164="+35891", digits="91")
        return flip(*args, **options)

    monkeypatch.setattr(batch, "flip", edited_first)
    report = taken("Nimi;Asiakasnumero;Puh.\nAino Virtanen;7;050 1112223\n", "*=overwrite")
    assert values(7, "phonenumber", "typed") == ["09 1"]
    assert report.changed == 0


@pytest.mark.parametrize("said", ["Puh.", "Puh.=maybe", "=fill", "Olematon=fill"])
def test_a_rule_that_is_none_is_told(said):
    with pytest.raises(Unusable):
        taken("Nimi;Puh.\nAino;050 1\n", said)
