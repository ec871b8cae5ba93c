"""What stays of a message: that it went, never a way in, and in the end not its words."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from common.extension_points import Subject
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.redaction import digest_of, recipient_digest
from common.outbox.services import queue_mail, queue_mails, send_again
from common.tasks import forget_old
from events.registration.emails import confirmation
from tests.architecture.addresses import addresses
from tests.factories import EventFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
EVENT = f"{settings.SITE_URL}/wydarzenia/spotkanie/"


def test_once_sent_a_message_holds_no_secret_link_and_no_attachment(sweep_outbox):
    secret = f"{settings.SITE_URL}/zgloszenie/AbCdEfGhIjKlMnOpQrStUvWx/"
    meeting = "https://video.example/j/123?pwd=tajne"
    text = f"Twoje zgłoszenie: {secret}\nPołączenie: {meeting}\nWydarzenie: {EVENT}?zaproszenie=AbCdEf"
    html = f'<a href="{secret}">{secret[:44]}…</a>'
    entry = ("wydarzenie.ics", "text/calendar", b"URL:" + secret.encode())
    mail = queue_mail(
        cause=SYSTEM, to="anna@example.org", subject="Potwierdzenie", text=text, html=html, attachments=[entry]
    )
    sweep_outbox()
    mail.refresh_from_db()
    assert (
        mail.text
        == f"Twoje zgłoszenie: {settings.SITE_URL}/…\nPołączenie: https://video.example/…\nWydarzenie: {EVENT}"
    )
    assert mail.html == ""
    assert [sorted(part) for part in mail.attachments] == [["name", "sha256", "type"]]
    assert mail.digest == digest_of("Potwierdzenie", text)


def test_addresses_that_are_kept_hold_no_secret():
    """A public page whose address held a token would be kept whole: there is none."""
    secrets = re.compile(r"token|secret|ticket|uidb36|<key>|:key>")
    named = {a.name: a.route for a in addresses().values() if a.is_cached_page and secrets.search(a.route)}
    assert named == {}


def test_after_a_fortnight_the_words_are_gone_and_the_evidence_stays(sweep_outbox):
    participant = ParticipantFactory(registration__event=EventFactory(published=True))
    queue_mails(confirmation(participant.registration, participant.event, [participant]), cause=SYSTEM)
    sweep_outbox()
    row = OutboxMail.objects.get()
    assert (row.template, len(row.template_version), len(row.digest)) == ("registered", 12, 64)
    OutboxMail.objects.update(sent_at=timezone.now() - timedelta(days=13))
    forget_old()
    row.refresh_from_db()
    assert str(participant.event) in row.text
    sent = timezone.now() - timedelta(days=16)
    OutboxMail.objects.update(sent_at=sent)
    forget_old()
    row.refresh_from_db()
    assert (row.subject, row.text, row.html, row.attachments) == ("", "", "", [])
    assert (row.to, row.owner, row.sent_at) == (participant.registration.email, f"event:{participant.event_id}", sent)
    assert row.template == "registered"


def test_a_code_to_sign_in_leaves_neither_words_nor_address(client, sweep_outbox, cast):
    client.post("/konto/kod/", {"email": cast.participant.email})
    (message,) = sweep_outbox()
    code = re.search(r"\d{4}-\d{4}", message.body)
    assert code is not None
    row = OutboxMail.objects.get()
    assert (row.to, row.subject, row.text) == ("", "", "")
    assert row.to_digest == recipient_digest(cast.participant.email)


def test_erasure_reaches_messages_to_others_sent_failed_and_waiting(sweep_outbox, personal_mail):
    anna = Subject(email="anna+owes@example.org", names=frozenset({"Anna Nowak"}))
    told = {"subject": "Zgłoszenie: Anna Nowak", "text": "Miejsce ma Anna Nowak, anna+owes@example.org."}
    sent = queue_mail(cause=SYSTEM, to="biuro@example.org", reply_to="anna+owes@example.org", **told)
    hers = queue_mail(cause=SYSTEM, to="Anna Nowak <anna+owes@example.org>", **told)
    sweep_outbox()
    failed = queue_mail(cause=SYSTEM, to="nikt@example.org", **told)
    OutboxMail.objects.filter(pk=failed.pk).update(state="failed", failed_at=timezone.now())
    entry = ("osoba.ics", "text/calendar", b"ATTENDEE;CN=Anna Nowak")
    waits = queue_mail(cause=SYSTEM, to="biuro@example.org", attachments=[entry], **told)
    other = queue_mail(
        cause=SYSTEM, to="biuro@example.org", subject="Zgłoszenie: Joanna Lis", text="Miejsce ma Joanna Lis."
    )
    assert personal_mail.erase(anna) > 0
    for row in (sent, hers, failed):
        row.refresh_from_db()
        assert (row.subject, row.text, row.reply_to) == ("", "", "")
    assert (hers.to, hers.to_digest) == ("", recipient_digest("ANNA+owes@example.org"))
    assert sent.to == "biuro@example.org"
    assert send_again(mails=[failed], by=None) == 0
    (about, whole) = sweep_outbox()
    assert (about.subject, about.body.strip(), about.attachments) == ("Zgłoszenie: …", "Miejsce ma …, ….", [])
    assert whole.body.strip() == other.text.strip()
    assert waits.pk != other.pk
