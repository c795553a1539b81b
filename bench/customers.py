"""A list of customers as somebody would bring it: ten thousand lines that nobody has yet."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from lupaus.commands.demo import words

HEADINGS = (
    "Etunimi",
    "Sukunimi",
    "Sähköposti",
    "Puhelin",
    "Katuosoite",
    "Postinumero",
    "Postitoimipaikka",
)


def write(file: Path, lines: int, *, turn: int) -> None:
    """Another list for every turn. Semicolons and UTF-8, as Finnish Excel writes it."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(_lines(lines, turn))


def _lines(lines: int, turn: int) -> Iterator[tuple[str, ...]]:
    chance = Random(turn)  # noqa: S311 - the same in every run
    given = (*words.FEMALE, *words.MALE)
    for line in range(lines):
        postcode, town = chance.choice(words.TOWNS)
        # Most families of a real list are met once or twice in it.
        family = f"{chance.choice(words.FAMILY)}-{chance.choice(words.FAMILY)}"
        yield (
            chance.choice(given),
            family,
            f"asiakas.{turn}.{line}@example.org",
            f"046 {turn:03}{line:05}",
            f"{chance.choice(words.STREETS)} {chance.randint(1, 120)}",
            postcode,
            town,
        )
