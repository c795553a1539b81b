"""Lupaus: a customer register that keeps the promises of its privacy notice."""

__version__ = "0.1.0"
