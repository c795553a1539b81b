"""The tables under guard as the pure policy knows them, for faces that explain them."""

from lupaus.records.catalogue import claims, explain_startup, guarded, holdings

__all__ = ["claims", "explain_startup", "guarded", "holdings"]
