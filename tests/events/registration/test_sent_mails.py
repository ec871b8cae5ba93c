"""The evidence of messages about an event: staff of the event read what went to whom and when."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from common.extension_points import PERSONAL_DATA, Subject
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import Letter, queue_mails
from common.tasks import forget_old
from events.registration.desk.sent_mails import EVENT_MAILS
from events.registration.emails import confirmation
from owes_portal.site.mails import WORDS
from tests.factories import EventFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


def page_of(event):
    return f"/panel/wydarzenia/{event.pk}/zgloszenia/wyslane/"


def keep(n=1, *, owner, to="ewa@example.org"):
    """So many reminders, waiting to be sent."""
    told = {"to": to, "subject": "Przypomnienie", "text": "Jutro spotkanie.", "owner": owner, "template": "reminder"}
    queue_mails([Letter(**told) for _ in range(n)], cause=SYSTEM)


@pytest.fixture
def event(cast):
    return EventFactory(published=True, centre=cast.centre)


@pytest.fixture
def sent(event, sweep_outbox):
    """A confirmation that went to Anna, as the outbox keeps it."""
    place = ParticipantFactory(registration__event=event, registration__email="anna@example.org")
    [mail] = queue_mails(confirmation(place.registration, event, [place]), cause=SYSTEM)
    sweep_outbox()
    return mail


def test_the_words_go_and_the_evidence_is_read_by_staff_of_the_event(client, cast, event, sent):
    OutboxMail.objects.update(sent_at=timezone.now() - timedelta(days=20))
    forget_old()
    client.force_login(cast.animator)
    answer = client.get(page_of(event))
    [row] = answer.context["rows"]
    assert (str(row.what), row.to, row.is_erased) == ("potwierdzenie zgłoszenia", "anna@example.org", False)
    html = answer.content.decode()
    assert f"{sent.template} {sent.template_version}" in html
    assert html.replace("<wbr>", "").count(sent.digest) == 1
    assert f'href="{page_of(event)}"' in client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").content.decode()


def test_of_an_erased_recipient_the_page_says_that_they_were_told_and_not_who(client, cast, event, sent):
    for source in PERSONAL_DATA:
        source.erase(Subject(email="anna@example.org"))
    client.force_login(cast.animator)
    answer = client.get(page_of(event))
    [row] = answer.context["rows"]
    assert (row.is_erased, row.mail.state) == (True, "sent")
    assert "anna@" not in answer.content.decode()


def test_the_page_is_narrowed_by_kind_and_shows_only_this_event(client, cast, event, sent):
    keep(owner=f"event:{event.pk}")
    keep(owner=f"event:{event.pk}1", to="obca@example.org")
    client.force_login(cast.animator)
    rows = client.get(page_of(event)).context["rows"]
    assert [row.to for row in rows] == ["ewa@example.org", "anna@example.org"]
    narrowed = client.get(page_of(event), {"rodzaj": "reminder"})
    assert [row.to for row in narrowed.context["rows"]] == ["ewa@example.org"]
    [kinds] = narrowed.context["groups"]
    assert [(kind.value, kind.count, kind.chosen) for kind in kinds.options] == [
        ("registered", 1, False),
        ("reminder", 1, True),
    ]
    assert client.get(page_of(event), {"rodzaj": "nie-ma"}).context["rows"] == rows


def test_however_many_messages_the_page_asks_as_often_and_is_cut_into_pages(cast, event, constant_queries):
    client = Client()
    client.force_login(cast.animator)
    owner = f"event:{event.pk}"

    def add(n):
        keep(n, owner=owner)

    constant_queries(client, page_of(event), add)
    add(25)
    answer = client.get(page_of(event), {"rodzaj": "reminder"})
    assert len(answer.context["rows"]) == 50
    following = client.get(page_of(event) + answer.context["next_url"])
    assert len(following.context["rows"]) == 5


def test_a_stranger_does_not_find_it(client, cast, event):
    client.force_login(cast.entity_owner)
    assert client.get(page_of(event)).status_code == 404


def test_every_template_of_a_message_has_its_words():
    folder = Path(settings.BASE_DIR, "templates/mail")
    parts = {"facts", "when_and_where"}  # stand inside others
    assert {path.stem for path in folder.glob("*.txt")} - parts == set(WORDS)
    assert set(EVENT_MAILS) < set(WORDS)
