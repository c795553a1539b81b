"""Counting statements, whichever engine runs them."""

from contextlib import contextmanager

import pytest
from django.db import connection


@pytest.fixture
def statements():
    """The statements that ask or change something, while it is open. Taking a role or a
    savepoint is neither."""

    @contextmanager
    def counting():
        counted = []

        def count(execute, sql, parameters, many, context):
            if (
                not sql.lstrip()
                .upper()
                .startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "CLOSE"))
            ):
                counted.append(sql)
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(count):
            yield counted

    return counting
