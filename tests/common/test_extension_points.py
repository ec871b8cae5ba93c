"""Extension points keep order and take each thing once; the outbox is registered at that of personal data."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.extension_points import PERSONAL_DATA, ExtensionPoint, PageSection, Subject
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import queue_mail, sweep
from common.tasks import forget_old


def test_things_come_in_their_order_and_once() -> None:
    point: ExtensionPoint[str] = ExtensionPoint("probe")
    for item, order in (("c", 5), ("a", -1), ("b", 0), ("c", 5), ("b2", 0)):
        point.register(item, order)
    assert list(point) == ["a", "b", "b2", "c"]
    assert len(point) == 4
    point.unregister("b")
    assert list(point) == ["a", "b2", "c"]


def test_plugging_the_same_shelf_again_leaves_one() -> None:
    def load(obj: object, page: int) -> list[int]:
        return [page]

    point: ExtensionPoint[PageSection] = ExtensionPoint("sections")
    for _ in range(2):
        point.register(PageSection(title="Wydarzenia", key="events", template="x.html", load=load))
    assert [section.key for section in point] == ["events"]


@pytest.mark.django_db
def test_a_person_gets_and_loses_the_messages_sent_to_them() -> None:
    mine = next(source for source in PERSONAL_DATA if source.key == "mail")
    for to in ("Anna Nowak <anna@example.org>", "ANNA@example.org", "joanna@example.org"):
        queue_mail(cause=SYSTEM, to=to, subject="Dzień dobry", text="…")
    sweep()
    anna = Subject(email="anna@example.org")
    assert len(mine.export(anna)) == 2
    assert mine.erase(anna) > 0
    assert sorted(mail.to for mail in OutboxMail.objects.all()) == ["", "", "joanna@example.org"]


@pytest.mark.django_db
def test_messages_long_sent_are_forgotten_and_waiting_ones_are_not() -> None:
    queue_mail(cause=SYSTEM, to="anna@example.org", subject="Stara", text="…")
    sweep()
    OutboxMail.objects.update(sent_at=timezone.now() - timedelta(days=92))
    queue_mail(cause=SYSTEM, to="anna@example.org", subject="Czeka", text="…")
    OutboxMail.objects.filter(state="waiting").update(created_at=timezone.now() - timedelta(days=92))
    forget_old()
    assert [mail.subject for mail in OutboxMail.objects.all()] == ["Czeka"]
