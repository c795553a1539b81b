"""Headings of ``lupaus policy explain``."""

from lupaus.policy.phrases.words import Words

READS = Words("Saa lukea vain nämä tiedot", "Får läsa endast", "May read only")
WHOM = Words("Keistä", "Om vem", "About whom")
RULES = Words("Säännöt", "Regler", "Rules")
SEES = Words("Näkee", "Ser", "Sees")
CLOSED = Words(
    "Päättynyt tältä tarkoitukselta", "Slutet för ändamålet", "Closed for this purpose"
)
DUE = Words("Poistettava", "Ska raderas", "To be destroyed")
