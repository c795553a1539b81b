"""Django's sqlite3 backend with the guard in it."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """To be armed."""
