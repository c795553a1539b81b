from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proof", "0003_public_keeping")]

    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField()),
                ("clause", models.CharField(max_length=120)),
                ("told_on", models.DateField(null=True)),
                ("told_by", models.CharField(default="", max_length=100)),
                ("how", models.CharField(default="", max_length=500)),
            ],
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(
                fields=("version", "clause"), name="telling_change_once"
            ),
        ),
    ]
