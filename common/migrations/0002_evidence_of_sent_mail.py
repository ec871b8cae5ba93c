"""Of a sent message its evidence stays: rows of earlier versions lose secret links, attachments and, in time, words."""

import re
from datetime import timedelta
from hashlib import sha256

from django.db import migrations, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

ADDRESS = re.compile(r"(https?://[^/\s<>\"']*/)[^\s<>\"']+")
KEY = re.compile(r"(participant:\d+:colleague:[^:]*:)(.+)")
WORDS = ("subject", "text", "html", "attachments")
EVIDENCE = ("template", "digest", "to_digest", "leaves_nothing", "body_removed_at")
# How `about` began where its first word is not what the template in templates/mail/ is called.
TEMPLATES = {
    "article ": "article_back",
    "invitation to ": "meeting_invitation",
    "message to ": "entity_message",
    "overdue ": "step_overdue",
    "report of ": "period_report",
    "takedown answer ": "takedown_answer",
}
# Those with a code or a link to sign in: neither words nor address stay.
SECRET = ("account/code", "account/confirm_email", "account/reset")


def digest_of_recipient(address):
    """As recipient_digest() of outbox/redaction.py: of the post box, whatever name stands before it."""
    mailbox = address.rpartition("<")[2].rstrip(">").strip().casefold()
    return salted_hmac("outbox-recipient", mailbox, algorithm="sha256").hexdigest()


def without_address(key):
    """The key of a message once held the address itself: its keyed digest takes its place."""
    found = KEY.fullmatch(key)
    return found[1] + digest_of_recipient(found[2])[:24] if found else key


def template_of(about):
    """Which template it was, by what staff were told that it is."""
    named = (template for start, template in TEMPLATES.items() if about.startswith(start))
    return next(named, about.partition(" ")[0])[:80]


def name_and_digest(part):
    """Of an attachment that went: what it was called, its type, and the digest of its content as it stood here."""
    return {"name": part["name"], "type": part["type"], "sha256": sha256(part["base64"].encode()).hexdigest()}


def leave_evidence(apps, schema_editor):
    OutboxMail = apps.get_model("common", "OutboxMail")
    now = timezone.now()
    taken = set()
    for pk in list(OutboxMail.objects.order_by("pk").values_list("pk", flat=True)):
        mail = OutboxMail.objects.get(pk=pk)
        if (key := without_address(mail.key)) != mail.key:
            # One address written in two ways made two messages: both stay.
            mail.key = f"{key}:{pk}" if key in taken else key
            taken.add(key)
        mail.template = template_of(mail.about)
        mail.digest = sha256(f"{mail.subject}\n\n{mail.text}".encode()).hexdigest()
        mail.leaves_nothing = mail.template in SECRET
        if mail.state == "sent":
            take_words(mail, now)
        mail.save(update_fields=["key", "to", *EVIDENCE, *WORDS])


def take_words(mail, now):
    """What a message that was sent must not keep: at once secret links and attachments, after a fortnight its words."""
    mail.html, mail.text = "", ADDRESS.sub(r"\1…", mail.text)
    mail.attachments = [name_and_digest(part) for part in mail.attachments]
    if mail.leaves_nothing or mail.sent_at < now - timedelta(days=14):
        mail.subject = mail.text = ""
        mail.attachments, mail.body_removed_at = [], now
    if mail.leaves_nothing:
        mail.to_digest, mail.to = digest_of_recipient(mail.to), ""


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
