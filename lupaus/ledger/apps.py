from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "lupaus.ledger"
    label = "ledger"
    verbose_name = "Ledger"
