import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="staged", max_length=12)),
                ("origin", models.CharField(default="", max_length=200)),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("rows", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("staged", "visible", "undone"))),
                        name="batch_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("issued_on", models.DateField(db_index=True)),
                ("due_on", models.DateField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("status", models.CharField(default="open", max_length=12)),
                ("total_cents", models.BigIntegerField()),
                ("reference", models.CharField(default="", max_length=40)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="records.batch",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("batch__isnull", False)),
                        fields=["batch"],
                        name="invoice_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="invoice_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ("open", "paid", "collection", "credited", "disputed"),
                            )
                        ),
                        name="invoice_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "paid"), _negated=True),
                            ("paid_on__isnull", False),
                            _connector="OR",
                        ),
                        name="invoice_paid_has_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(null=True, unique=True)),
                ("is_organisation", models.BooleanField(default=False)),
                ("is_consumer", models.BooleanField(default=False)),
                ("is_representative", models.BooleanField(default=False)),
                ("is_sole_trader", models.BooleanField(default=False)),
                ("is_technical", models.BooleanField(default=False)),
                ("restricted", models.BooleanField(default=False)),
                ("disputed", models.BooleanField(default=False)),
                ("relation_started_on", models.DateField(null=True)),
                ("relation_ended_on", models.DateField(db_index=True, null=True)),
                ("last_contact_on", models.DateField(db_index=True, null=True)),
                ("last_contact_any_on", models.DateField(db_index=True, null=True)),
                ("last_invoice_on", models.DateField(db_index=True, null=True)),
                ("created_on", models.DateField(db_index=True)),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField()),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="records.batch",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("batch__isnull", False)),
                        fields=["batch"],
                        name="party_batch",
                    ),
                    models.Index(
                        fields=[
                            "is_organisation",
                            "is_consumer",
                            "is_representative",
                            "is_sole_trader",
                            "is_technical",
                            "relation_started_on",
                            "relation_ended_on",
                        ],
                        name="party_circle",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relation_ended_on__isnull", True),
                            ("relation_started_on__isnull", False),
                            _connector="OR",
                        ),
                        name="party_ends_what_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_organisation", False),
                            models.Q(
                                ("is_consumer", False),
                                ("is_representative", False),
                                ("is_sole_trader", False),
                                ("is_technical", False),
                            ),
                            _connector="OR",
                        ),
                        name="party_organisation_has_no_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("name", models.CharField(max_length=300)),
                ("business_id", models.CharField(db_index=True, default="", max_length=9)),
                ("association_id", models.CharField(default="", max_length=20)),
                ("form", models.CharField(default="", max_length=60)),
                ("industry", models.CharField(default="", max_length=200)),
                ("folded", models.CharField(max_length=320)),
                ("sort_key", models.CharField(max_length=600)),
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
                        name="organisation_batch",
                    ),
                    models.Index(fields=["sort_key", "party"], name="organisation_sorted"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="organisation_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("name", models.CharField(max_length=300)),
                ("reference", models.CharField(default="", max_length=100)),
                ("ordered_on", models.DateField(null=True)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("status", models.CharField(default="open", max_length=12)),
                ("price_cents", models.BigIntegerField(null=True)),
                ("folded", models.CharField(max_length=420)),
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
                        name="order_batch",
                    ),
                    models.Index(fields=["ends_on"], name="order_ends"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ("open", "delivered", "running", "ended", "cancelled"),
                            )
                        ),
                        name="order_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="order_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("written_on", models.DateField()),
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
                        name="note_batch",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("direction", models.CharField(max_length=3)),
                ("channel", models.CharField(max_length=20)),
                ("subject", models.CharField(default="", max_length=300)),
                ("body", models.TextField(default="")),
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
                        name="message_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ("in", "out"))),
                        name="message_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                (
                                    "email",
                                    "sms",
                                    "phone",
                                    "post",
                                    "messaging",
                                    "automated-call",
                                    "in-person",
                                    "form",
                                ),
                            )
                        ),
                        name="message_channel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("text", models.CharField(max_length=500)),
                ("quantity", models.DecimalField(decimal_places=3, default=1, max_digits=12)),
                ("price_cents", models.BigIntegerField()),
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.invoice",
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
                        name="invoiceline_batch",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="invoice",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING, to="records.party"
            ),
        ),
        migrations.CreateModel(
            name="IdentityCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("sealed", models.BinaryField()),
                ("masked", models.CharField(max_length=11)),
                ("ground", models.CharField(max_length=300)),
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
                        name="identitycode_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True),
                        name="identitycode_has_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("masked__endswith", "****")),
                        name="identitycode_is_masked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
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
                        name="file_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 0)), name="file_size"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmailAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("address", models.CharField(max_length=254)),
                ("folded", models.CharField(db_index=True, max_length=254)),
                ("kind", models.CharField(default="", max_length=20)),
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
                        name="emailaddress_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address__contains", "@")),
                        name="emailaddress_has_at_sign",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("checked_on", models.DateField()),
                ("register", models.CharField(max_length=100)),
                ("outcome", models.CharField(max_length=200)),
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
                        name="creditcheck_batch",
                    ),
                    models.Index(fields=["checked_on"], name="creditcheck_checked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("label", models.CharField(max_length=200)),
                ("username_sealed", models.BinaryField()),
                ("secret_sealed", models.BinaryField()),
                ("service_ended_on", models.DateField(db_index=True, null=True)),
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
                        name="credential_batch",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("einvoice_address", models.CharField(default="", max_length=40)),
                ("operator", models.CharField(default="", max_length=40)),
                ("iban", models.CharField(default="", max_length=34)),
                ("reference", models.CharField(default="", max_length=100)),
                ("email", models.CharField(default="", max_length=254)),
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
                        name="billingprofile_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("einvoice_address", ""), _negated=True),
                            models.Q(("operator", ""), _negated=True),
                            models.Q(("iban", ""), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="billingprofile_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("role", models.CharField(max_length=20)),
                ("title", models.CharField(default="", max_length=200)),
                ("started_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.party",
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
                        name="affiliation_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                (
                                    "decision-maker",
                                    "administration",
                                    "billing",
                                    "technical",
                                    "user",
                                ),
                            )
                        ),
                        name="affiliation_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="affiliation_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Permission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("purpose", models.SlugField(db_index=False, max_length=40)),
                ("channel", models.CharField(default="", max_length=20)),
                ("decision", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("decided_on", models.DateField()),
                ("how", models.CharField(max_length=60)),
                ("actor", models.CharField(max_length=100)),
                ("text_version", models.CharField(default="", max_length=80)),
                ("evidence", models.TextField(default="")),
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
                        name="permission_batch",
                    ),
                    models.Index(
                        fields=["party", "purpose", "channel", "id"], name="permission_latest"
                    ),
                    models.Index(
                        fields=["purpose", "decision", "sourced_on"], name="permission_ended"
                    ),
                    models.Index(fields=["purpose", "decided_on"], name="permission_decided"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                (
                                    "",
                                    "email",
                                    "sms",
                                    "phone",
                                    "post",
                                    "messaging",
                                    "automated-call",
                                ),
                            )
                        ),
                        name="permission_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                ("granted", "refused", "withdrawn", "objected", "lifted"),
                            )
                        ),
                        name="permission_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("given", models.CharField(default="", max_length=200)),
                ("family", models.CharField(default="", max_length=200)),
                ("folded", models.CharField(max_length=420)),
                ("sort_key", models.CharField(max_length=600)),
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
                        name="personname_batch",
                    ),
                    models.Index(fields=["sort_key", "party"], name="personname_sorted"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given", ""), _negated=True),
                            models.Q(("family", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="personname_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("typed", models.CharField(max_length=40)),
                ("e164", models.CharField(default="", max_length=16)),
                ("digits", models.CharField(db_index=True, max_length=20)),
                ("kind", models.CharField(default="", max_length=20)),
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
                        name="phonenumber_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digits", ""), _negated=True),
                        name="phonenumber_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostalAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("street", models.CharField(default="", max_length=200)),
                ("extra", models.CharField(default="", max_length=200)),
                ("postcode", models.CharField(default="", max_length=12)),
                ("town", models.CharField(default="", max_length=100)),
                ("country", models.CharField(default="FI", max_length=2)),
                ("folded", models.CharField(max_length=540)),
                ("kind", models.CharField(default="", max_length=20)),
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
                        name="postaladdress_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("street", ""), _negated=True),
                            models.Q(("extra", ""), _negated=True),
                            models.Q(("postcode", ""), _negated=True),
                            models.Q(("town", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="postaladdress_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("state", models.CharField(max_length=12)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("reason", models.CharField(default="", max_length=300)),
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
                        name="relationship_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("prospect", "customer", "former"))),
                        name="relationship_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="relationship_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hmac", models.BinaryField(max_length=32)),
                ("channel", models.CharField(max_length=20)),
                ("purpose_class", models.CharField(max_length=20)),
                ("since", models.DateField()),
                ("origin", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                (
                                    "email",
                                    "sms",
                                    "phone",
                                    "post",
                                    "messaging",
                                    "automated-call",
                                ),
                            )
                        ),
                        name="suppression_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose_class__in",
                                (
                                    "service",
                                    "marketing",
                                    "survey",
                                    "accounting",
                                    "claims",
                                    "credit",
                                    "publication",
                                    "development",
                                    "security",
                                    "rights",
                                    "statistics",
                                    "register-upkeep",
                                ),
                            )
                        ),
                        name="suppression_purpose_class",
                    ),
                    models.UniqueConstraint(
                        fields=("hmac", "channel", "purpose_class"), name="suppression_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.SlugField(db_index=False, max_length=40)),
                ("sourced_on", models.DateField(db_index=True)),
                ("url", models.CharField(max_length=500)),
                ("folded", models.CharField(max_length=500)),
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
                        name="webaddress_batch",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        name="webaddress_says_something",
                    )
                ],
            },
        ),
    ]
