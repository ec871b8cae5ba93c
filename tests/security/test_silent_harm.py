"""What went wrong without a word once, asked again with hostile words: calendars, counties, telephones, lists, the
picker, links that were mailed, publishing, readiness, pictures. The answers are words, never a 5xx (conftest.py
measures each).
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from common.text.phones import clean_phone
from entities.directory.models import Entity
from entities.imports import working as sheets
from entities.imports.models import EntityImport
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.imports import working as lists
from events.registration.models import Participant
from events.registration.services import NewPerson, Registrant, register
from files.models import public_storage
from files.queries import picture_of
from files.services import make_renditions
from tests.cast import Cast
from tests.entities.imports.sheets import HEAD, ROW, csv
from tests.factories import ArticleFactory, EntityFactory, EventFactory, InvitationFactory, UserFactory
from tests.files.samples import accepted, encoded, photo
from tests.security.test_addresses import LONG, NONSENSE

pytestmark = pytest.mark.django_db
ODD = ("\x00", "a\x00b", "\u202eabc", "a\r\nBEGIN:VEVENT", "🧵" * 300, LONG, "((((", "' OR 1=1 --", "٤٥٦ ١٢٣")
COUNTIES = (
    "Powiat m. Kraków",
    "powiat grodzki",
    "m.",
    "m. m. m. " * 500,
    "krakowski śląskie",
    "powiat " * 1000,
    "bielski,bielski" * 200,
    "POWIAT\x00",
    "1213",
    "%",
    "_",
    *ODD,
)
PHONES = (
    "58 326 85 61 w. 1",
    "600 1OO 200",
    "600 700 80",
    "+" * 5000,
    "0" * 5000,
    "600700800 w. " + "9" * 4000,
    "+48 600 700 800;ext=1;ext=2",
    "tel:+48600700800;phone-context=" + "a" * 2000,
    "(((((((((((((((((((((((",
    "٦٠٠ ٧٠٠ ٨٠٠",
    *ODD,
)


@pytest.fixture
def visitor() -> Client:
    """Errors come back as the answer that a reader would get."""
    return Client(raise_request_exception=False)


@pytest.fixture
def staff(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.coordinator)
    return client


def statuses(ask: Callable[[Any], Any], values: Any) -> set[int]:
    return {ask(value).status_code for value in values}


def registered(event: Event, **more: Any) -> Participant:
    made = register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant("Danuta", "Kowal", "danuta@example.org"),
        people=[NewPerson("Anna", "Lis", email="anna@example.org")],
    )
    return made.participants.get()


# --- part 0: silent harm ----------------------------------------------------------------------------------------------
def test_calendars_stay_one_calendar_whatever_the_words_of_the_event(visitor: Client) -> None:
    odd = "Kęty; a, b\\n: BEGIN:VEVENT 🧵 \u202eabc " * 4
    event = EventFactory(published=True, title=odd[:150], venue=odd[:150], aim=odd * 50)
    answer = visitor.get(reverse("events:event_calendar", args=[event.slug]))
    assert (answer.status_code, len(Calendar.from_ical(answer.content).walk("VEVENT"))) == (200, 1)
    feed = reverse("events:feed")
    assert statuses(lambda value: visitor.get(feed, {"powiat": value, "od": value, "q": value}), NONSENSE) <= {200, 404}


@pytest.mark.parametrize("path", ["/osrodki/", "/podmioty/", "/wydarzenia/", "/projekty/"])
def test_a_county_that_nobody_writes_so_is_asked_or_found_nowhere(path: str, visitor: Client) -> None:
    assert statuses(lambda value: visitor.get(path, {"powiat": value}), COUNTIES) <= {200, 301, 302, 404}


def test_telephones_that_are_none_are_refused_at_the_form(visitor: Client, cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    user = UserFactory()
    client.force_login(user)
    sent = {"first_name": "Anna", "last_name": "Lis", "function": ""}
    assert client.post("/konto/dane/", {**sent, "phone": "58 326 85 61"}).status_code == 302
    assert statuses(lambda value: client.post("/konto/dane/", {**sent, "phone": value}), PHONES) <= {200, 302, 422}
    user.refresh_from_db()
    assert len(user.phone) < 40


def test_a_telephone_is_read_at_once_however_long_it_is() -> None:
    for value in PHONES:
        try:
            clean_phone(value)
        except ValidationError:
            continue


def test_a_sheet_with_endless_descriptions_and_namesakes_is_read_row_by_row(staff: Client) -> None:
    rows = [[f"Fundacja {n} Kępa", *ROW[1:], "a" * 20_000 if n % 10 == 0 else odd] for n, odd in enumerate(ODD * 5)]
    content = csv([*HEAD, "Opis"], *([cell.replace("\r\n", " ") for cell in row] for row in rows))
    file = SimpleUploadedFile("podmioty.csv", content)
    assert staff.post("/panel/podmioty/import/", {"file": file}).status_code in (302, 422)
    assert sheets.work() <= 1
    for found in EntityImport.objects.all():
        assert staff.get(reverse("panel:entity-import", args=[found.pk])).status_code == 200
        assert staff.get(reverse("panel:entity-import-errors", args=[found.pk])).status_code in (200, 302)


def test_a_list_of_hundreds_of_namesakes_is_promised_and_shown(staff: Client, cast: Cast) -> None:
    event = EventFactory(published=True, centre=cast.centre)
    content = csv(["Imię", "Nazwisko"], *(["Jan", "Żak"] for _ in range(300)))
    answer = staff.post(
        reverse("panel:import-people", args=[event.pk]), {"file": SimpleUploadedFile("lista.csv", content)}
    )
    assert answer.status_code == 302
    lists.work()
    assert staff.get(answer.headers["Location"]).status_code == 200


def test_the_picker_finds_nobody_by_nonsense_and_picks_no_number_that_is_none(staff: Client) -> None:
    for n in range(60):
        EntityFactory(name="Wilga", published=True, slug=f"wilga-{n}")
    search = reverse("panel:entity-search")
    assert statuses(lambda value: staff.get(search, {"q": value}), (*NONSENSE, *ODD, "Wilga")) == {200}
    typed = {"title": "Spotkanie", "kind": "networking", "starts_on": "2026-12-20"}
    plan = reverse("panel:event-plan")
    assert statuses(lambda value: staff.post(plan, {**typed, "centre": value, "project": value}), NONSENSE) == {422}


def test_a_link_to_join_that_is_none_is_refused(staff: Client, cast: Cast) -> None:
    event = EventFactory(published=True, centre=cast.centre)
    url = f"/panel/wydarzenia/{event.pk}/zmiana/"
    form = staff.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, "")}
    links = ("javascript:alert(1)", "https://" + "a" * 5000, "http://[::1", "https://a b", "//example.org", *ODD)
    assert statuses(lambda link: staff.post(url, {**data, "online_url": link}), links) <= {302, 422}
    event.refresh_from_db()
    assert event.online_url == "" or event.online_url.startswith("http")


def test_a_replaced_persons_link_answers_whatever_is_sent_to_it(visitor: Client, cast: Cast) -> None:
    event = EventFactory(published=True, centre=cast.centre)
    person = registered(event)
    own = f"/zgloszenie/osoba/{person.token}/"
    new = {"change": "replace", "first_name": "Jan", "last_name": "Żak", "email": "jan@example.org"}
    visitor.post(f"/zgloszenie/{person.registration.token}/osoba/{person.pk}/", new)
    assert visitor.get(own).status_code == 200
    assert statuses(lambda value: visitor.post(own, {"change": value, "first_name": value, "needs": value}), ODD) <= {
        *(200, 302, 403, 404, 405, 409, 410, 422)
    }
    assert statuses(lambda value: visitor.get(own, {"q": value}), NONSENSE) == {200}


def test_publishing_what_cannot_be_published_says_so(staff: Client, cast: Cast) -> None:
    article = ArticleFactory(centre=cast.centre, state="in_review", in_review=True)
    url = f"/panel/aktualnosci/{article.pk}/stan/"
    bodies = ("", "<script>alert(1)</script>" * 2000, "<p>" * 20_000, "<b>" * 5000 + "a", *ODD)
    for body in bodies:
        sent = {"to": "published", "title": body[:300], "body": body, "said": body[:50], "was": body[:50]}
        assert staff.post(url, sent).status_code in (200, 302, 403, 409, 422)
    assert statuses(lambda value: staff.post(url, {"to": value}), NONSENSE) <= {302, 400, 404, 409, 422}


@pytest.mark.parametrize("way", ["get", "head", "post", "put", "delete", "options"])
def test_readiness_answers_every_method_in_words(way: str, visitor: Client) -> None:
    assert getattr(visitor, way)("/readyz?q=%00%FF").status_code in (200, 403, 405, 429, 503)


def test_a_picture_that_is_missing_is_not_there_whatever_is_asked_of_its_address(visitor: Client) -> None:
    image = accepted(encoded(photo(600, 400)))
    assert make_renditions(image.pk)
    image.refresh_from_db()
    address = picture_of(image).src
    public_storage().delete(address.removeprefix("/media/"))
    wrong = (
        address,
        f"{address}?{LONG}",
        address.replace("/media/", "/media/../"),
        address[:-4] + ".exe",
        f"{address}/",
    )
    assert statuses(visitor.get, wrong) == {404}


# --- parts 1 and 2: rights, and mail by a stranger's hand -------------------------------------------------------------
def test_doubles_take_no_number_that_is_none(staff: Client, cast: Cast) -> None:
    person = registered(EventFactory(published=True, centre=cast.centre))
    url = f"/panel/wydarzenia/{person.event_id}/zgloszenia/{person.pk}/dublet/"
    for value in NONSENSE:
        assert (staff.post(url, {"drop": value}).status_code, staff.get(url, {"drop": value}).status_code) == (404, 404)


def test_an_invitation_to_an_entity_takes_no_code_that_is_none(cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    url = reverse("own:invitation", args=[InvitationFactory().token])
    assert statuses(lambda value: client.post(url, {"code": value, "act": value}), (*NONSENSE, *ODD)) <= {422, 429}


def test_a_link_for_volunteers_takes_no_secret_that_is_none(visitor: Client, cast: Cast) -> None:
    open_sessions(event_id=EventFactory(published=True, centre=cast.centre).pk)
    enter = reverse("attendance:door-enter")
    assert statuses(lambda value: visitor.post(enter, {"secret": value, "token": value}), (*NONSENSE, *ODD)) <= {
        *(200, 302, 400, 403, 404, 422, 429)
    }


def test_names_that_lead_elsewhere_reach_no_form_of_strangers(visitor: Client) -> None:
    event = EventFactory(published=True)
    url = f"/wydarzenia/{event.slug}/zgloszenie/"
    names = ("https://zly.example", "www.zly.example", "Anna://", "Anna\u202e", "Anna\r\nBcc: x@zly.example", *ODD)
    known = Entity.objects.count()
    sent = {"representing": "private", "email": "anna@example.org", "rules": "on", "notice": "on"}
    for name in names:
        answer = visitor.post(url, {**sent, "first_name": name, "last_name": name, "osoba-TOTAL_FORMS": name})
        assert answer.status_code == 422
    assert (Participant.objects.count(), Entity.objects.count()) == (0, known)
