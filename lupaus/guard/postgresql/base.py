"""Django's postgresql backend with the guard in it."""

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """To be armed."""
