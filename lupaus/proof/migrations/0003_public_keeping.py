from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proof", "0002_forecast")]

    operations = [
        migrations.CreateModel(
            name="PublicKeeping",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("shown", models.BooleanField(default=False)),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
