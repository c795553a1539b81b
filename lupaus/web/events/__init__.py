"""The ledger and the record of reads."""
