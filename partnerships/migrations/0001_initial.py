import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("entities", "0001_initial"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundingProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("archived", "archived")],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                ("short_name", models.CharField(max_length=120, verbose_name="short name")),
                ("sort_name", models.CharField(editable=False, max_length=250)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("programme", models.CharField(blank=True, max_length=200, verbose_name="programme")),
                ("fund", models.CharField(blank=True, max_length=200, verbose_name="fund")),
                (
                    "period",
                    models.CharField(
                        choices=[("2014-2020", "2014–2020"), ("2021-2027", "2021–2027"), ("other", "other source")],
                        max_length=10,
                        verbose_name="period",
                    ),
                ),
                (
                    "total_value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="total value"
                    ),
                ),
                (
                    "eu_contribution",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="EU contribution"
                    ),
                ),
                ("currency", models.CharField(default="PLN", max_length=3)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("assumption", models.CharField(blank=True, max_length=250, verbose_name="what was assumed")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("goals", models.TextField(blank=True, verbose_name="goals, one in a line")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("funding_sentence", models.TextField(verbose_name="funding sentence")),
                ("funding_sentence_en", models.TextField(blank=True, verbose_name="funding sentence in English")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="entities.supportcentre",
                        verbose_name="centre",
                    ),
                ),
                ("related", models.ManyToManyField(blank=True, to="partnerships.fundingproject")),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="project_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "archived"])),
                        name="project_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="project_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("eu_contribution__isnull", True),
                            ("total_value__isnull", True),
                            models.Q(("eu_contribution__gte", 0), ("eu_contribution__lte", models.F("total_value"))),
                            _connector="OR",
                        ),
                        name="project_eu_part_of_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFundingProject",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("archived", "archived")],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                ("short_name", models.CharField(max_length=120, verbose_name="short name")),
                ("sort_name", models.CharField(editable=False, max_length=250)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("programme", models.CharField(blank=True, max_length=200, verbose_name="programme")),
                ("fund", models.CharField(blank=True, max_length=200, verbose_name="fund")),
                (
                    "period",
                    models.CharField(
                        choices=[("2014-2020", "2014–2020"), ("2021-2027", "2021–2027"), ("other", "other source")],
                        max_length=10,
                        verbose_name="period",
                    ),
                ),
                (
                    "total_value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="total value"
                    ),
                ),
                (
                    "eu_contribution",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="EU contribution"
                    ),
                ),
                ("currency", models.CharField(default="PLN", max_length=3)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("assumption", models.CharField(blank=True, max_length=250, verbose_name="what was assumed")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("goals", models.TextField(blank=True, verbose_name="goals, one in a line")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("funding_sentence", models.TextField(verbose_name="funding sentence")),
                ("funding_sentence_en", models.TextField(blank=True, verbose_name="funding sentence in English")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.supportcentre",
                        verbose_name="centre",
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
            ],
            options={
                "verbose_name": "historical project",
                "verbose_name_plural": "historical projects",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalFundingProject_related",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_fundingproject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnerships.fundingproject",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="partnerships.historicalfundingproject",
                    ),
                ),
                (
                    "to_fundingproject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnerships.fundingproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalFundingProject_related",
            },
        ),
        migrations.CreateModel(
            name="HistoricalLocalPartnership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("archived", "archived")],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local", "local partnership"),
                            ("thematic", "thematic partnership"),
                            ("international", "international partnership"),
                            ("cluster", "cluster"),
                        ],
                        default="local",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=250, verbose_name="name in English")),
                ("sort_name", models.CharField(editable=False, max_length=500)),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("assumption", models.CharField(blank=True, max_length=250, verbose_name="what was assumed")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("aims", models.TextField(blank=True, verbose_name="aims, one in a line")),
                (
                    "diagnosis_topics",
                    models.TextField(blank=True, verbose_name="topics of the diagnosis, one in a line"),
                ),
                ("rules", models.TextField(blank=True, verbose_name="rules of work, one in a line")),
                ("agreement_on", models.DateField(blank=True, null=True, verbose_name="agreement signed on")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact person")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.supportcentre",
                        verbose_name="centre",
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
            ],
            options={
                "verbose_name": "historical partnership",
                "verbose_name_plural": "historical partnerships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="target")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("events", "events of a kind"),
                            ("people", "people"),
                            ("entities", "entities"),
                            ("pes", "social-economy entities"),
                            ("partnerships", "partnerships"),
                            ("hours", "hours"),
                            ("manual", "entered by hand"),
                        ],
                        max_length=20,
                        verbose_name="source",
                    ),
                ),
                ("event_kind", models.CharField(blank=True, max_length=20, verbose_name="kind of events")),
                (
                    "counts",
                    models.CharField(
                        choices=[("present", "present"), ("complete", "present with complete data")],
                        default="present",
                        max_length=10,
                        verbose_name="counts",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="partnerships.fundingproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="date")),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="value")),
                ("note", models.CharField(max_length=250, verbose_name="evidence")),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="partnerships.indicator"
                    ),
                ),
            ],
            options={
                "verbose_name": "value of an indicator",
                "verbose_name_plural": "values of indicators",
            },
        ),
        migrations.CreateModel(
            name="LocalPartnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("archived", "archived")],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local", "local partnership"),
                            ("thematic", "thematic partnership"),
                            ("international", "international partnership"),
                            ("cluster", "cluster"),
                        ],
                        default="local",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=250, verbose_name="name in English")),
                ("sort_name", models.CharField(editable=False, max_length=500)),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("assumption", models.CharField(blank=True, max_length=250, verbose_name="what was assumed")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("aims", models.TextField(blank=True, verbose_name="aims, one in a line")),
                (
                    "diagnosis_topics",
                    models.TextField(blank=True, verbose_name="topics of the diagnosis, one in a line"),
                ),
                ("rules", models.TextField(blank=True, verbose_name="rules of work, one in a line")),
                ("agreement_on", models.DateField(blank=True, null=True, verbose_name="agreement signed on")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact person")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="entities.supportcentre",
                        verbose_name="centre",
                    ),
                ),
                (
                    "counties",
                    models.ManyToManyField(related_name="partnerships", to="entities.county", verbose_name="counties"),
                ),
            ],
            options={
                "verbose_name": "partnership",
                "verbose_name_plural": "partnerships",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="partnership_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "archived"])),
                        name="partnership_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLocalPartnership_counties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.county",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="partnerships.historicallocalpartnership",
                    ),
                ),
                (
                    "localpartnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnerships.localpartnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalLocalPartnership_counties",
            },
        ),
        migrations.CreateModel(
            name="LogoMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.CharField(
                        choices=[("2014-2020", "2014–2020"), ("2021-2027", "2021–2027"), ("other", "other source")],
                        max_length=10,
                        verbose_name="period",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("placeholder", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "logo",
                "verbose_name_plural": "logos",
                "ordering": ["period", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("period", "position"), name="logo_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 4)), name="logo_at_most_four"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "agreement"),
                            ("rules", "rules of work"),
                            ("diagnosis", "diagnosis"),
                            ("minutes", "minutes of a meeting"),
                            ("other", "other document"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "everybody"),
                            ("members", "members of the partnership"),
                            ("staff", "staff of the centre"),
                        ],
                        max_length=10,
                        verbose_name="who may read it",
                    ),
                ),
                ("added_on", models.DateField(verbose_name="added on")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="partnerships.localpartnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "document of a partnership",
                "verbose_name_plural": "documents of partnerships",
                "ordering": ["-added_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("access__in", ["public", "members", "staff"])), name="access_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="partnerships.partnershipdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a document",
                "verbose_name_plural": "versions of documents",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("document", "number"), name="document_version_once")],
            },
        ),
        migrations.CreateModel(
            name="PartnershipMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "leader"),
                            ("member", "member of the partnership"),
                            ("observer", "observer"),
                            ("supporter", "supporter"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact person")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "contact_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="agreed to the contact list on"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnership_memberships",
                        to="entities.entity",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="partnerships.localpartnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a partnership",
                "verbose_name_plural": "members of partnerships",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on__isnull", True)),
                        fields=("partnership", "entity"),
                        name="partnership_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("joined_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="partnership_left_after_joining",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_agreed_on__isnull", True),
                            models.Q(("contact_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="partnership_contact_agreed_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("leader", "leader"), ("partner", "partner")],
                        default="partner",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("country", models.CharField(default="PL", max_length=2, verbose_name="country")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnered_projects",
                        to="entities.entity",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="partnerships.fundingproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "project partner",
                "verbose_name_plural": "project partners",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "entity"), name="partner_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "leader")), fields=("project",), name="project_one_leader"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name and surname")),
                ("function", models.CharField(max_length=150, verbose_name="function")),
                ("institution", models.CharField(max_length=200, verbose_name="institution")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "centre",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="entities.supportcentre"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_team",
                        to="partnerships.localpartnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "person of the support team",
                "verbose_name_plural": "support team",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="WorkPlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=250, verbose_name="what is to be done")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("running", "in progress"),
                            ("done", "done"),
                            ("dropped", "given up"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("reminded_for", models.DateField(blank=True, editable=False, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="partnerships.localpartnership",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_steps",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the work plan",
                "verbose_name_plural": "work plan",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["planned", "running"])),
                        fields=["due_on"],
                        name="plan_step_open_by_day",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="plan_step_state_has_its_dates",
                    )
                ],
            },
        ),
    ]
