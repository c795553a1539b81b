"""What is said of purposes: the use, its basis, the information it reads."""

from lupaus.policy.phrases.labels import BASES, LETTERS
from lupaus.policy.phrases.words import NOTHING, Words, capital, cited, full_stop, sentences
from lupaus.policy.vocabulary import Basis


def named(name: Words, said: Words) -> Words:
    """``Markkinointi: säilytämme…``: for a sentence that has to stand alone."""
    return Words(
        *(
            f"{head}: {tail[:1].lower()}{tail[1:]}"
            for head, tail in zip(name, said, strict=True)
        )
    )


def concerns(groups: Words, *, one: bool) -> Words:
    whom = (
        Words("tätä ryhmää", "denna grupp", "this group only")
        if one
        else Words("näitä ryhmiä", "dessa grupper", "these groups only")
    )
    return Words(
        f"Koskee vain {whom.fi}: {groups.fi}.",
        f"Gäller endast {whom.sv}: {groups.sv}.",
        f"Concerns {whom.en}: {groups.en}.",
    )


def concerns_cell(groups: Words) -> Words:
    return Words(
        f"Koskee vain seuraavia: {groups.fi}.",
        f"Gäller endast: {groups.sv}.",
        f"Concerns only: {groups.en}.",
    )


def purpose(name: Words, description: Words) -> Words:
    about = Words(
        f"Tietojen käyttötarkoitus: {name.fi}.",
        f"Ändamål med behandlingen: {name.sv}.",
        f"Purpose of use: {name.en}.",
    )
    return sentences(about, full_stop(description))


def reads_only(categories: Words) -> Words:
    return Words(
        f"Käytämme vain näitä tietoja: {categories.fi}.",
        f"Vi använder endast dessa uppgifter: {categories.sv}.",
        f"We use this information only: {categories.en}.",
    )


def reads_nothing() -> Words:
    return Words(
        "Tähän tarkoitukseen emme käytä rekisterin tietoja.",
        "För detta ändamål använder vi inga uppgifter ur registret.",
        "For this purpose we use no information from the register.",
    )


def basis(ground: Basis, *, interest: Words = NOTHING, law: str = "") -> Words:
    """``Oikeutettu etu (6 artiklan 1 kohdan f alakohta): …``"""
    letter = LETTERS.get(ground, "")
    article = (
        Words(
            f" (6\u00a0artiklan 1\u00a0kohdan {letter}\u00a0alakohta)",
            f" (artikel\u00a06.1\u00a0{letter})",
            f" (Article\u00a06(1)({letter}))",
        )
        if letter
        else NOTHING
    )
    detail = cited(law).map(lambda text: f": {text}") if law else NOTHING
    if interest:
        detail = interest.map(lambda text: f": {text.rstrip('.')}")
    label = capital(BASES[ground])
    return full_stop(
        Words(*("".join(texts) for texts in zip(label, article, detail, strict=True)))
    )


def basis_sentence(name: Words, said: Words) -> Words:
    return Words(
        f"{name.fi}: käsittelyn peruste on {said.fi[:1].lower()}{said.fi[1:]}",
        f"{name.sv}: den rättsliga grunden är {said.sv[:1].lower()}{said.sv[1:]}",
        f"{name.en}: the legal basis is {said.en[:1].lower()}{said.en[1:]}",
    )


def balance() -> Words:
    return Words(
        "Kun perusteena on oikeutettu etu, olemme ensin arvioineet kirjallisesti, etteivät "
        "sinun etusi ja oikeutesi ole sitä painavampia.",
        "När grunden är ett berättigat intresse har vi först skriftligen bedömt att dina "
        "intressen och rättigheter inte väger tyngre.",
        "Where the basis is a legitimate interest, we first assessed in writing that your "
        "interests and rights do not outweigh it.",
    )
