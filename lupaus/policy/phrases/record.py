"""Headings of the record of processing activities, by the letters of Art. 30(1)."""

from lupaus.policy.phrases.words import Words

TITLE = Words(
    "Seloste käsittelytoimista",
    "Register över behandling",
    "Record of processing activities",
)
INTERNAL = Words(
    "Sisäinen asiakirja (tietosuoja-asetuksen 30 artiklan 1 kohta). Annetaan pyynnöstä "
    "valvontaviranomaiselle.",
    "Internt dokument (artikel 30.1 i dataskyddsförordningen). Ges på begäran till "
    "tillsynsmyndigheten.",
    "Internal document (Article 30(1) of the GDPR). Given to the supervisory authority on "
    "request.",
)
NONE = Words("Ei siirtoja", "Inga överföringar", "No transfers")

#: By field of an activity, in the order of the letters.
COLUMNS = {
    "name": Words("Tarkoitus (b)", "Ändamål (b)", "Purpose (b)"),
    "basis": Words("Oikeusperuste", "Rättslig grund", "Legal basis"),
    "subjects": Words("Rekisteröidyt (c)", "Registrerade (c)", "Data subjects (c)"),
    "data": Words("Henkilötiedot (c)", "Personuppgifter (c)", "Personal data (c)"),
    "recipients": Words("Vastaanottajat (d)", "Mottagare (d)", "Recipients (d)"),
    "transfers": Words("Siirrot (e)", "Överföringar (e)", "Transfers (e)"),
    "retention": Words("Määräajat (f)", "Tidsfrister (f)", "Time limits (f)"),
}
CONTROLLER = Words("Rekisterinpitäjä (a)", "Personuppgiftsansvarig (a)", "Controller (a)")
SECURITY = Words("Turvatoimet (g)", "Säkerhetsåtgärder (g)", "Security measures (g)")
DATED = Words("Päiväys", "Datum", "Dated")
