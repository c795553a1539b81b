"""The tables under guard as the pure policy knows them, for faces that explain them."""

from lupaus.records.catalogue import holdings

__all__ = ["holdings"]
