"""What is measured, in the order of the table. Each module names its OPERATIONS."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from bench.measure import Result
from bench.world import Cell

Operation = Callable[[Cell], Iterator[Result]]

#: The purge comes last but one: what it takes away, nothing else could be compared on.
MODULES = ("guard", "people", "check", "pages", "ledger", "cold", "intake", "purge")


def operations() -> Mapping[str, Operation]:
    """By name. Imports the product: Django must have been set up."""
    return {name: import_module(f"bench.operations.{name}").measured for name in MODULES}
