"""A list of people sent as a file: read by the worker, shown, then registered; nothing of it happens in the request."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from common.extension_points import PERSONAL_DATA, Subject
from events.catalogue.models import Event
from events.imports import working
from events.imports.models import PeopleList
from events.imports.services import run_list
from events.registration.models import Participant, Person, Registration
from events.registration.services import cancel_event
from files.models import private_storage
from tests.cast import Cast
from tests.entities.imports.sheets import csv, rewritten, sheet_xml, xlsx
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
HEAD = ["Imię", "Nazwisko", "Funkcja", "E-mail"]
PEOPLE = [["Anna", "Lis", "prezeska", "anna@example.org"], ["", "Bąk", "", ""], ["Jan", "Żak", "", "to nie adres"]]


@pytest.fixture
def event(cast: Cast) -> Event:
    return EventFactory(published=True, centre=cast.centre, capacity=3)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.animator)
    return client


def address(event: Event) -> str:
    return f"/panel/wydarzenia/{event.pk}/zgloszenia/import/"


def send(staff: Client, event: Event, content: bytes, name: str = "lista") -> HttpResponse:
    return staff.post(address(event), {"file": SimpleUploadedFile(name, content)})


def tried(staff: Client, event: Event, content: bytes) -> HttpResponse:
    """The page of a list that the worker has read."""
    url = send(staff, event, content).headers["Location"]
    working.work()
    return staff.get(url)


def registered(staff: Client, trial: HttpResponse, times: int = 1) -> str:
    """What the page says after the worker has registered the people."""
    url = trial.wsgi_request.path
    for _ in range(times):
        staff.post(url)
        working.work()
    return staff.get(url).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        xlsx(HEAD, *PEOPLE),
        csv(HEAD, *PEOPLE),
        csv(HEAD, *PEOPLE, encoding="cp1250", sign=","),
        csv(HEAD, *PEOPLE, encoding="iso-8859-2"),
    ],
    ids=["xlsx", "csv", "csv of old Excel", "csv of an old system"],
)
def test_a_list_is_read_behind_the_page_shown_and_registered_once(staff: Client, event: Event, content: bytes) -> None:
    url = send(staff, event, content).headers["Location"]
    waits = staff.get(url).content.decode()
    assert (waits.count("Lista jest odczytywana"), waits.count(f'<a href="{url}">Odśwież</a>')) == (1, 1)
    assert working.work() == 1
    trial = staff.get(url)
    assert (len(trial.context["plan"].new), trial.context["list"].counts["bad"]) == (1, 2)
    assert trial.content.decode().count("Bąk") == 1
    assert trial.content.decode().count("Żak Jan") == 1
    assert Registration.objects.count() == 0
    done = registered(staff, trial, times=2)
    assert done.count("Z listy zgłoszono 1 osobę.") == 1
    one = Participant.objects.get()
    assert (str(one), one.function, one.registration.source) == ("Anna Lis", "prezeska", "import")


def test_nothing_of_the_file_or_its_rows_is_kept_after_the_run(staff: Client, event: Event) -> None:
    registered(staff, tried(staff, event, csv(HEAD, PEOPLE[0])))
    row = PeopleList.objects.get()
    assert (row.state, row.content, row.kept_rows) == ("done", "", "")


def test_what_the_trial_promises_the_run_does_and_namesakes_without_an_address_are_each_registered(
    staff: Client, event: Event
) -> None:
    anna = ["Anna", "Lis", "", "anna@example.org"]
    alike = [["Jan", "Żak", "", ""], ["JAN", "Żak", "", ""], ["Jan", "Żak", "prezes", ""]]
    for rows, promised in (([anna, *alike, anna], 4), ([*alike, anna], 0), ([anna, *alike, alike[0]], 1)):
        before = Participant.objects.count()
        trial = tried(staff, event, xlsx(HEAD, *rows))
        assert len(trial.context["plan"].new) == promised
        registered(staff, trial)
        assert Participant.objects.count() - before == promised
    assert Person.objects.filter(folded_name="jan zak").count() == 4


def test_the_trial_says_which_rows_repeat_a_person_and_which_names_are_taken_for_several_people(
    staff: Client, event: Event
) -> None:
    content = xlsx(HEAD, PEOPLE[0], PEOPLE[0], ["Jan", "Żak", "", ""], ["Jan", "Żak", "prezes", ""])
    trial = tried(staff, event, content)
    words = trial.content.decode()
    assert words.count("1 wiersz powtarza osobę") == 1
    assert words.count("Jan Żak (2).") == 1
    assert registered(staff, trial).count("Z listy zgłoszono 3 osoby.") == 1
    again = tried(staff, event, content).content.decode()
    assert again.count("3 osoby z tej listy mają już zgłoszenia; zostaną bez zmian.") == 1


ROWS = b"".join(b'<row r="%d"><c t="inlineStr"><is><t>a</t></is></c></row>' % n for n in range(1, 30_000))
AT_ONCE = {
    "zip": b"PK\x03\x04" + b"x" * 500,
    "zeros": b"\x00" * 99,
    "macros": rewritten(xlsx(HEAD), macros=b"x"),
}
READ = {
    "no headings": csv(["a", "b"], ["1", "2"]),
    "one cell": xlsx(["a"]),
    "no people": csv(HEAD),
    "501 people": csv(HEAD, *(["Jan", f"Żak{n}", "", ""] for n in range(501))),
    "too many rows": rewritten(xlsx(HEAD), sheet=sheet_xml(ROWS)),
    "a document type": rewritten(xlsx(HEAD), sheet=b"<!DOCTYPE x>" + sheet_xml(b"")),
    "a formula": csv(HEAD, ["=1+1", "Żak", "", ""]),
    "garbled twice": csv(HEAD, ["Łucja", "Żółć", "", ""]).decode("cp1250", "replace").encode(),
}


@pytest.mark.parametrize("content", AT_ONCE.values(), ids=AT_ONCE)
def test_a_file_that_is_no_sheet_is_refused_at_once_beside_its_field(
    staff: Client, event: Event, content: bytes
) -> None:
    answer = send(staff, event, content)
    assert (answer.status_code, list(answer.context["form"].errors), PeopleList.objects.count()) == (422, ["file"], 0)


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_a_sheet_that_is_no_list_is_refused_in_words_by_the_worker(staff: Client, event: Event, content: bytes) -> None:
    page = tried(staff, event, content)
    found = PeopleList.objects.get()
    assert (found.state, found.content, page.content.decode().count("Listy nie da się odczytać")) == ("failed", "", 1)
    assert str(found.refusal)
    assert registered(staff, page).count("Listy nie da się odczytać") == 1
    assert Registration.objects.count() == 0


def test_a_run_that_was_killed_is_begun_anew_and_registers_only_those_who_are_missing(
    staff: Client, event: Event
) -> None:
    content = csv(HEAD, *(["Jan", f"Żak{n}", "", ""] for n in range(3)))
    trial = tried(staff, event, content)
    found = run_list(list_id=PeopleList.objects.get().pk, by=None)
    working.register_people(event_id=event.pk, people=found.people[:2], by=None)
    PeopleList.objects.update(attempts=1, lease="a", leased_until=timezone.now() - timedelta(minutes=1))
    assert working.work() == 1
    words = staff.get(trial.wsgi_request.path).content.decode()
    assert (words.count("Z listy zgłoszono 3 osoby."), Participant.objects.count()) == (1, 3)


@pytest.mark.slow
def test_a_list_that_kills_its_workers_is_given_up(staff: Client, event: Event) -> None:
    url = send(staff, event, csv(HEAD, PEOPLE[0])).headers["Location"]
    PeopleList.objects.update(attempts=3, lease="a", leased_until=timezone.now() - timedelta(minutes=1))
    working.work()
    assert staff.get(url).content.decode().count("Listy nie da się odczytać") == 1


def test_an_event_that_is_cancelled_meanwhile_takes_nobody(staff: Client, event: Event) -> None:
    trial = tried(staff, event, csv(HEAD, PEOPLE[0]))
    cancel_event(event_id=event.pk, reason="Powódź.", by=None)
    assert registered(staff, trial).count("Lista nie została zgłoszona") == 1
    assert Registration.objects.count() == 0


def test_the_list_of_another_event_is_not_there(staff: Client, event: Event, cast: Cast) -> None:
    url = send(staff, EventFactory(published=True, centre=cast.centre), csv(HEAD, PEOPLE[0])).headers["Location"]
    foreign = f"{address(event)}{PeopleList.objects.get().pk}/"
    assert (url != foreign, staff.get(foreign).status_code, staff.post(foreign).status_code) == (True, 404, 404)


def test_rows_that_nobody_used_in_a_day_are_deleted(staff: Client, event: Event) -> None:
    trial = tried(staff, event, csv(HEAD, PEOPLE[0]))
    PeopleList.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    working.work()
    assert PeopleList.objects.get().kept_rows == ""
    assert staff.get(trial.wsgi_request.path).content.decode().count("jej wiersze zostały usunięte") == 1


def test_who_stands_on_a_list_that_waits_sees_it_in_their_data_and_may_have_it_erased(
    staff: Client, event: Event
) -> None:
    tried(staff, event, csv(HEAD, PEOPLE[0]))
    [held] = [one for one in PERSONAL_DATA if one.key == "people-lists"]
    anna, jan = Subject(email="ANNA@example.org"), Subject(email="jan@example.org")
    assert (len(held.export(anna)), held.export(jan)) == (1, [])
    assert (held.erase(jan), held.erase(anna), PeopleList.objects.get().kept_rows) == (0, 1, "")


def test_the_file_is_not_left_in_the_storage(staff: Client, event: Event) -> None:
    send(staff, event, csv(HEAD, PEOPLE[0]))
    name = PeopleList.objects.get().content.name
    assert private_storage().exists(name)
    working.work()
    working.work()
    assert PeopleList.objects.get().content.name == ""
