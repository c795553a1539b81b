"""The tables of signing in. Of a person: the account name, and how they like the pages."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Accounts(BaseUserManager["User"]):
    """How Django finds an account by what was typed."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(name__iexact=username)


class User(AbstractBaseUser):
    """One person's account. The name is the one that the ledger writes; no e-mail address is
    asked for, because nothing here needs one."""

    class Theme(models.TextChoices):
        SYSTEM = "", _("Laitteen mukaan")
        LIGHT = "light", _("Vaalea")
        DARK = "dark", _("Tumma")

    name = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, blank=True, default="")
    theme = models.CharField(max_length=5, blank=True, default="", choices=Theme.choices)
    single_keys = models.BooleanField(default=True)  # "/" and "g t" without Ctrl (WCAG 2.1.4)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link that lets one person choose a password, once. Only its digest is kept.

    ``name`` is empty for the very first account, whose name is chosen by the one who opens the
    link.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Undo(models.Model):
    """What it takes to undo something, sealed under a key that only the browser holds.

    Before-values are personal data: here they are unreadable, and gone in a quarter of an hour.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)


class Sending(models.Model):
    """A form that was sent, and where it led. ``led_to`` is empty while it is at work."""

    digest = models.CharField(max_length=64, unique=True)
    led_to = models.TextField(blank=True, default="")
    until = models.DateTimeField(db_index=True)
