import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.db.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessibilityDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(default="pl", max_length=2, unique=True)),
                ("body_name", models.CharField(max_length=250, verbose_name="public body")),
                ("site_published_on", models.DateField(verbose_name="site published on")),
                ("site_updated_on", models.DateField(verbose_name="last major change on")),
                (
                    "status",
                    models.CharField(
                        choices=[("full", "zgodna"), ("partial", "częściowo zgodna"), ("none", "niezgodna")],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("not_accessible", models.TextField(blank=True, verbose_name="contents that are not accessible")),
                ("prepared_on", models.DateField(verbose_name="declaration prepared on")),
                ("reviewed_on", models.DateField(verbose_name="declaration reviewed on")),
                ("method", models.CharField(max_length=250, verbose_name="how it was assessed")),
                ("shortcuts", models.TextField(blank=True, verbose_name="keyboard shortcuts")),
                ("contact_name", models.CharField(max_length=150, verbose_name="contact person")),
                ("contact_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("contact_phone", models.CharField(max_length=20, verbose_name="phone")),
                ("architecture", models.TextField(verbose_name="accessibility of the building")),
                ("communication", models.TextField(verbose_name="accessibility of communication")),
                (
                    "sign_language_online",
                    models.BooleanField(default=False, verbose_name="online sign-language interpreter"),
                ),
            ],
            options={
                "verbose_name": "accessibility declaration",
                "verbose_name_plural": "accessibility declarations",
            },
        ),
        migrations.CreateModel(
            name="EntityKind",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("social_economy", "social economy"),
                            ("local_government", "local government"),
                            ("public", "public institutions"),
                            ("business", "business"),
                            ("other", "other organisations"),
                        ],
                        max_length=20,
                        verbose_name="group",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="name in English")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "kind of entity",
                "verbose_name_plural": "kinds of entities",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="RememberedColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading", models.CharField(max_length=120, unique=True)),
                ("field", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "verbose_name": "remembered column",
                "verbose_name_plural": "remembered columns",
            },
        ),
        migrations.CreateModel(
            name="Voivodeship",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=2,
                        primary_key=True,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^\\d\\d$")],
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("slug", models.SlugField(unique=True)),
            ],
            options={
                "verbose_name": "voivodeship",
                "verbose_name_plural": "voivodeships",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="County",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=4,
                        primary_key=True,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^\\d{4}$")],
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("is_city", models.BooleanField(default=False, verbose_name="city with county rights")),
                ("slug", models.SlugField(unique=True)),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=120)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "voivodeship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counties", to="entities.voivodeship"
                    ),
                ),
            ],
            options={
                "verbose_name": "county",
                "verbose_name_plural": "counties",
                "ordering": ["sort_name"],
            },
        ),
        migrations.CreateModel(
            name="EntityImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=150, verbose_name="file name")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("columns", "columns to be told"),
                            ("checking", "being checked"),
                            ("checked", "checked"),
                            ("running", "being written"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("dropped", "given up"),
                        ],
                        default="columns",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("headings", models.JSONField(default=list, editable=False)),
                ("total", models.PositiveIntegerField(default=0, editable=False)),
                ("mapping", models.JSONField(default=list, editable=False)),
                ("publishes", models.BooleanField(default=True, verbose_name="new ones are published at once")),
                ("enters_similar", models.BooleanField(default=False, verbose_name="similar ones are entered too")),
                ("counts", models.JSONField(default=dict, editable=False)),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("failed_at", models.DateTimeField(editable=False, null=True)),
                ("is_changed", models.BooleanField(default=False, editable=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("lease", models.CharField(blank=True, editable=False, max_length=32)),
                ("leased_until", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "default_kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entitykind",
                        verbose_name="kind where the sheet says none",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of entities",
                "verbose_name_plural": "imports of entities",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["checking", "running"])),
                        fields=["leased_until", "id"],
                        name="import_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "checked"), _negated=True),
                                ("checked_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "running"), _negated=True),
                                ("checked_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                models.Q(("checked_at__isnull", False), ("done_at__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "failed"), _negated=True),
                                ("failed_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="import_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["columns", "checking", "checked", "running", "done", "failed", "dropped"])
                        ),
                        name="import_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leased_until__isnull", True), ("state__in", ["checking", "running"]), _connector="OR"
                        ),
                        name="import_lease_only_at_work",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField(default=list)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[("new", "new"), ("update", "change"), ("same", "no change"), ("error", "error")],
                        max_length=6,
                    ),
                ),
                ("said", models.JSONField(default=dict)),
                ("entity_id", models.BigIntegerField(null=True)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="entities.entityimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["number"],
                "indexes": [models.Index(fields=["sheet", "fate", "number"], name="import_row_by_fate")],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "number"), name="import_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fate__in", ["", "new", "update", "same", "error"])),
                        name="import_row_fate_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=7,
                        primary_key=True,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^\\d{7}$")],
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=160)),
                ("in_force", models.BooleanField(default=True, verbose_name="in force")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="municipalities", to="entities.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["sort_name"],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("short_name", models.CharField(blank=True, max_length=120, verbose_name="short name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("draft", "draft"),
                            ("awaiting", "awaiting review"),
                            ("published", "published"),
                            ("archived", "archived"),
                            ("merged", "merged"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "founder_type",
                    models.CharField(
                        blank=True,
                        choices=[("natural", "natural persons"), ("legal", "legal persons")],
                        max_length=10,
                        verbose_name="founded by",
                    ),
                ),
                ("being_founded", models.BooleanField(default=False, verbose_name="being founded")),
                ("nip", models.CharField(blank=True, db_index=True, max_length=10, verbose_name="NIP")),
                ("regon", models.CharField(blank=True, db_index=True, max_length=14, verbose_name="REGON")),
                ("krs", models.CharField(blank=True, db_index=True, max_length=10, verbose_name="KRS")),
                ("country", models.CharField(default="PL", max_length=2, verbose_name="country")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="town")),
                ("street", models.CharField(blank=True, max_length=150, verbose_name="street and number")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="postal code")),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="what they do, in a sentence")),
                ("lead_en", models.CharField(blank=True, max_length=300, verbose_name="the sentence in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("brand", models.CharField(blank=True, max_length=120, verbose_name="social brand")),
                ("enterprise_from", models.DateField(blank=True, editable=False, null=True)),
                ("enterprise_until", models.DateField(blank=True, editable=False, null=True)),
                ("activities", models.CharField(blank=True, default="", editable=False, max_length=400)),
                ("partnership_count", models.PositiveIntegerField(default=0, editable=False)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="entities.county",
                        verbose_name="county",
                    ),
                ),
                ("founders", models.ManyToManyField(blank=True, related_name="founded", to="entities.entity")),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedimage",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="entities.entity",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operated",
                        to="entities.entity",
                        verbose_name="operator",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entities",
                        to="entities.entitykind",
                        verbose_name="kind",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="entities.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity",
                "verbose_name_plural": "entities",
                "indexes": [
                    models.Index(fields=["state", "sort_name", "id"], name="entity_listed_by_name"),
                    models.Index(fields=["county", "state"], name="entity_of_county"),
                    models.Index(fields=["kind", "state"], name="entity_of_kind"),
                    models.Index(
                        fields=["state", "kind", "enterprise_from", "enterprise_until", "partnership_count"],
                        name="entity_counted",
                    ),
                    models.Index(fields=["state", "activities"], name="entity_doing"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="entity_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "draft", "awaiting", "published", "archived", "merged"])
                        ),
                        name="entity_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="entity_merged_has_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="entity_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nip", ""), ("nip__regex", "^[0-9]{10}$"), _connector="OR"),
                        name="entity_nip_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("regon", ""), ("regon__regex", "^([0-9]{9}|[0-9]{14})$"), _connector="OR"),
                        name="entity_regon_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("krs", ""), ("krs__regex", "^[0-9]{10}$"), _connector="OR"),
                        name="entity_krs_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alt", models.CharField(max_length=250, verbose_name="alternative text")),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="entities.entity"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedimage"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of an entity",
                "verbose_name_plural": "photos of entities",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("alt", ""), _negated=True), name="entity_photo_has_alt")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("short_name", models.CharField(blank=True, max_length=120, verbose_name="short name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("draft", "draft"),
                            ("awaiting", "awaiting review"),
                            ("published", "published"),
                            ("archived", "archived"),
                            ("merged", "merged"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "founder_type",
                    models.CharField(
                        blank=True,
                        choices=[("natural", "natural persons"), ("legal", "legal persons")],
                        max_length=10,
                        verbose_name="founded by",
                    ),
                ),
                ("being_founded", models.BooleanField(default=False, verbose_name="being founded")),
                ("nip", models.CharField(blank=True, db_index=True, max_length=10, verbose_name="NIP")),
                ("regon", models.CharField(blank=True, db_index=True, max_length=14, verbose_name="REGON")),
                ("krs", models.CharField(blank=True, db_index=True, max_length=10, verbose_name="KRS")),
                ("country", models.CharField(default="PL", max_length=2, verbose_name="country")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="town")),
                ("street", models.CharField(blank=True, max_length=150, verbose_name="street and number")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="postal code")),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="what they do, in a sentence")),
                ("lead_en", models.CharField(blank=True, max_length=300, verbose_name="the sentence in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("brand", models.CharField(blank=True, max_length=120, verbose_name="social brand")),
                ("enterprise_from", models.DateField(blank=True, editable=False, null=True)),
                ("enterprise_until", models.DateField(blank=True, editable=False, null=True)),
                ("activities", models.CharField(blank=True, default="", editable=False, max_length=400)),
                ("partnership_count", models.PositiveIntegerField(default=0, editable=False)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entitykind",
                        verbose_name="kind",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="files.storedimage",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                        verbose_name="operator",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entity",
                "verbose_name_plural": "historical entities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntity_founders",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="entities.historicalentity",
                    ),
                ),
                (
                    "to_entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalEntity_founders",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "owner"), ("member", "member")],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "token",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="entities.entity"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                        ),
                        name="invitation_ends_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["owner", "member"])), name="invitation_role_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("entity", "email"),
                        name="invitation_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "owner"), ("member", "member")],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="entities.entity"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "entity"), name="membership_once"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["owner", "member"])), name="membership_role_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceBundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bundles", to="entities.entity"
                    ),
                ),
            ],
            options={
                "verbose_name": "bundle of services",
                "verbose_name_plural": "bundles of services",
                "ordering": ["position", "id"],
                "constraints": [models.UniqueConstraint(fields=("entity", "name"), name="bundle_named_once")],
            },
        ),
        migrations.CreateModel(
            name="BundledService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="services",
                        to="entities.servicebundle",
                    ),
                ),
            ],
            options={
                "verbose_name": "service of a bundle",
                "verbose_name_plural": "services of bundles",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceCategory",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="entities.servicecategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "category of services",
                "verbose_name_plural": "categories of services",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="OfferedService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="what can be ordered")),
                ("description", models.CharField(blank=True, max_length=500, verbose_name="details")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="services", to="entities.entity"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="entities.servicecategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="SupportCentre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(choices=[("owes", "OWES"), ("rops", "ROPS")], max_length=4, verbose_name="kind"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                ("sort_name", models.CharField(editable=False, max_length=400)),
                ("subregion", models.CharField(blank=True, max_length=120, verbose_name="subregion or seat")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("street", models.CharField(blank=True, max_length=150, verbose_name="street and number")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="postal code")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="town")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("hours", models.CharField(blank=True, max_length=120, verbose_name="opening hours")),
                ("controller_name", models.CharField(blank=True, max_length=250, verbose_name="data controller")),
                (
                    "controller_contact",
                    models.CharField(blank=True, max_length=250, verbose_name="contact of the data protection officer"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "counties",
                    models.ManyToManyField(
                        blank=True, related_name="centres", to="entities.county", verbose_name="counties served"
                    ),
                ),
                (
                    "run_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="centres",
                        to="entities.entity",
                        verbose_name="run by",
                    ),
                ),
                (
                    "voivodeship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="centres", to="entities.voivodeship"
                    ),
                ),
            ],
            options={
                "verbose_name": "support centre",
                "verbose_name_plural": "support centres",
                "ordering": ["-kind", "sort_name"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["owes", "rops"])), name="centre_kind_known")
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name and surname")),
                ("function", models.CharField(max_length=150, verbose_name="function")),
                ("function_en", models.CharField(blank=True, max_length=150, verbose_name="function in English")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("counties", models.ManyToManyField(blank=True, related_name="contact_people", to="entities.county")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="entities.supportcentre"
                    ),
                ),
            ],
            options={
                "verbose_name": "contact person",
                "verbose_name_plural": "contact people",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="entities.supportcentre",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "constraints": [models.UniqueConstraint(fields=("user", "centre"), name="assignment_once")],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("basis", models.CharField(max_length=200, verbose_name="basis")),
                ("decision_number", models.CharField(blank=True, max_length=80, verbose_name="number of the decision")),
                ("decided_on", models.DateField(verbose_name="date of the decision")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statuses", to="entities.entity"
                    ),
                ),
            ],
            options={
                "verbose_name": "status of social enterprise",
                "verbose_name_plural": "statuses of social enterprise",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("decided_on")), _connector="OR"
                        ),
                        name="status_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "by a link sent to the entity's address"),
                            ("owner", "by the owner of its page"),
                            ("staff", "by the support centre"),
                        ],
                        default="staff",
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "token",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                ("sent_to", models.EmailField(blank=True, max_length=254)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="entities.entity"
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="claim_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "accepted", "refused", "withdrawn"])),
                        name="claim_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "mail"), _negated=True),
                            models.Q(models.Q(("sent_to", ""), _negated=True), ("expires_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_by_mail_was_sent",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("entity", "user"), name="claim_waits_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a decision"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("live", "live, not looked at yet"),
                            ("seen", "looked at"),
                            ("reverted", "reverted"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="entities.entity"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of an entity",
                "verbose_name_plural": "changes of entities",
                "indexes": [models.Index(fields=["state", "id"], name="entity_change_in_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "accepted", "refused", "withdrawn", "live", "seen", "reverted"])
                        ),
                        name="entity_change_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "seen"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "reverted"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="entity_change_state_has_its_dates",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("entity", "part"),
                        name="entity_change_waits_once",
                    ),
                ],
            },
        ),
    ]
