from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_protected"),
    ]

    operations = [
        migrations.CreateModel(
            name="Different",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one", models.BigIntegerField()),
                ("other", models.BigIntegerField(db_index=True)),
                ("said_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("keep", models.BigIntegerField(db_index=True)),
                ("gone", models.BigIntegerField(db_index=True)),
                ("merged_at", models.DateTimeField()),
                ("merged_on", models.DateField(db_index=True)),
                ("actor", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="MergedDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("merge_id", models.BigIntegerField(db_index=True)),
                ("party", models.BigIntegerField()),
                ("name", models.CharField(max_length=30)),
                ("was", models.DateField(null=True)),
                ("now", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Moved",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("merge_id", models.BigIntegerField()),
                ("holding", models.CharField(max_length=40)),
                ("row_id", models.BigIntegerField()),
                ("what", models.CharField(max_length=20)),
                ("was", models.BigIntegerField(default=0)),
                ("now", models.BigIntegerField(default=0)),
                ("changed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="OldNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("party_id", models.BigIntegerField(db_index=True)),
                ("number", models.BigIntegerField(unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="party",
            name="merged_into_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="merged_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("merged_on__isnull", False)),
                fields=["merged_on"],
                name="party_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="different",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="different_once"),
        ),
        migrations.AddConstraint(
            model_name="different",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="different_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="mergeddate",
            index=models.Index(fields=["party", "name"], name="mergeddate_party"),
        ),
        migrations.AddIndex(
            model_name="moved",
            index=models.Index(fields=["merge_id", "holding", "what"], name="moved_by_merge"),
        ),
        migrations.AddIndex(
            model_name="moved",
            index=models.Index(fields=["holding", "row_id"], name="moved_row"),
        ),
    ]
