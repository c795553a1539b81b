"""A Finnish phone number as people write it: 040 123 4567, 09 123 456, 0295 333 200."""

import re

#: The first group of a domestic number, longest first: service, mobile, area.
_HEADS = (
    "0295",
    "0294",
    "0800",
    "0600",
    "0700",
    "0100",
    "0200",
    "0300",
    "0201",
    "0202",
    "010",
    "020",
    "029",
    "030",
    "071",
    "073",
    "075",
)


def written(typed: str) -> str:
    """The number in groups of three or four. What is not Finnish stays as it was typed."""
    plain = re.sub(r"[^\d+]", "", typed)
    if plain.startswith("+358"):
        plain = "0" + plain[4:].removeprefix("0")
    if not re.fullmatch(r"0\d{5,11}", plain):
        return typed
    head = next((h for h in _HEADS if plain.startswith(h)), "")
    if not head:
        mobile = plain.startswith(("04", "050", "0457"))
        head = plain[:3] if mobile else plain[:2]
    return " ".join([head, *_groups(plain[len(head) :])])


def _groups(rest: str) -> list[str]:
    """Threes from the start; what is left over joins the last group, unless it is a three."""
    found = [rest[i : i + 3] for i in range(0, len(rest), 3)]
    if len(found) > 1 and len(found[-1]) == 1:
        found[-2:] = [found[-2] + found[-1]]
    return found
