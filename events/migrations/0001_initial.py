import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import common.db.fields
import events.catalogue.models
import events.certificates.models
import files.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("entities", "0001_initial"),
        ("files", "0001_initial"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=120, unique=True)),
                ("asks", models.JSONField(default=dict)),
                ("figures", models.JSONField(default=dict)),
                ("signature", models.CharField(blank=True, max_length=60)),
                ("counted_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seconds", models.FloatField(default=0)),
            ],
            options={
                "verbose_name": "figures kept ready",
                "verbose_name_plural": "figures kept ready",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("completed", "completed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("networking", "networking meeting"),
                            ("working", "working meeting"),
                            ("study_visit", "study visit"),
                            ("workshop", "workshop"),
                            ("training", "training"),
                            ("partnership", "partnership meeting"),
                            ("conference", "conference"),
                            ("international", "international meeting"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, verbose_name="title in English")),
                ("theme", models.CharField(blank=True, max_length=250, verbose_name="theme")),
                ("theme_en", models.CharField(blank=True, max_length=250, verbose_name="theme in English")),
                ("lead", models.CharField(blank=True, max_length=500, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=500, verbose_name="lead in English")),
                ("aim", models.TextField(blank=True, verbose_name="aim")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="begins at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                (
                    "assumption",
                    models.CharField(blank=True, max_length=250, verbose_name="what was assumed about the date"),
                ),
                ("online_url", models.URLField(blank=True, verbose_name="online link")),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="venue")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="town")),
                ("section", models.CharField(blank=True, max_length=80, verbose_name="section")),
                ("target_group", models.CharField(blank=True, max_length=300, verbose_name="for whom")),
                (
                    "target_region",
                    models.CharField(blank=True, max_length=120, verbose_name="participants' region, in genitive"),
                ),
                ("cost", models.CharField(blank=True, max_length=200, verbose_name="cost")),
                ("accessibility", models.TextField(blank=True, verbose_name="accessibility of the place")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact person")),
                (
                    "contact_function",
                    models.CharField(blank=True, max_length=150, verbose_name="function of the contact person"),
                ),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "cover_alt",
                    models.CharField(blank=True, max_length=250, verbose_name="alternative text of the picture"),
                ),
                ("cover_caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("cover_credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                (
                    "registration_mode",
                    models.CharField(
                        choices=[
                            ("none", "no registration"),
                            ("open", "registration"),
                            ("approval", "registration with approval"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="registration",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="registration opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="registration closes")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="places")),
                (
                    "entity_limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="most people of one entity"),
                ),
                ("has_waiting_list", models.BooleanField(default=True, verbose_name="waiting list")),
                (
                    "promotion_stops_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="places pass on by themselves until"),
                ),
                (
                    "remind_days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="reminder, days before"),
                ),
                ("reminded_for", models.DateField(blank=True, editable=False, null=True)),
                ("told", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "counted_roles",
                    models.JSONField(default=events.catalogue.models.roles_that_count, verbose_name="roles that count"),
                ),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                ("waiting", models.PositiveIntegerField(default=0, editable=False)),
                ("places_over", models.PositiveIntegerField(default=0, editable=False)),
                ("queue_next", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "headcount",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="people, counted by hand"),
                ),
                (
                    "headcount_source",
                    models.CharField(blank=True, max_length=200, verbose_name="source of the headcount"),
                ),
                (
                    "preview_token",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("completed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason of the cancellation"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="entities.supportcentre",
                        verbose_name="centre",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="entities.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedimage",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="events.event",
                        verbose_name="follows",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="partnerships.localpartnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="partnerships.fundingproject",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "indexes": [
                    models.Index(fields=["state", "starts_on", "id"], name="event_coming"),
                    models.Index(fields=["-starts_on", "-id"], name="event_past"),
                    models.Index(fields=["centre", "-starts_on"], name="event_of_centre"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "completed"), _negated=True),
                                models.Q(("completed_at__isnull", False), ("published_at__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="event_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "completed", "cancelled"])),
                        name="event_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "networking",
                                    "working",
                                    "study_visit",
                                    "workshop",
                                    "training",
                                    "partnership",
                                    "conference",
                                    "international",
                                ],
                            )
                        ),
                        name="event_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="event_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__lt", models.F("ends_on")),
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="event_hours_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="event_registration_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            (
                                "taken__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("capacity"), "+", models.F("places_over")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="event_places_not_exceeded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="event_cancelled_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("headcount__isnull", True),
                            models.Q(("headcount_source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="event_headcount_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cover__isnull", True), models.Q(("cover_alt", ""), _negated=True), _connector="OR"
                        ),
                        name="event_cover_has_alt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        default=80,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of sessions needed, in per cent",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.5"))],
                        verbose_name="hours of the whole event",
                    ),
                ),
                ("topics", models.TextField(blank=True, verbose_name="topics, one in a line")),
                ("place", models.CharField(max_length=100, verbose_name="place of issue")),
                ("signatory", models.CharField(max_length=150, verbose_name="who signs")),
                ("signatory_function", models.CharField(max_length=150, verbose_name="function of who signs")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="certificate_terms", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "terms of certificates",
                "verbose_name_plural": "terms of certificates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 1), ("share__lte", 100)), name="certificate_share_is_a_part"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("programme", "programme"),
                            ("rules", "rules of participation"),
                            ("signed_list", "signed attendance list"),
                            ("other", "other file"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="events.event"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "document of an event",
                "verbose_name_plural": "documents of events",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["programme", "rules", "signed_list", "other"])),
                        name="document_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "signed_list"), _negated=True), ("is_public", False), _connector="OR"
                        ),
                        name="document_signed_list_is_private",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventEntity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organiser", "organiser"),
                            ("co_organiser", "co-organiser"),
                            ("supporter", "supporter of the event"),
                            ("host", "host"),
                            ("presented", "presented entity"),
                            ("visited", "visited entity"),
                            ("represented", "represented entity"),
                        ],
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="what it did there")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="event_roles", to="entities.entity"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entity_roles", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "entity of an event",
                "verbose_name_plural": "entities of events",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "entity", "role"), name="event_entity_role_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EventFolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "being packed"),
                            ("ready", "ready"),
                            ("failed", "could not be packed"),
                            ("expired", "thrown away"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "content",
                    models.FileField(blank=True, editable=False, storage=files.models.private_storage, upload_to=""),
                ),
                ("size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("held", models.JSONField(default=list, editable=False)),
                ("missing", models.JSONField(default=list, editable=False)),
                ("ready_at", models.DateTimeField(editable=False, null=True)),
                ("failed_at", models.DateTimeField(editable=False, null=True)),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="folders", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "folder of an event",
                "verbose_name_plural": "folders of events",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["leased_until", "id"], name="folder_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "ready"), _negated=True),
                                ("ready_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "failed"), _negated=True),
                                ("failed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "expired"), _negated=True),
                                ("ready_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="folder_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "ready", "failed", "expired"])),
                        name="folder_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("content", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="folder_ready_has_its_archive",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("event",), name="folder_one_waits"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_name", models.CharField(blank=True, max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="surname")),
                ("folded_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="events.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "indexes": [models.Index(fields=["folded_name", "email"], name="person_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("email", ""), ("first_name", ""), ("folded_name", ""), ("last_name", "")),
                            _connector="OR",
                        ),
                        name="person_erased_is_blank",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                ("text_en", models.CharField(blank=True, max_length=300, verbose_name="question in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short", "short answer"),
                            ("long", "long answer"),
                            ("one", "one of many"),
                            ("many", "any of many"),
                            ("number", "number"),
                            ("yes_no", "yes or no"),
                        ],
                        default="short",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("options", models.TextField(blank=True, verbose_name="options, one in a line")),
                ("is_required", models.BooleanField(default=False, verbose_name="required")),
                ("per_participant", models.BooleanField(default=False, verbose_name="asked of each person")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["one", "many"]), _negated=True),
                            models.Q(("options", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="question_of_choice_has_options",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "token",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                ("form_key", models.CharField(editable=False, max_length=64)),
                (
                    "for_whom",
                    models.CharField(
                        choices=[("self", "myself"), ("both", "myself and others"), ("others", "others")],
                        default="self",
                        max_length=10,
                        verbose_name="for whom",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="surname")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("all_or_none", models.BooleanField(default=False, verbose_name="all of us or none")),
                ("passed_over", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("web", "form"),
                            ("staff", "staff"),
                            ("walk_in", "without registration, at the door"),
                            ("import", "import"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("language", models.CharField(default="pl", max_length=2)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="entities.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="events.event"
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.notice",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "indexes": [
                    models.Index(
                        models.F("event"), django.db.models.functions.text.Upper("email"), name="registration_of_email"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "form_key"), name="registration_form_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["web", "staff", "walk_in", "import"])),
                        name="registration_source_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_key", models.CharField(editable=False, max_length=64)),
                ("people", common.db.fields.EncryptedTextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "event",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.event"),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_forms",
                        to="events.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "further form of a registration",
                "verbose_name_plural": "further forms of registrations",
                "constraints": [models.UniqueConstraint(fields=("event", "form_key"), name="further_form_once")],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200, verbose_name="name of the place")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("town", models.CharField(max_length=100, verbose_name="town")),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="begins at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                ("description", models.TextField(blank=True, verbose_name="what is seen there")),
                ("description_en", models.TextField(blank=True, verbose_name="what is seen there, in English")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="entities.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="events.event"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_stops",
                        to="entities.entity",
                        verbose_name="host",
                    ),
                ),
            ],
            options={
                "verbose_name": "stop",
                "verbose_name_plural": "stops",
                "ordering": ["day", "position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="stop_hours_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PointList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("topic", "topics"),
                            ("question", "questions for discussion"),
                            ("conclusion", "conclusions"),
                            ("commitment", "commitments"),
                            ("result", "results of the workshop"),
                            ("diagnosis", "issues for the diagnosis"),
                            ("element", "elements"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="point_lists", to="events.event"
                    ),
                ),
                (
                    "stop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="point_lists",
                        to="events.stop",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of points",
                "verbose_name_plural": "lists of points",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="events.pointlist"
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "verbose_name_plural": "points",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="begins at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, verbose_name="title in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="events.event"
                    ),
                ),
                (
                    "stop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="events.stop",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of the programme",
                "verbose_name_plural": "programme",
                "ordering": ["day", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("host", "host"),
                            ("opener", "opened the event"),
                            ("speaker", "speaker"),
                            ("adviser", "adviser"),
                            ("expert", "expert"),
                            ("moderator", "moderator"),
                            ("guide", "guide"),
                            ("staff", "organiser's staff"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("academic_title", models.CharField(blank=True, max_length=40, verbose_name="academic title")),
                ("name", models.CharField(max_length=150, verbose_name="name and surname")),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="function")),
                ("institution", models.CharField(blank=True, max_length=200, verbose_name="institution")),
                ("topic", models.CharField(blank=True, max_length=300, verbose_name="topic, or what they did")),
                ("biography", models.TextField(blank=True, verbose_name="biography")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="entities.entity",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedimage",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appearances", to="events.event"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appearances",
                        to="events.programmeitem",
                    ),
                ),
                (
                    "stop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appearances",
                        to="events.stop",
                    ),
                ),
            ],
            options={
                "verbose_name": "appearance",
                "verbose_name_plural": "appearances",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "token",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                (
                    "ticket",
                    models.CharField(default=common.db.fields.new_token, editable=False, max_length=64, unique=True),
                ),
                ("first_name", models.CharField(blank=True, max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="surname")),
                ("sort_name", models.CharField(blank=True, editable=False, max_length=400)),
                ("function", models.CharField(blank=True, max_length=150, verbose_name="function")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("participant", "participant"),
                            ("speaker", "speaker"),
                            ("guest", "guest"),
                            ("organiser", "organiser"),
                        ],
                        default="participant",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("waiting", "on the waiting list"),
                            ("pending", "waits for a decision"),
                            ("refused", "refused"),
                            ("cancelled", "gave up the place"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("queue_number", models.PositiveIntegerField(editable=False)),
                ("joined_later", models.BooleanField(default=False, editable=False)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("needs", common.db.fields.EncryptedTextField(blank=True, verbose_name="special needs")),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "appearance",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="events.appearance"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="entities.entity",
                    ),
                ),
                (
                    "entity_kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entitykind",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="events.person"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="events.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["queue_number"],
                "indexes": [
                    models.Index(fields=["event", "state", "queue_number"], name="participant_queue"),
                    models.Index(fields=["event", "sort_name", "id"], name="participant_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("confirmed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("waiting_since__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                ("refused_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="participant_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["confirmed", "waiting", "pending", "refused", "cancelled"])),
                        name="participant_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["participant", "speaker", "guest", "organiser"])),
                        name="participant_role_known",
                    ),
                    models.UniqueConstraint(fields=("event", "queue_number"), name="participant_queue_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                ("email", ""), ("first_name", ""), ("last_name", ""), ("needs", ""), ("sort_name", "")
                            ),
                            _connector="OR",
                        ),
                        name="participant_erased_is_blank",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "being prepared"),
                            ("failed", "could not be prepared"),
                            ("issued", "valid"),
                            ("revoked", "revoked"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=events.certificates.models.new_code,
                        editable=False,
                        max_length=40,
                        unique=True,
                        verbose_name="check code",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("serial", models.PositiveIntegerField(editable=False, null=True)),
                ("mark", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="hours attended"
                    ),
                ),
                ("initials", models.CharField(blank=True, editable=False, max_length=20)),
                (
                    "content",
                    models.FileField(blank=True, editable=False, storage=files.models.private_storage, upload_to=""),
                ),
                ("asked_by_id", models.BigIntegerField(editable=False, null=True)),
                ("issued_at", models.DateTimeField(editable=False, null=True, verbose_name="issued")),
                ("failed_at", models.DateTimeField(editable=False, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="revoked")),
                ("revoke_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was revoked")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="entities.supportcentre",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="events.event"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="events.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="certificate_waiting"),
                    models.Index(fields=["event", "state"], name="certificate_of_event"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "failed"), _negated=True),
                                ("failed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "issued"), _negated=True),
                                ("issued_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "revoked"), _negated=True),
                                models.Q(("issued_at__isnull", False), ("revoked_at__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="certificate_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "failed", "issued", "revoked"])),
                        name="certificate_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("serial__gte", 1),
                                ("serial__isnull", False),
                                ("state__in", ["issued", "revoked"]),
                                ("year__isnull", False),
                                models.Q(("mark", ""), _negated=True),
                            ),
                            models.Q(
                                ("serial__isnull", True), ("state__in", ["waiting", "failed"]), ("year__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="certificate_number_with_the_paper",
                    ),
                    models.UniqueConstraint(fields=("centre", "year", "serial"), name="certificate_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "revoked"), _negated=True),
                        fields=("participant",),
                        name="certificate_one_for_a_participant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            models.Q(("revoke_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="certificate_revoked_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quotation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="text")),
                ("said_by", models.CharField(blank=True, max_length=200, verbose_name="who said it")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "appearance",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="events.appearance"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotations", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "quotation",
                "verbose_name_plural": "quotations",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="PhoneCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("confirms", "confirms"), ("gives_up", "gives up"), ("no_answer", "no answer")],
                        max_length=10,
                        verbose_name="what was said",
                    ),
                ),
                ("called_at", models.DateTimeField(auto_now_add=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="events.participant"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="events.registration"
                    ),
                ),
            ],
            options={
                "verbose_name": "phone call",
                "verbose_name_plural": "phone calls",
                "ordering": ["called_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["confirms", "gives_up", "no_answer"])),
                        name="phone_call_outcome_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.JSONField()),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="events.participant",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="events.question"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="events.registration"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("participant__isnull", True)),
                        fields=("question", "registration"),
                        name="answer_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("participant__isnull", False)),
                        fields=("question", "participant"),
                        name="answer_of_participant_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="list closed")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="events.event"
                    ),
                ),
                (
                    "stop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="events.stop",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stop__isnull", True)), fields=("event", "day"), name="session_of_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stop__isnull", False)),
                        fields=("event", "day", "stop"),
                        name="session_of_stop",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("is_here", models.BooleanField(verbose_name="is here")),
                ("made_at", models.DateTimeField()),
                ("device_ms", models.BigIntegerField()),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("tap", "on the list at the door"),
                            ("scan", "ticket scanned"),
                            ("paper", "from the paper list"),
                            ("walk_in", "added at the door"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="events.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="events.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "ordering": ["made_at", "device_ms", "key"],
                "indexes": [models.Index(fields=["session", "participant"], name="mark_of_session")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["tap", "scan", "paper", "walk_in"])),
                        name="mark_method_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("marked_at", models.DateTimeField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("tap", "on the list at the door"),
                            ("scan", "ticket scanned"),
                            ("paper", "from the paper list"),
                            ("walk_in", "added at the door"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="marked_attendances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="events.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="events.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "indexes": [models.Index(fields=["session", "participant"], name="attendance_of_session")],
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "session"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["tap", "scan", "paper", "walk_in"])),
                        name="attendance_method_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="entities.supportcentre"
                    ),
                ),
            ],
            options={
                "verbose_name": "counter of certificates",
                "verbose_name_plural": "counters of certificates",
                "constraints": [models.UniqueConstraint(fields=("centre", "year"), name="certificate_counter_once")],
            },
        ),
    ]
