"""Which tables lie in which database: accounts apart from the register."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

ACCOUNTS = "accounts"
#: The apps whose tables are about signing in. Everything else is the register's.
APART = frozenset(
    {"accounts", "account", "auth", "contenttypes", "django_cache", "mfa", "sessions"}
)


class Router:
    """Told to Django in the settings."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        return self._place(model._meta.app_label)  # noqa: SLF001 - Django's own name for it

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """The register's tables go to the register, by whichever login; nothing else does."""
        return (app_label in APART) == (db == ACCOUNTS)

    @staticmethod
    def _place(label: str) -> str:
        return ACCOUNTS if label in APART else DEFAULT_DB_ALIAS
