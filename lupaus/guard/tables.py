"""The tables under guard as the pure policy knows them, for faces that explain them."""

from lupaus.records.catalogue import claims, guarded, holdings

__all__ = ["claims", "guarded", "holdings"]
