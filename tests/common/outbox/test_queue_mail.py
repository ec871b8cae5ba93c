"""Writing into the outbox: with the change or not at all, once for one occasion, nothing smuggled in."""

import pytest
from django.core import mail as sent_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import clean_address, queue_mail, sweep

pytestmark = pytest.mark.django_db


def queue(**fields: object) -> OutboxMail:
    return queue_mail(
        **{"cause": SYSTEM, "to": "anna@example.org", "subject": "Potwierdzenie", "text": "Dzień dobry", **fields}
    )


def test_mail_of_a_change_that_is_rolled_back_does_not_exist() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert OutboxMail.objects.count() == 0


def test_the_same_occasion_gives_the_first_mail() -> None:
    first = queue(key="registration:1:confirmed")
    again = queue(key="registration:1:confirmed", subject="Inny temat")
    assert again == first
    assert again.subject == "Potwierdzenie"
    assert queue() != queue()


def test_the_worker_is_nudged_only_after_the_commit(django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks() as callbacks:  # type: ignore[operator]
        queue(key="a")
        queue(key="a")
    assert len(callbacks) == 1


@pytest.mark.parametrize(
    "subject", ["Temat\r\nBcc: obcy@example.org", "Temat\nBcc: obcy@example.org", "Temat\r\n\r\nTreść", "A\0B\x0bC"]
)
def test_a_subject_stays_on_one_line(subject: str) -> None:
    queue(subject=subject, to="Łucja Żak <lucja@example.org>")
    sweep()
    message = sent_mail.outbox[0].message()
    assert message["Bcc"] is None
    assert message["To"].endswith("<lucja@example.org>")
    assert "\n" not in sent_mail.outbox[0].subject


@pytest.mark.parametrize(
    "address",
    ["", "anna", "anna@", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a@ex\0ample.org"],
)
def test_what_cannot_be_an_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        queue(to=address)
    if address:
        with pytest.raises(ValueError, match="address"):
            queue(reply_to=address)
    assert OutboxMail.objects.count() == 0


def test_a_name_may_stand_with_the_address() -> None:
    assert clean_address("Anna Nowak <anna@example.org>") == "Anna Nowak <anna@example.org>"


def test_a_sent_mail_carries_all_that_was_given() -> None:
    queue(
        html="<p>Dzień dobry</p>",
        reply_to="osrodek@example.org",
        attachments=[("wydarzenie.ics", "text/calendar", b"BEGIN:VCALENDAR")],
    )
    assert sweep() == 1
    row = OutboxMail.objects.get()
    message = sent_mail.outbox[0]
    assert message.alternatives[0].content == "<p>Dzień dobry</p>"
    assert message.reply_to == ["osrodek@example.org"]
    assert message.attachments[0].filename == "wydarzenie.ics"
    assert row.attachments[0]["name"] == "wydarzenie.ics"
    assert message.message()["Message-ID"] == row.message_id
    assert (row.state, row.sent_at is not None, row.lease_until) == ("sent", True, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "sent"},
        {"state": "failed"},
        {"state": "sending"},
        {"state": "waiting", "next_attempt_at": None},
        {"state": "waiting", "sent_at": timezone.now()},
        {"state": "lost"},
    ],
)
def test_a_state_without_its_date_is_refused_by_the_database(fields: dict[str, object]) -> None:
    mail = queue()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMail.objects.filter(pk=mail.pk).update(**fields)
