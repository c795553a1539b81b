"""Indexes for what must go and for what the check looks at, each in place of a narrower one;
for the list by town, and for its filters by source, role and unpaid invoices.

Indexes that Django made for single fields are dropped by name: SQLite would otherwise make the
whole table anew, without its triggers.
"""

from django.db import migrations, models

from lupaus.records import search

_NARROW = (
    "records_party_relation_ended_on_4768770d",
    "records_invoice_party_id_557ef6ff",
    "records_message_party_id_c7f045cf",
    "records_note_party_id_6d40ea01",
)

#: Where a search begins. So many beginnings are alike that a hundred samples tell nothing.
_SORTED = (
    ("records_personname", "sort_key"),
    ("records_organisation", "sort_key"),
    ("records_emailaddress", "folded"),
)


def by_town(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(search.town_index(schema_editor.connection.vendor))


def sampled(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for table, column in _SORTED:
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 1000")


def _party():
    return models.ForeignKey("records.party", models.DO_NOTHING, db_index=False)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_lists")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f"DROP INDEX IF EXISTS {name}") for name in _NARROW
            ],
            state_operations=[
                migrations.AlterField(
                    "party", "relation_ended_on", models.DateField(null=True)
                ),
                migrations.AlterField("invoice", "party", _party()),
                migrations.AlterField("message", "party", _party()),
                migrations.AlterField("note", "party", _party()),
            ],
        ),
        migrations.AddIndex(
            "party",
            models.Index(
                fields=[
                    "relation_ended_on",
                    "relation_started_on",
                    "last_contact_on",
                    "last_contact_any_on",
                    "last_invoice_on",
                    "is_organisation",
                    "is_consumer",
                    "is_representative",
                    "is_sole_trader",
                    "is_technical",
                    "restricted",
                    "disputed",
                    "merged_on",
                ],
                name="party_ended",
            ),
        ),
        migrations.AddIndex(
            "party", models.Index(fields=["relation_started_on"], name="party_started")
        ),
        migrations.AddIndex(
            "invoice", models.Index(fields=["party", "issued_on"], name="invoice_party")
        ),
        migrations.AddIndex(
            "invoice",
            models.Index(fields=["status", "party", "total_cents"], name="invoice_status"),
        ),
        migrations.AddIndex(
            "personname",
            models.Index(fields=["source", "party"], name="personname_source"),
        ),
        migrations.AddIndex(
            "organisation",
            models.Index(fields=["source", "party"], name="organisation_source"),
        ),
        migrations.AddIndex(
            "affiliation",
            models.Index(
                fields=["role", "party"],
                name="affiliation_role",
                condition=models.Q(("ended_on__isnull", True)),
            ),
        ),
        migrations.AddIndex(
            "message", models.Index(fields=["party", "sourced_on"], name="message_party")
        ),
        migrations.AddIndex(
            "note", models.Index(fields=["party", "written_on"], name="note_party")
        ),
        migrations.RunPython(by_town, migrations.RunPython.noop),
        migrations.RunPython(sampled, migrations.RunPython.noop),
    ]
