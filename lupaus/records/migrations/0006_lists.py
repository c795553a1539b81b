from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_merging"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkUndo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=43, unique=True)),
                ("actor", models.CharField(max_length=80)),
                ("purpose", models.SlugField(db_index=False, max_length=40)),
                ("action", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField(db_index=True)),
                ("made", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=80)),
                ("shared", models.BooleanField(default=False)),
                ("query", models.CharField(max_length=4000)),
                ("sort", models.CharField(max_length=40)),
                ("columns", models.CharField(max_length=200)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("owner", "name"),
                        name="savedview_once",
                    )
                ],
            },
        ),
    ]
