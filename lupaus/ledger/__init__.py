"""The record of processing: append-only, tamper-evident, without personal values.

docs/explanation/ledger.md says how it works and what it does not stop.
"""
