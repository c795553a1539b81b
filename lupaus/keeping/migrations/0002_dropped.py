from django.db import migrations, models


class Migration(migrations.Migration):
    """Both may be NULL: SQLite adds such a column in place, and nobody knows it of plans that
    were dropped before."""

    dependencies = [("keeping", "0001_initial")]

    operations = [
        migrations.AddField("run", "dropped_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "run",
            "dropped_by",
            models.CharField(max_length=100, null=True),  # noqa: DJ001 - as above
        ),
    ]
