"""Of a sent message its evidence stays: rows of earlier versions lose secret links, attachments and, in time, words."""

import re
from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

ADDRESS = re.compile(r"(https?://[^/\s<>\"']*/)[^\s<>\"']+")
KEY = re.compile(r"(participant:\d+:colleague:[^:]*:)(.+@.+)")
WORDS = ("subject", "text", "html", "attachments")
# What the first word of `about` was called in templates/mail/, where it is not the same.
TEMPLATES = {"invitation": "meeting_invitation", "overdue": "step_overdue", "report": "period_report"}


def without_address(key):
    """The key of a message once held the address itself: its keyed digest takes its place (outbox/traces.py)."""
    found = KEY.fullmatch(key)
    if not found:
        return key
    digest = salted_hmac("outbox-recipient", found[2].strip().casefold(), algorithm="sha256").hexdigest()
    return found[1] + digest[:24]


def leave_evidence(apps, schema_editor):
    OutboxMail = apps.get_model("common", "OutboxMail")
    now = timezone.now()
    for mail in OutboxMail.objects.iterator(chunk_size=200):
        mail.key = without_address(mail.key)
        first = mail.about.partition(" ")[0]
        mail.template = TEMPLATES.get(first, first)[:80]
        if mail.state == "sent":
            mail.html = ""
            mail.text = ADDRESS.sub(r"\1…", mail.text)
            mail.attachments = [{"name": part["name"], "type": part["type"]} for part in mail.attachments]
            if mail.template.startswith("account/") or mail.sent_at < now - timedelta(days=14):
                mail.subject = mail.text = ""
                mail.attachments, mail.body_removed_at = [], now
        mail.save(update_fields=["key", "template", "body_removed_at", *WORDS])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxmail",
            name="body_removed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="leaves_nothing",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="template",
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="template_version",
            field=models.CharField(blank=True, editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="to_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(leave_evidence, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="outboxmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("body_removed_at__isnull", True),
                    models.Q(("state__in", ["sent", "failed"]), ("html", ""), ("subject", ""), ("text", "")),
                    _connector="OR",
                ),
                name="mail_body_stays_until_sent",
            ),
        ),
    ]
