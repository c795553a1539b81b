from django.db import migrations, models


class Migration(migrations.Migration):
    """Both may be NULL: SQLite adds such a column in place, and makes the table anew for any
    other."""

    dependencies = [("records", "0007_indexes")]

    operations = [
        migrations.AddField(
            "party",
            name,
            models.CharField(max_length=16, null=True),  # noqa: DJ001 - as above
        )
        for name in ("restricted_mark", "disputed_mark")
    ]
