from django.db import migrations, models


class Migration(migrations.Migration):
    """Both may be NULL: SQLite adds such a column in place, and makes the table anew for any
    other."""

    dependencies = [("records", "0003_followup")]

    operations = [
        migrations.AddField("party", "protected_on", models.DateField(null=True)),
        migrations.AddField(
            "party",
            "protected_source",
            models.SlugField(max_length=40, null=True, db_index=False),  # noqa: DJ001 - as above
        ),
    ]
