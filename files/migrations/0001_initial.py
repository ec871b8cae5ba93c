import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import files.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Discard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("storage", models.CharField(max_length=20)),
                ("path", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("watched_until", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "discarded file",
                "verbose_name_plural": "discarded files",
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type of content")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64)),
                ("uploaded_by_id", models.BigIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "content",
                    models.FileField(storage=files.models.private_storage, upload_to="", verbose_name="content"),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "constraints": [models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="file_not_empty")],
            },
        ),
        migrations.CreateModel(
            name="StoredImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type of content")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64)),
                ("uploaded_by_id", models.BigIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "original",
                    models.FileField(
                        blank=True, storage=files.models.private_storage, upload_to="", verbose_name="original"
                    ),
                ),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken")),
                (
                    "turn",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "0°"), (90, "90°"), (180, "180°"), (270, "270°")],
                        default=0,
                        verbose_name="turned by",
                    ),
                ),
                (
                    "focal_x",
                    models.FloatField(
                        default=0.5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="place that matters, from the left",
                    ),
                ),
                (
                    "focal_y",
                    models.FloatField(
                        default=0.5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="place that matters, from the top",
                    ),
                ),
                ("colour", models.CharField(blank=True, max_length=7, verbose_name="average colour")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "being prepared"),
                            ("ready", "ready"),
                            ("failed", "could not be read"),
                            ("withdrawn", "taken down"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="ready")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="failed")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken down")),
                ("error", models.CharField(blank=True, max_length=30, verbose_name="reason of the failure")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="taken by a worker until")),
                ("lease", models.CharField(blank=True, max_length=32)),
                ("avif_due_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("avif_attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")), fields=["leased_until", "id"], name="image_waiting"
                    ),
                    models.Index(
                        condition=models.Q(("avif_due_at__isnull", False)),
                        fields=["avif_due_at", "id"],
                        name="image_avif_due",
                    ),
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
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("withdrawn_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="image_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "ready", "failed", "withdrawn"])),
                        name="image_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="image_failure_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("size__gt", 0), ("width__gt", 0)), name="image_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turn__in", (0, 90, 180, 270))), name="image_turned_by_quarters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("original", ""), _negated=True), ("state", "withdrawn"), _connector="OR"
                        ),
                        name="image_has_its_original",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avif_due_at__isnull", True), ("state", "ready"), _connector="OR"),
                        name="image_avif_only_when_ready",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focal_x__gte", 0), ("focal_x__lte", 1), ("focal_y__gte", 0), ("focal_y__lte", 1)
                        ),
                        name="image_focal_point_inside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leased_until__isnull", True),
                            models.Q(("state", "pending"), models.Q(("lease", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="image_lease_only_while_pending",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "format",
                    models.CharField(choices=[("jpeg", "JPEG"), ("webp", "WebP"), ("avif", "AVIF")], max_length=4),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("content", models.FileField(storage=files.models.public_storage, upload_to="")),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="files.storedimage"
                    ),
                ),
            ],
            options={
                "verbose_name": "rendition",
                "verbose_name_plural": "renditions",
                "constraints": [
                    models.UniqueConstraint(fields=("image", "format", "width"), name="rendition_once"),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["jpeg", "webp", "avif"])), name="rendition_format_known"
                    ),
                ],
            },
        ),
    ]
