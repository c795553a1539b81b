from django.db import migrations

from lupaus.ledger import tables


def create(apps, schema_editor):
    for statement in tables.create(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, elidable=False)]
