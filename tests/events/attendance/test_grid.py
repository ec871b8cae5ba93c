import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.text.folding import sort_key
from events.attendance.models import Attendance, Method, Session
from events.attendance.services import complete_event, open_sessions, undo_check_in
from events.catalogue.models import DocumentKind, EventDocument
from events.registration.models import Participant, Registration
from events.registration.services import give_up
from tests.factories import EntityFactory, EventFactory, ParticipantFactory
from tests.factories.files import PDF, picture


@pytest.fixture
def event(cast):
    event = EventFactory(published=True, centre=cast.centre)
    type(event).objects.filter(pk=event.pk).update(ends_on=event.starts_on + timedelta(days=1))
    event.refresh_from_db()
    return event


@pytest.fixture
def people(event):
    return [
        ParticipantFactory(registration__event=event, person__last_name=name, queue_number=n + 1)
        for n, name in enumerate(("Żak", "Ćma", "Cyran"))
    ]


def marks(event):
    return {
        (one.participant.last_name, one.session.day - event.starts_on): one.method
        for one in Attendance.objects.filter(session__event=event).select_related("participant", "session")
    }


FIRST, SECOND = timedelta(0), timedelta(days=1)


def test_reading_opens_no_list_a_button_does(event, people, cast, client):
    client.force_login(cast.animator)
    url = reverse("panel:paper-grid", args=[event.pk])
    assert "Zofia Żak" not in client.get(url).content.decode()
    assert not Session.objects.exists()
    assert client.post(url, {"act": "open"}).url == url
    assert [one.day - event.starts_on for one in Session.objects.order_by("day")] == [FIRST, SECOND]
    type(event).objects.filter(pk=event.pk).update(ends_on=event.starts_on + timedelta(days=2))
    client.get(url)
    assert Session.objects.count() == 2
    draft = EventFactory(centre=cast.centre)
    assert client.get(reverse("panel:paper-grid", args=[draft.pk])).url == reverse("panel:event", args=[draft.pk])


def test_grid_has_the_order_of_the_paper_and_saves_what_changed_alone(event, people, cast, client):
    client.force_login(cast.animator)
    open_sessions(event_id=event.pk)
    url = reverse("panel:paper-grid", args=[event.pk])
    page = client.get(url).content.decode()
    places = [page.index(name) for name in ("Zofia Cyran", "Zofia Ćma", "Zofia Żak")]
    assert places == sorted(places)
    one, two = (session.pk for session in open_sessions(event_id=event.pk))
    zak, cma, cyran = (person.pk for person in people)
    client.post(url, {"here": [f"{zak}:{one}", f"{zak}:{two}", f"{cma}:{one}"]})
    # Another device marked Cyran meanwhile: this page knows nothing of it and leaves it.
    Attendance.objects.create(
        participant_id=cyran, session_id=two, marked_at=event.created_at, method=Method.TAP, marked_by=None
    )
    answer = client.post(url, {"here": [f"{zak}:{one}"], "was_here": [f"{zak}:{one}", f"{zak}:{two}", f"{cma}:{one}"]})
    assert answer.status_code == 302
    assert marks(event) == {("Żak", FIRST): Method.PAPER, ("Cyran", SECOND): Method.TAP}


def test_script_sends_any_number_of_times_and_strange_cells_are_left_out(event, people, cast, client):
    client.force_login(cast.animator)
    url = reverse("panel:paper-grid", args=[event.pk])
    one = open_sessions(event_id=event.pk)[0].pk
    stranger = ParticipantFactory(registration__event=EventFactory(published=True, centre=cast.centre))
    waiting = ParticipantFactory(registration__event=event, waiting=True)
    cells = [
        f"{people[0].pk}:{one}",
        f"{stranger.pk}:{one}",
        f"{waiting.pk}:{one}",
        "x:1",
        f"{people[1].pk}:99999",
        "1",
    ]
    for changed in (1, 0, 0):
        answer = client.post(url, {"here": cells}, headers={"Accept": "application/json"})
        assert json.loads(answer.content)["changed"] == changed
    assert marks(event) == {("Żak", FIRST): Method.PAPER}


def test_blank_row_is_a_registration_and_presence_once(event, cast, client):
    client.force_login(cast.animator)
    EntityFactory(published=True, name="Spółdzielnia Zagon", sort_name=sort_key("Spółdzielnia Zagon"))
    url = reverse("panel:paper-grid", args=[event.pk])
    one, two = (session.pk for session in open_sessions(event_id=event.pk))
    complete_event(event_id=event.pk, by=None)  # the paper is typed in after the event
    row = {
        "blank": ["1", "2"],
        "w1-form_key": "a" * 32,
        "w1-first_name": "Łucja",
        "w1-last_name": "Spoza",
        "w1-entity": "Spółdzielnia Zagon",
        "w1-days": [one, two],
        "w2-form_key": "b" * 32,
    }
    for _ in range(2):
        answer = client.post(url, row, headers={"Accept": "application/json"})
        assert "Łucja Spoza" in json.loads(answer.content)["rows"]["w1"]
    person = Participant.objects.get()
    assert (person.first_name, person.entity.name, person.registration.source) == (
        "Łucja",
        "Spółdzielnia Zagon",
        "walk_in",
    )
    assert marks(event) == {("Spoza", FIRST): Method.PAPER, ("Spoza", SECOND): Method.PAPER}


def test_mistake_in_a_blank_row_keeps_what_was_typed_and_saves_the_marks(event, people, cast, client):
    client.force_login(cast.animator)
    url = reverse("panel:paper-grid", args=[event.pk])
    one = open_sessions(event_id=event.pk)[0].pk
    sent = {"here": f"{people[0].pk}:{one}", "blank": "4", "w4-form_key": "c" * 32, "w4-last_name": "Bezimienny"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Bezimienny"' in page
    assert marks(event) == {("Żak", FIRST): Method.PAPER}
    assert Registration.objects.filter(source="walk_in").count() == 0


def test_row_that_can_add_nobody_keeps_what_was_typed_and_says_why(event, people, cast, client):
    client.force_login(cast.animator)
    url = reverse("panel:paper-grid", args=[event.pk])
    one = open_sessions(event_id=event.pk)[0].pk
    type(event).objects.filter(pk=event.pk).update(queue_next=len(people) + 1)
    row = {
        "blank": ["4", "5"],
        "w4-form_key": "d" * 32,
        "w4-first_name": "Łucja",
        "w4-last_name": "Spoza",
        "w4-days": [one],
        "w5-form_key": "e" * 32,
        "w5-first_name": "Jan",
        "w5-last_name": "Inny",
        "w5-days": [one],
    }
    client.post(url, row | {"blank": "4"})
    give_up(participant_id=Participant.objects.get(last_name="Spoza").pk, by=None)
    undo_check_in(participant_id=Participant.objects.get(last_name="Spoza").pk, session_id=one, by=None)
    reason = "później zwolniono to miejsce"
    answer = client.post(url, row | {"here": f"{people[0].pk}:{one}"})
    page = answer.content.decode()
    assert (answer.status_code, reason in page, 'value="Spoza"' in page) == (422, True, True)
    # The mark and the other row are saved all the same, once.
    drawn = json.loads(client.post(url, row, headers={"Accept": "application/json"}).content)["rows"]
    assert (reason in drawn["w4"], 'value="Spoza"' in drawn["w4"], "Jan Inny" in drawn["w5"]) == (True, True, True)
    assert marks(event) == {("Żak", FIRST): Method.PAPER, ("Inny", FIRST): Method.PAPER}
    assert Registration.objects.filter(source="walk_in").count() == 2


@pytest.mark.parametrize(
    ("name", "content"), [("skan.pdf", PDF), ("skan.jpg", picture())], ids=["a scan in PDF", "a photograph"]
)
def test_signed_list_is_kept_privately(event, cast, client, name, content):
    client.force_login(cast.animator)
    client.post(
        reverse("panel:paper-scan", args=[event.pk]), {"files": SimpleUploadedFile(f"Anna Lis {name}", content)}
    )
    document = EventDocument.objects.get(event=event)
    assert (document.kind, document.is_public) == (DocumentKind.SIGNED_LIST, False)
    assert document.file.name == name  # a name that was given by hand may name people
    answer = client.get(reverse("panel:event-document", args=[event.pk, document.pk]))
    assert b"".join(answer.streaming_content) == content
    client.post(reverse("panel:event-document", args=[event.pk, document.pk]), {"act": "show"})
    document.refresh_from_db()
    assert not document.is_public
    with pytest.raises(IntegrityError), transaction.atomic():
        EventDocument.objects.filter(pk=document.pk).update(is_public=True)


def test_what_is_no_scan_is_refused_with_a_reason(event, cast, client):
    client.force_login(cast.animator)
    url = reverse("panel:paper-scan", args=[event.pk])
    answer = client.post(url, {"files": SimpleUploadedFile("lista.pdf", b"<svg/>")}, follow=True)
    assert "PDF" in answer.content.decode()
    assert not EventDocument.objects.exists()


def test_page_takes_as_many_queries_for_many_people(event, cast, client, constant_queries):
    client.force_login(cast.animator)
    open_sessions(event_id=event.pk)

    def add(n):
        for _ in range(n):
            ParticipantFactory(registration__event=event)

    constant_queries(client, reverse("panel:paper-grid", args=[event.pk]), add)


def test_marks_typed_in_the_grid_are_saved_with_the_scan(event, people, cast, client):
    client.force_login(cast.animator)
    one, _two = (session.pk for session in open_sessions(event_id=event.pk))
    url = reverse("panel:paper-scan", args=[event.pk])
    row = client.get(reverse("panel:paper-grid", args=[event.pk])).context["blank"][0]
    blank = {"blank": str(row.number), f"{row.prefix}-form_key": "k", f"{row.prefix}-first_name": "Ewa"}
    here = [f"{people[0].pk}:{one}"]

    def scan() -> SimpleUploadedFile:
        return SimpleUploadedFile("lista.pdf", PDF, content_type="application/pdf")

    assert client.post(url, {"here": here, **blank, "files": scan()}).status_code == 422
    assert marks(event) == {("Żak", FIRST): Method.PAPER}
    assert not EventDocument.objects.exists()
    assert client.post(url, {"here": here, "was_here": here, "files": scan()}).status_code == 302
    assert EventDocument.objects.get(event=event).kind == DocumentKind.SIGNED_LIST
