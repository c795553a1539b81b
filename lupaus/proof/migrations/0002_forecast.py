from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proof", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Forecast",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("day", models.DateField()),
                ("policy_version", models.IntegerField()),
                ("stretches", models.JSONField()),
            ],
        ),
    ]
