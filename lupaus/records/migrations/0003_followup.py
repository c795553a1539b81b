import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_search")]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("assigned_to", models.CharField(default="", max_length=80)),
                ("author", models.CharField(max_length=100)),
                ("text", models.TextField()),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="records.batch",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, to="records.party"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("batch__isnull", False)),
                        fields=["batch"],
                        name="followup_batch",
                    ),
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["due_on"],
                        name="followup_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="followup_says_something",
                    )
                ],
            },
        ),
    ]
