"""The room of proof, as Django knows it."""

from django.apps import AppConfig


class ProofConfig(AppConfig):
    name = "lupaus.proof"
    label = "proof"
    verbose_name = "Proof"
