"""Security, and promises that do not fit together."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

TOGETHER: Mapping[str, Told] = {
    "N113": Told(
        Words(
            "Tietoturva luvataan vain mahdollisuuksien mukaan.",
            "Informationssäkerheten utlovas endast efter förmåga.",
            "Security is promised to reasonable effort only.",
        ),
        Words(
            "Poista rajaus. Loukkauksesta ilmoitetaan 72 tunnin kuluessa joka tapauksessa.",
            "Ta bort begränsningen. Ett intrång anmäls inom 72 timmar i vilket fall som helst.",
            "Take the limit away. A breach is reported within 72 hours whatever the effort.",
        ),
    ),
    "N114": Told(
        Words(
            "Julkinen seloste kuvaa lukkoja, hälyttimiä tai palomuureja.",
            "Den offentliga beskrivningen berättar om lås, larm eller brandväggar.",
            "A public notice describes locks, alarms or firewalls.",
        ),
        Words(
            "Pidä suojauksen yksityiskohdat käsittelytoimien selosteessa.",
            "Håll detaljerna om skyddet i registret över behandling.",
            "Keep details of protection in the record of processing.",
        ),
    ),
    "N117": Told(
        Words(
            "Kaksi sääntöä antaa samalle tiedolle eri säilytysajan.",
            "Två regler ger samma uppgift olika lagringstid.",
            "Two rules give the same data two lengths.",
        ),
        Words(
            "Pidä yksi sääntö yhtä asiaa kohti.",
            "Behåll en regel för en sak.",
            "Keep one rule for one thing.",
        ),
    ),
    "N119": Told(
        Words(
            "Toinen yritys käsittelee rekisteriä, mutta sen asemaa ei kerrota.",
            "Ett annat företag behandlar registret, men dess ställning anges inte.",
            "Another company handles the register, and its role is not stated.",
        ),
        Words(
            "Valitse sille asema: käsittelijä, yhteisrekisterinpitäjä tai itsenäinen"
            " rekisterinpitäjä.",
            "Välj dess ställning: biträde, gemensamt ansvarig eller självständigt ansvarig.",
            "Choose its role: processor, joint controller or controller.",
        ),
    ),
    "R06": Told(
        Words(
            "Seloste lupaa, ettei jotain tehdä, ja tekee sitä silti.",
            "Beskrivningen lovar att något inte görs, och gör det ändå.",
            "The notice does what it says it never does.",
        ),
        Words(
            "Poista lupaus tai se, mikä rikkoo sen.",
            "Ta bort löftet eller det som bryter det.",
            "Take away the promise, or what breaks it.",
        ),
    ),
    "R07": Told(
        Words(
            "Perusteena on lakisääteinen velvoite, mutta lakia ei ole nimetty.",
            "Grunden är en rättslig förpliktelse, men lagen anges inte.",
            "A purpose rests on a legal obligation, and no law is named.",
        ),
        Words(
            "Kirjoita laki ja pykälä, esimerkiksi Kirjanpitolaki 2:10.",
            "Skriv lagen och paragrafen, till exempel Kirjanpitolaki 2:10.",
            "Name the statute and its section, such as Kirjanpitolaki 2:10.",
        ),
    ),
    "R08": Told(
        Words(
            "Seloste viittaa säädökseen tai viranomaiseen, jota ei tunneta.",
            "Beskrivningen hänvisar till en lag eller myndighet som är okänd.",
            "The notice cites a statute or an authority that is not known.",
        ),
        Words(
            "Käytä tunnettua nimeä, esimerkiksi gdpr tai tietosuojalaki.",
            "Använd ett känt namn, till exempel gdpr eller tietosuojalaki.",
            "Use a name that is known, such as gdpr or tietosuojalaki.",
        ),
    ),
}
