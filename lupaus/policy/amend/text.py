"""The change itself: which letters of the text go, and what comes in their place.

A wrong letter here would be a wrong promise. What prevents it: the text that comes out is read
again, and must mean exactly what was asked for; if not, nothing is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from lupaus.policy.amend import written
from lupaus.policy.model import LANGUAGES
from lupaus.policy.problem import Problem
from lupaus.policy.source import read_source

Path = tuple[str | int, ...]


class _Gone:
    """What is to go."""

    def __repr__(self) -> str:
        return "GONE"


GONE: Final = _Gone()


class NotAmended(Exception):  # noqa: N818 - no error: the text is written in a way of its own
    """The text cannot be changed here without being written anew: change it by hand."""


def tree_of(text: str) -> dict[str, Any]:
    """The policy as plain values. Raises NotAmended for what is no policy at all."""
    tree: dict[str, Any] = _copied(_tree(text))
    return tree


@lru_cache(maxsize=4)
def _tree(text: str) -> dict[str, Any]:
    """What one change was checked against is what the next begins from."""
    source = read_source(text)
    if isinstance(source, Problem):
        raise NotAmended(source.message)
    return source.tree


def amended(text: str, changes: Iterable[tuple[Path, Any]]) -> str:
    """The text with the changes in it, everything else to the letter.

    A change is a path and a value. A mapping changes the keys that it names and leaves others;
    ``GONE`` takes a key or an item away, and a part that is left empty goes with it; a path
    that ends one past the last item of a list adds one. Items keep their numbers until all
    changes are made. Raises NotAmended.
    """
    old = _tree(text)
    new = _copied(old)
    for path, value in changes:
        _apply(new, path, value)
    if _clean(new) == old:
        return text
    work = _Work(text)
    work.differ(_node(text), old, new)
    found = work.done()
    if _tree(found) != _clean(new):
        raise NotAmended("this part of the text is written in a way of its own")
    return found


# --- what is wanted ---------------------------------------------------------------------------


def _copied(tree: Any) -> Any:
    match tree:
        case dict():
            return {key: _copied(value) for key, value in tree.items()}
        case list():
            return [_copied(value) for value in tree]
        case _:
            return tree


def _apply(tree: Any, path: Path, value: Any) -> None:
    for number, step in enumerate(path[:-1]):
        if isinstance(tree, list):
            tree = tree[int(step)]
            continue
        if not isinstance(tree.get(step), dict | list):
            tree[step] = [] if isinstance(path[number + 1], int) else {}
        tree = tree[step]
    last = path[-1]
    if isinstance(tree, list) and last == len(tree):
        tree.append(_clean(_copied(value)))
        return
    old = tree.get(last) if isinstance(tree, dict) else tree[int(last)]
    tree[last] = _merged(old, value)


def _merged(old: Any, new: Any) -> Any:
    """The old value with the new one in it, or the old one where both say the same."""
    if isinstance(new, Mapping) and isinstance(old, str) and set(new) <= set(LANGUAGES):
        same = all(text == old for text in new.values() if text is not GONE)
        return old if same else _clean(_copied(new))
    if not isinstance(new, Mapping) or not isinstance(old, dict):
        return _copied(new) if new is GONE else _clean(_copied(new))
    found = dict(old)
    for key, value in new.items():
        if value is not GONE or key in old:
            found[key] = _merged(old.get(key), value)
    return GONE if old and all(value is GONE for value in found.values()) else found


def _clean(tree: Any) -> Any:
    """Without what is gone, and without what is empty because of that."""
    match tree:
        case dict():
            kept = {k: _clean(v) for k, v in tree.items() if v is not GONE}
            return {k: v for k, v in kept.items() if not _emptied(tree[k], v)}
        case list():
            return [_clean(value) for value in tree if value is not GONE]
        case _:
            return tree


def _emptied(before: Any, after: Any) -> bool:
    return isinstance(before, dict | list) and bool(before) and not after


# --- where it stands --------------------------------------------------------------------------


def _node(text: str) -> Node:
    found: Node = YAML(typ="safe", pure=True).compose(text)
    return found


@dataclass(slots=True)
class _Work:
    """Collects which letters to replace; the text itself changes once, from the end on."""

    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def done(self) -> str:
        found = self.text
        for start, end, put in sorted(self.edits, key=lambda e: (e[0], e[1]), reverse=True):
            found = found[:start] + put + found[end:]
        return found

    def differ(self, node: Node, old: Any, new: Any) -> None:
        """What makes the one of the other, below a block that stays."""
        if isinstance(node, MappingNode):
            self._mapping(node, old, new)
        elif isinstance(node, SequenceNode):
            self._sequence(node, old, new)

    def _mapping(self, node: MappingNode, old: dict[str, Any], new: dict[str, Any]) -> None:
        for key, below in node.value:
            before, now = old[key.value], new[key.value]
            if now is GONE or _emptied(now, _clean(now)):
                self._strike(key.start_mark.index, self._tail(below))
            elif _clean(now) != before:
                self._value(key, below, before, now)
        added = [key for key in new if key not in old and new[key] is not GONE]
        indent = node.start_mark.column
        lines = [written.entry(key, _clean(new[key]), indent) for key in added]
        self._below(self._tail(node), [" " * indent + line for line in lines])

    def _value(self, key: Node, below: Node, before: Any, now: Any) -> None:
        if self._stays(below) and type(before) is type(now):
            self.differ(below, before, now)
            return
        start = self.text.index(":", key.end_mark.index) + 1
        indent, length = key.start_mark.column, len(key.value) + 1
        self._put(start, self._tail(below), written.after(_clean(now), indent, length))

    def _sequence(self, node: SequenceNode, old: list[Any], new: list[Any]) -> None:
        dash = node.start_mark.column
        for below, before, now in zip(node.value, old, new, strict=False):
            if now is GONE:
                self._strike(below.start_mark.index, self._tail(below))
            elif _clean(now) != before:
                if self._stays(below) and type(before) is type(now):
                    self.differ(below, before, now)
                else:
                    put = written.item(_clean(now), dash)
                    self._put(below.start_mark.index, self._tail(below), put)
        added = [value for value in new[len(old) :] if value is not GONE]
        lines = [f"{' ' * dash}- {written.item(_clean(value), dash)}" for value in added]
        self._below(self._tail(node), lines)

    def _stays(self, node: Node) -> bool:
        """A block, which is changed part by part; what stands on a line is written anew."""
        return isinstance(node, MappingNode | SequenceNode) and not node.flow_style

    def _tail(self, node: Node) -> int:
        """Where the last letter of the node's own has been; comments that follow are not."""
        if not self._stays(node):
            end = node.end_mark.index
            return len(self.text[:end].rstrip())
        last = node.value[-1]
        return self._tail(last[1] if isinstance(last, tuple) else last)

    def _strike(self, start: int, end: int) -> None:
        """Whole lines, from the one on which it begins."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        self._put(first, len(self.text) if last < 0 else last + 1, "")

    def _below(self, tail: int, lines: list[str]) -> None:
        if not lines:
            return
        end = self.text.find("\n", tail)
        end = len(self.text) if end < 0 else end
        self._put(end, end, "".join(f"\n{line}" for line in lines))

    def _put(self, start: int, end: int, text: str) -> None:
        self.edits.append((start, end, text))
