"""What is said of recipients, of transfers and of publication."""

from lupaus.policy.phrases.words import NOTHING, Words, capital, full_stop, sentences


def recipient(name: Words, role: Words, service: Words, categories: Words) -> Words:
    task = service or role
    head = capital(name)
    return Words(
        f"{head.fi} ({task.fi}) saa vain nämä tiedot: {categories.fi}.",
        f"{head.sv} ({task.sv}) får endast dessa uppgifter: {categories.sv}.",
        f"{head.en} ({task.en}) receives this information only: {categories.en}.",
    )


def place(country: Words, media: Words) -> Words:
    """The cell of place: ``Suomi; paperilla ja sähköisesti``."""
    return Words(
        *(
            "; ".join(part for part in texts if part)
            for texts in zip(country, media, strict=True)
        )
    )


def condition(name: Words, reason: Words) -> Words:
    head = capital(name)
    opened = opened_only(reason)
    return Words(
        *(
            f"{who}: {said[:1].lower()}{said[1:]}"
            for who, said in zip(head, opened, strict=True)
        )
    )


def opened_only(reason: Words) -> Words:
    return Words(
        "Luovuttaminen on oletuksena estetty. Se avataan vain perustellulla ja kirjatulla "
        f"päätöksellä, kun syynä on {reason.fi}. Avaamisten määrä näkyy raportissamme.",
        "Utlämnandet är spärrat som utgångsläge. Det öppnas endast genom ett motiverat och "
        f"antecknat beslut när orsaken är {reason.sv}. Antalet öppningar syns i vår rapport.",
        "Disclosure is blocked by default. It is opened only by a reasoned and recorded "
        f"decision, when the ground is {reason.en}. Our report counts the openings.",
    )


def agreement(name: Words, day: Words) -> Words:
    head = capital(name)
    if day:
        return Words(
            f"{head.fi}: henkilötietojen käsittelysopimus on tehty {day.fi}.",
            f"{head.sv}: avtal om behandling av personuppgifter har ingåtts {day.sv}.",
            f"{head.en}: a data processing agreement was made on {day.en}.",
        )
    return Words(
        f"{head.fi}: tietoja käsitellään kirjallisen sopimuksen ja ohjeidemme mukaan.",
        f"{head.sv}: uppgifterna behandlas enligt ett skriftligt avtal och våra anvisningar.",
        f"{head.en}: processes the information under a written agreement and our instructions.",
    )


def agreement_cell(day: Words) -> Words:
    if day:
        return Words(
            f"Sopimus {day.fi}.",
            f"Biträdesavtal {day.sv}.",
            f"Agreement of {day.en}.",
        )
    return Words(
        "Kirjallinen käsittelysopimus.",
        "Skriftligt personuppgiftsbiträdesavtal.",
        "Written processing agreement.",
    )


def only_these(*, conditional: bool) -> Words:
    """``conditional``: some recipients get nothing before a decision."""
    said = Words(
        "Muille emme anna tietojasi.",
        "Vi lämnar inte ut dina uppgifter till någon annan.",
        "We give your information to nobody else.",
    )
    closed = Words(
        "Jos taulukossa on ehto (”vain …”), luovuttaminen on estetty, kunnes se on avattu "
        "perustellulla ja kirjatulla päätöksellä.",
        "Om tabellen anger ett villkor (”endast …”) är utlämnandet spärrat tills det har "
        "öppnats genom ett motiverat och antecknat beslut.",
        "Where the table sets a condition (“only …”), disclosure is blocked until it has been "
        "opened by a reasoned and recorded decision.",
    )
    return sentences(said, closed if conditional else NOTHING)


def nobody() -> Words:
    return Words(
        "Emme anna tietojasi kenellekään ulkopuoliselle.",
        "Vi lämnar inte ut dina uppgifter till någon utomstående.",
        "We give your information to nobody outside.",
    )


def told_by_name() -> Words:
    return Words(
        "Kerromme pyynnöstä, keille juuri sinun tietosi on annettu ja milloin.",
        "På begäran berättar vi till vem just dina uppgifter har lämnats ut och när.",
        "On request we tell you to whom your own information has been given, and when.",
    )


def ground_cell(safeguard: Words, copy: Words) -> Words:
    return sentences(full_stop(capital(safeguard)), copy)


def transfer(name: Words, country: Words, safeguard: Words, copy: Words) -> Words:
    head = capital(name)
    said = Words(
        f"{head.fi}: tietoja siirretään seuraavaan maahan: {country.fi}. Siirtoperuste: "
        f"{safeguard.fi}.",
        f"{head.sv}: uppgifter överförs till följande land: {country.sv}. Grund för "
        f"överföringen: {safeguard.sv}.",
        f"{head.en}: information is transferred to the following country: {country.en}. Ground "
        f"for the transfer: {safeguard.en}.",
    )
    return sentences(said, copy)


def unknown_country() -> Words:
    return Words(
        "Euroopan talousalueen ulkopuolella",
        "utanför Europeiska ekonomiska samarbetsområdet",
        "outside the European Economic Area",
    )


def no_safeguard() -> Words:
    return Words("ei ilmoitettu", "har inte angetts", "not stated")


def checked(safeguard: Words, day: Words, until: Words) -> Words:
    then = (
        Words(
            f"{safeguard.fi}, tarkistettu {day.fi}",
            f"{safeguard.sv}, kontroll utförd {day.sv}",
            f"{safeguard.en}, checked on {day.en}",
        )
        if day
        else safeguard
    )
    if not until:
        return then
    return Words(
        f"{then.fi}, voimassa {until.fi} asti",
        f"{then.sv}, i kraft till {until.sv}",
        f"{then.en}, in force until {until.en}",
    )


def copy_on_request(where: Words) -> Words:
    if where:
        return Words(
            f"Jäljennöksen saat täältä: {where.fi.rstrip('.')}.",
            f"En kopia får du här: {where.sv.rstrip('.')}.",
            f"A copy is available here: {where.en.rstrip('.')}.",
        )
    return Words(
        "Saat jäljennöksen meiltä pyynnöstä.",
        "Du får en kopia av oss på begäran.",
        "We give you a copy on request.",
    )


def no_transfers() -> Words:
    return Words(
        "Emme siirrä tietojasi Euroopan talousalueen (ETA) ulkopuolelle. Tämä koskee myös "
        "palveluntarjoajiamme ja niiden etäyhteyksiä.",
        "Vi överför inte dina uppgifter utanför Europeiska ekonomiska samarbetsområdet (EES). "
        "Detta gäller också våra tjänsteleverantörer och deras fjärranslutningar.",
        "We do not transfer your information outside the European Economic Area (EEA). This "
        "also holds for our service providers and their remote access.",
    )


def no_other_transfers() -> Words:
    return Words(
        "Muita siirtoja Euroopan talousalueen (ETA) ulkopuolelle emme tee.",
        "Vi gör inga andra överföringar utanför Europeiska ekonomiska samarbetsområdet (EES).",
        "We make no other transfers outside the European Economic Area (EEA).",
    )


def publication(categories: Words, *, by_request: bool) -> Words:
    if not by_request:
        return Words(
            "Emme julkaise luetteloa asiakkaistamme.",
            "Vi publicerar ingen förteckning över våra kunder.",
            "We publish no list of our customers.",
        )
    said = Words(
        "Julkaisemme sinut asiakasluettelossa vain, jos olet itse antanut siihen "
        "suostumuksesi. Poistamme tietosi luettelosta heti, kun peruutat suostumuksen.",
        "Vi publicerar dig i kundförteckningen endast om du själv har gett ditt samtycke. Vi "
        "tar bort dina uppgifter genast när du återkallar samtycket.",
        "You appear in our published list of customers only if you have consented yourself. We "
        "remove you as soon as you withdraw your consent.",
    )
    data = Words(
        f"Luettelossa julkaistaan vain: {categories.fi}.",
        f"I förteckningen publiceras endast: {categories.sv}.",
        f"The list shows this only: {categories.en}.",
    )
    return sentences(said, data if categories else NOTHING)


def published_unless_refused(categories: Words) -> Words:
    """As published: refused by the linter (N59)."""
    return full_stop(
        Words(
            f"Julkaisemme asiakasluettelon, ellet kiellä sitä: {categories.fi}",
            f"Vi publicerar en kundförteckning, om du inte förbjuder det: {categories.sv}",
            f"We publish a list of customers unless you refuse: {categories.en}",
        )
    )
