import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.db.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("entities", "0001_initial"),
        ("events", "0001_initial"),
        ("files", "0001_initial"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Gallery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("withdrawn", "withdrawn")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("lead", models.CharField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_en", models.CharField(blank=True, max_length=400, verbose_name="lead in English")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                ("taken_on", models.DateField(verbose_name="date of the photos")),
                ("photo_count", models.PositiveIntegerField(default=0, editable=False)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="galleries",
                        to="entities.supportcentre",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="galleries",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "gallery",
                "verbose_name_plural": "galleries",
                "indexes": [models.Index(fields=["state", "-taken_on", "-id"], name="gallery_listed")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("withdrawn_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="gallery_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "withdrawn"])),
                        name="gallery_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("scheduled", "scheduled"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("pl", "polski"), ("en", "English")],
                        default="pl",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, verbose_name="title in English")),
                ("lead", models.TextField(blank=True, max_length=600, verbose_name="lead")),
                ("lead_en", models.TextField(blank=True, max_length=600, verbose_name="lead in English")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "cover_alt",
                    models.CharField(blank=True, max_length=250, verbose_name="alternative text of the picture"),
                ),
                ("cover_caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("cover_credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                ("author", models.CharField(blank=True, max_length=150, verbose_name="author of the text")),
                ("participation", models.TextField(blank=True, verbose_name="participation sentence")),
                ("figures", models.JSONField(blank=True, default=dict)),
                (
                    "assumption",
                    models.CharField(blank=True, max_length=250, verbose_name="what was assumed about the date"),
                ),
                ("review_note", models.TextField(blank=True, max_length=2000, verbose_name="what to mend")),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("scheduled_for", models.DateTimeField(blank=True, null=True, verbose_name="to be published at")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("page_version", models.PositiveBigIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="entities.supportcentre",
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
                    "edited_by",
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
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="partnerships.fundingproject",
                    ),
                ),
                (
                    "submitted_by",
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
                    "translation_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="translations",
                        to="news.article",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="news.category",
                    ),
                ),
                (
                    "gallery",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="articles",
                        to="news.gallery",
                    ),
                ),
                ("tags", models.ManyToManyField(blank=True, related_name="articles", to="news.tag")),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "indexes": [models.Index(fields=["state", "-published_at", "-id"], name="article_listed")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "in_review"), _negated=True),
                                ("submitted_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "scheduled"), _negated=True),
                                ("scheduled_for__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("withdrawn_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="article_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in_review", "scheduled", "published", "withdrawn"])
                        ),
                        name="article_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cover__isnull", True), models.Q(("cover_alt", ""), _negated=True), _connector="OR"
                        ),
                        name="article_cover_has_alt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("translation_of__isnull", True),
                            models.Q(("translation_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="article_not_its_own_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEntity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="what it does")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entity_links", to="news.article"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="article_links", to="entities.entity"
                    ),
                ),
            ],
            options={
                "verbose_name": "entity of an article",
                "verbose_name_plural": "entities of articles",
                "ordering": ["position", "id"],
                "constraints": [models.UniqueConstraint(fields=("article", "entity"), name="article_entity_once")],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("announces", "announces"), ("reports", "reports")], max_length=10, verbose_name="role"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("compared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="event_links", to="news.article"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="article_links", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "event of an article",
                "verbose_name_plural": "events of articles",
                "ordering": ["position", "id"],
                "indexes": [models.Index(fields=["role", "compared_at"], name="article_event_compared")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "event"), name="article_event_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "reports")), fields=("event",), name="event_one_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["announces", "reports"])), name="article_role_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=250)),
                ("lead", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("participation", models.TextField(blank=True)),
                ("figures", models.JSONField(blank=True, default=dict)),
                ("published_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="news.article"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of an article",
                "verbose_name_plural": "versions of articles",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("article", "number"), name="article_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("presentation", "presentation"), ("agenda", "agenda"), ("document", "document")],
                        default="document",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="news.article"
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
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("figures", models.JSONField(default=dict)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("is_taken", models.BooleanField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="news.article"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of a report",
                "verbose_name_plural": "corrections of reports",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("article",), name="correction_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("is_taken__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("is_taken__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_decided_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                ("alt", models.CharField(blank=True, max_length=250, verbose_name="alternative text")),
                ("alt_en", models.CharField(blank=True, max_length=250, verbose_name="alternative text in English")),
                ("is_decorative", models.BooleanField(default=False, verbose_name="decorative")),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("caption_en", models.CharField(blank=True, max_length=250, verbose_name="caption in English")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                (
                    "consent_basis",
                    models.CharField(
                        choices=[
                            ("gathering", "a detail of a gathering"),
                            ("consent", "consent of the person"),
                            ("public_function", "public function"),
                            ("no_people", "nobody recognisable"),
                        ],
                        default="gathering",
                        max_length=20,
                        verbose_name="basis",
                    ),
                ),
                ("is_cover", models.BooleanField(default=False, verbose_name="cover")),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gallery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="news.gallery"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="files.storedimage"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["position", "id"],
                "indexes": [models.Index(fields=["gallery", "position", "id"], name="photo_in_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_cover", True)), fields=("gallery",), name="gallery_one_cover"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveIntegerField()),
                ("fields", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="private_drafts", to="news.article"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "unsaved text",
                "verbose_name_plural": "unsaved texts",
                "constraints": [models.UniqueConstraint(fields=("article", "user"), name="private_draft_once")],
            },
        ),
        migrations.CreateModel(
            name="TakedownRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, verbose_name="what is wrong with the photo")),
                ("contact", common.db.fields.EncryptedTextField(blank=True, verbose_name="how to answer")),
                ("language", models.CharField(default="pl", max_length=2)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "new"), ("granted", "photo hidden"), ("refused", "refused")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="takedown_requests",
                        to="news.photo",
                    ),
                ),
            ],
            options={
                "verbose_name": "takedown request",
                "verbose_name_plural": "takedown requests",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "granted"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="takedown_state_has_its_dates",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="entities",
            field=models.ManyToManyField(related_name="articles", through="news.ArticleEntity", to="entities.entity"),
        ),
        migrations.AddField(
            model_name="article",
            name="events",
            field=models.ManyToManyField(related_name="articles", through="news.ArticleEvent", to="events.event"),
        ),
    ]
