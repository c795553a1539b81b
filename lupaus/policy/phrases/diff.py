"""What is said of a change, and why it must be told or need not be."""

from lupaus.policy.phrases.words import Words

NEW_USE = Words(
    "Uusi käyttö, tieto, lähde, vastaanottaja tai siirto: kerrottava ihmisille ennen muutosta.",
    "Ny användning, uppgift, källa, mottagare eller överföring: ska meddelas före ändringen.",
    "A new use, category, source, recipient or transfer: people must be told beforehand.",
)
MORE_USE = Words(
    "Käyttö laajenee: kerrottava ihmisille ennen muutosta.",
    "Användningen utvidgas: ska meddelas före ändringen.",
    "The use widens: people must be told beforehand.",
)
WEAKER = Words(
    "Lupaus heikkenee: kerrottava ihmisille ennen muutosta.",
    "Löftet försvagas: ska meddelas före ändringen.",
    "The promise weakens: people must be told beforehand.",
)
PROMISE_GONE = Words(
    "Lupaus poistuu: kerrottava ihmisille ennen muutosta.",
    "Löftet tas bort: ska meddelas före ändringen.",
    "A promise is dropped: people must be told beforehand.",
)
CONSENT_AGAIN = Words(
    "Annettu suostumus ei kata muutosta: suostumus on pyydettävä uudelleen.",
    "Det givna samtycket täcker inte ändringen: samtycke ska begäras på nytt.",
    "The consent given does not cover the change: it must be asked for again.",
)
NO_LESS = Words(
    "Ei heikennä ihmisten asemaa: erillistä ilmoitusta ei tarvita.",
    "Försämrar inte människors ställning: behöver inte meddelas särskilt.",
    "Leaves people no worse off: need not be told separately.",
)
WORDING = Words(
    "Vain sanamuoto tai yhteystieto: erillistä ilmoitusta ei tarvita.",
    "Endast ordalydelse eller kontaktuppgift: behöver inte meddelas särskilt.",
    "Wording or contact details only: need not be told separately.",
)
#: Whom a change concerns that is about no group by itself.
EVERYBODY = Words(
    "kaikki, joiden tietoja rekisterissä on",
    "alla vars uppgifter finns i registret",
    "everybody whose information the register holds",
)


def change(fate: str, before: Words | None, after: Words | None) -> Words:
    heads = {
        "added": Words("Uutta: ", "Nytt: ", "New: "),
        "removed": Words("Poistuu: ", "Tas bort: ", "Dropped: "),
        "changed": Words("Muuttuu: ", "Ändras: ", "Changed: "),
    }
    head = heads[fate]
    if before and after:
        return Words(
            *(f"{h}{old} → {new}" for h, old, new in zip(head, before, after, strict=True))
        )
    said = after or before or Words("", "", "")
    return Words(*(f"{h}{text}" for h, text in zip(head, said, strict=True)))
