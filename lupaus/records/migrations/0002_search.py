"""Search indexes, which each engine has in its own way."""

from django.db import migrations

from lupaus.records import search


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = search.postgresql_statements()
    else:
        statements = [
            statement
            for table, column in search.SEARCHED.items()
            for statement in search.sqlite_statements(table, column)
        ]
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(forwards)]
