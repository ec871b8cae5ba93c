from django.db import migrations, models

from common.db.sql import OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                ("area", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "page version",
                "verbose_name_plural": "page versions",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor_id", models.BigIntegerField(blank=True, null=True)),
                ("verb", models.CharField(max_length=80)),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField(null=True)),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "act",
                "verbose_name_plural": "acts",
                "indexes": [
                    models.Index(fields=["object_type", "object_id", "-id"], name="act_of_object"),
                    models.Index(fields=["actor_id", "-id"], name="act_of_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OldSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_type", models.CharField(max_length=60)),
                ("slug", models.SlugField(max_length=120)),
                ("object_id", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "constraints": [models.UniqueConstraint(fields=("object_type", "slug"), name="old_slug_once")],
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.CharField(max_length=320, verbose_name="recipient")),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True)),
                ("reply_to", models.CharField(blank=True, max_length=320)),
                ("attachments", models.JSONField(blank=True, default=list)),
                ("message_id", models.CharField(max_length=250, unique=True)),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="concerning")),
                ("owner", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("next_attempt_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=100, verbose_name="error")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at"], name="mail_waiting"
                    ),
                    models.Index(condition=models.Q(("state", "sending")), fields=["lease_until"], name="mail_sending"),
                    models.Index(
                        condition=models.Q(("state", "failed")), fields=["-failed_at", "-id"], name="mail_failed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "sending", "sent", "failed"])),
                        name="mail_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            ("next_attempt_at__isnull", False),
                            _connector="OR",
                        ),
                        name="mail_waiting_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_until__isnull", False), ("state", "sending")),
                            models.Q(models.Q(("state", "sending"), _negated=True), ("lease_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="mail_sending_has_its_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mail_sent_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at__isnull", False), ("state", "failed")),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mail_failed_has_its_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("window_end", models.BigIntegerField(db_index=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "rate count",
                "verbose_name_plural": "rate counts",
                "constraints": [models.UniqueConstraint(fields=("key", "window_end"), name="rate_count_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=30)),
                ("object_id", models.BigIntegerField()),
                ("language", models.CharField(default="pl", max_length=2)),
                ("alone", models.BooleanField(default=True)),
                ("title", models.CharField(max_length=300)),
                ("lead", models.TextField(blank=True)),
                ("url", models.CharField(max_length=300)),
                ("title_tokens", models.TextField(blank=True)),
                ("tokens", models.TextField(blank=True)),
                ("date", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "object_id", "language"), name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchNear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("near", models.CharField(db_index=True, max_length=41)),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "neighbour of a word",
                "verbose_name_plural": "neighbours of words",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(db_index=True, max_length=40)),
                ("written", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "word of the search",
                "verbose_name_plural": "words of the search",
            },
        ),
    ]


Migration.operations += OPERATIONS
