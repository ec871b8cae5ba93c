"""The registrations of an event as a working table: searched, filtered, sorted, exported, acted on."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from common.auditlog.models import AuditEntry
from events.registration.models import Answer, Participant, QuestionKind
from events.registration.states import ParticipantState
from tests.factories import (
    AnswerFactory,
    CountyFactory,
    EntityFactory,
    EventFactory,
    ParticipantFactory,
    PersonFactory,
    QuestionFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(published=True, centre=cast.centre, capacity=50)


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.animator)
    return client


def home(event, tail=""):
    return f"/panel/wydarzenia/{event.pk}/zgloszenia/{tail}"


def person(event, last, *, first="Ola", phone="", mail="", source="web", entity=None, **kwargs):
    registration = RegistrationFactory(event=event, entity=entity, email=mail, phone=phone, source=source)
    return ParticipantFactory(registration=registration, first_name=first, last_name=last, email="", **kwargs)


@pytest.fixture
def people(event):
    """Five people of all sorts, and two questions; the second must be answered by each."""
    farm = EntityFactory(name="Spółdzielnia „Żółw”", county=CountyFactory(code="1213", name="oświęcimski"))
    office = EntityFactory(name="Urząd Gminy", county=CountyFactory(code="2205", name="kartuski"))
    meal = QuestionFactory(event=event, text="Posiłek", kind=QuestionKind.ONE, options="mięsny\nwege", position=1)
    meal.is_required = meal.per_participant = True
    meal.save()
    coach = QuestionFactory(event=event, text="Autokar z", kind=QuestionKind.ONE, options="Gdańsk\nTczew", position=2)
    rows = {
        "Ćma": person(event, "Ćma", phone="+48601222333", entity=farm, queue_number=5),
        "Bąk": person(event, "Bąk", mail="Biuro@Zagon.example", entity=office, source="staff", queue_number=4),
        "Żak": person(event, "Żak", needs="wózek", queue_number=3),
        "Lis": person(event, "Lis", waiting=True, queue_number=2, entity=farm),
        "Sum": person(event, "Sum", waiting=True, queue_number=1),
    }
    for last, words in {"Ćma": "mięsny", "Bąk": "wege", "Żak": "wege"}.items():
        one = rows[last]
        AnswerFactory(registration=one.registration, question=meal, participant=one, value=words)
    AnswerFactory(registration=rows["Bąk"].registration, question=coach, value="Tczew")
    rows["meal"], rows["coach"] = meal, coach
    return rows


def shown(answer):
    return [row.person.last_name for row in answer.context["rows"]]


SEARCHES = [
    ("cma", ["Ćma"]),
    ("ola BAK", ["Bąk"]),
    ("zolw", ["Ćma", "Lis"]),
    ("biuro@zagon", ["Bąk"]),
    ("601 222", ["Ćma"]),
    ("+48 601-222-333", ["Ćma"]),
    ("nikt taki", []),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_people_are_found_by_name_entity_address_and_phone_and_no_name_stands_in_the_address(
    staff, event, people, words, found
):
    answer = staff.post(home(event), {"q": words})
    assert answer.status_code == 302
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert list(asked) == ["szukane"]
    assert words.split()[0] not in answer["Location"]
    page = staff.get(answer["Location"])
    assert shown(page) == found
    assert page.context["filters"].words == words
    sheet = staff.get(home(event, f"lista.csv?{urlsplit(answer['Location']).query}"))
    rows = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == found


@pytest.mark.parametrize("token", ["x", "%00", "gAAAAA==", "ą"])
def test_what_we_did_not_write_into_the_address_looks_for_nothing(staff, event, people, token):
    assert len(shown(staff.get(home(event, f"?szukane={token}")))) == 5


FILTERS = {
    "stan=waiting": ["Lis", "Sum"],
    "rodzaj={kind}": ["Bąk", "Ćma", "Lis"],
    "powiat=1213": ["Ćma", "Lis"],
    "podmiot={farm}": ["Ćma", "Lis"],
    "podmiot=brak": ["Sum", "Żak"],
    "zrodlo=staff": ["Bąk"],
    "odpowiedz={meal}:wege": ["Bąk", "Żak"],
    "odpowiedz={meal}:": ["Lis", "Sum"],
    "odpowiedz={coach}:Tczew": ["Bąk"],
    "otwarte=tak": ["Lis", "Sum"],
    "potrzeby=tak": ["Żak"],
    "wg=kolejnosc": ["Sum", "Lis", "Żak", "Bąk", "Ćma"],
    "wg=powiat": ["Bąk", "Ćma", "Lis", "Sum", "Żak"],
    "wg=powiat&stan=waiting&powiat=1213": ["Lis"],
    "stan=none&powiat=9999&wg=x": ["Bąk", "Ćma", "Lis", "Sum", "Żak"],
}


@pytest.mark.parametrize(("query", "found"), FILTERS.items())
def test_each_filter_shows_and_exports_exactly_those(staff, event, people, query, found):
    farm = people["Ćma"].entity
    query = query.format(farm=farm.pk, kind=farm.kind_id, meal=people["meal"].pk, coach=people["coach"].pk)
    page = staff.get(home(event, f"?{query}"))
    if query.startswith("rodzaj"):
        found = [last for last in found if people[last].entity_kind_id == farm.kind_id]
    assert shown(page) == found
    sheet = staff.get(home(event, f"lista.csv{page.context['filters'].query()}"))
    rows = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == found
    looks = AuditEntry.objects.filter(verb="needs.read").count()
    assert looks == (1 if "potrzeby" in query else 0)


def test_order_of_arrival_place_in_the_queue_and_doubles_stand_in_the_row(staff, event, people):
    twin = person(event, "Ćma", person=people["Ćma"].person, queue_number=9)
    page = staff.get(home(event))
    rows = {row.person.pk: row for row in page.context["rows"]}
    assert (rows[people["Sum"].pk].place, rows[people["Lis"].pk].place) == ("1. w kolejce", "2. w kolejce")
    assert rows[people["Ćma"].pk].double_url == f"{home(event)}{people['Ćma'].pk}/dublet/?drop={twin.pk}"
    assert staff.get(rows[twin.pk].double_url).status_code == 200
    assert shown(staff.get(home(event, "?dublet=tak"))) == ["Ćma", "Ćma"]
    numbers = re.findall(r"<summary>nr (\d+)<span", page.content.decode())
    assert numbers == ["4", "5", "9", "2", "1", "3"]


def test_columns_are_chosen_and_found_again_by_the_same_user_alone(staff, event, people, cast):
    meal = people["meal"]
    chosen = {"act": "columns", "kolumna": ["telefon", f"p{meal.pk}", "unknown"]}
    answer = staff.post(home(event, "?stan=confirmed"), chosen)
    assert answer["Location"] == f"{home(event)}?stan=confirmed"
    cookie = staff.cookies[f"columns-{cast.animator.pk}"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (f"telefon.p{meal.pk}", True, "Lax")
    [row] = [row for row in staff.get(home(event)).context["rows"] if row.person == people["Ćma"]]
    assert row.cells == [("Telefon", "601 222 333"), ("Posiłek", "mięsny")]
    elsewhere = EventFactory(published=True, centre=cast.centre)
    other = QuestionFactory(event=elsewhere)
    staff.post(home(elsewhere), {"act": "columns", "kolumna": [f"p{other.pk}"]})
    assert staff.cookies[f"columns-{cast.animator.pk}"].value == f"p{other.pk}.p{meal.pk}"
    staff.force_login(cast.coordinator)
    assert [column.key for column in staff.get(home(event)).context["columns"] if column.chosen] == []


def test_ticked_people_are_decided_about_moved_written_to_and_give_up_after_a_look(
    staff, event, people, cast, sweep_outbox
):
    url = home(event, "zaznaczone/")
    two = [people["Lis"].pk, people["Sum"].pk]
    far = EventFactory(published=True).participants
    stranger = person(EventFactory(published=True), "Obcy")
    look = staff.post(url, {"act": "refused", "osoba": [*two, stranger.pk, "x"]})
    assert [one.last_name for one in look.context["people"]] == ["Lis", "Sum"]
    assert Participant.objects.filter(state="refused").count() == 0
    assert far.count() == 0

    def act(name, ids, **more):
        return staff.post(url, {"act": name, "osoba": ids, "sure": "1", **more}, follow=True)

    assert "Gotowe: 2 osoby." in act("refused", two).content.decode()
    assert "Gotowe: 2 osoby." in act("confirmed", two).content.decode()
    other = EventFactory(published=True, centre=cast.centre, capacity=1)
    ids = [people["Ćma"].pk, people["Bąk"].pk]
    refused = act("move", ids, event=other.pk)
    assert refused.status_code == 422
    assert refused.content.decode().count("Ola Ćma: ") >= 1
    assert other.participants.count() == 0
    assert act("move", ids).status_code == 422
    act("move", ids, event=other.pk, may_wait="on")
    assert list(other.participants.order_by("queue_number").values_list("last_name", "state")) == [
        ("Bąk", "confirmed"),
        ("Ćma", "waiting"),
    ]
    act("give_up", [people["Żak"].pk, *two])
    assert set(event.participants.values_list("state", flat=True)) == {ParticipantState.CANCELLED}
    nobody = staff.post(url, {"act": "give_up"}, follow=True)
    assert "Najpierw zaznacz osoby." in nobody.content.decode()


def test_a_message_goes_to_those_ticked_alone(staff, event, people, sweep_outbox):
    Participant.objects.filter(pk=people["Żak"].pk).update(email="zak@example.org")
    page = staff.post(home(event, "zaznaczone/"), {"act": "write", "osoba": [people["Żak"].pk, people["Bąk"].pk]})
    assert page.content.decode().count('name="states"') == 0
    sent = {"osoba": [people["Żak"].pk, people["Bąk"].pk], "subject": "Sala", "text": "Inna sala."}
    sent["key"] = str(page.context["form"].initial["key"])
    preview = staff.post(home(event, "wiadomosc/"), sent | {"preview": "1"})
    assert preview.context["count"] == len({"zak@example.org", "biuro@zagon.example"})
    staff.post(home(event, "wiadomosc/"), sent | {"send": "1"})
    to = sorted(mail.to[0].lower() for mail in sweep_outbox() if mail.subject == "Sala")
    assert to == ["biuro@zagon.example", "zak@example.org"]


def test_those_who_give_up_together_are_not_given_each_others_places(staff, cast, sweep_outbox):
    event = EventFactory(published=True, centre=cast.centre, capacity=1, taken=1, waiting=1)
    seated = person(event, "Ma", mail="ma@example.org", queue_number=1)
    waits = person(event, "Czeka", mail="czeka@example.org", waiting=True, queue_number=2)
    ids = {"act": "give_up", "osoba": [seated.pk, waits.pk], "sure": "1"}
    staff.post(home(event, "zaznaczone/"), ids)
    assert set(event.participants.values_list("state", flat=True)) == {"cancelled"}
    assert [AuditEntry.objects.filter(verb="participant.confirmed").count(), len(sweep_outbox())] == [0, 2]


@pytest.mark.parametrize("query", ["", "?wg=powiat&otwarte=tak", "?dublet=tak", "?potrzeby=tak"])
def test_the_list_costs_the_same_for_1_and_30(staff, event, constant_queries, query):
    meal = QuestionFactory(event=event, kind=QuestionKind.ONE, options="mięsny\nwege", is_required=True)
    farm = EntityFactory()

    def add(n):
        for _ in range(n):
            mail = f"{PersonFactory().pk}@example.org"
            one = person(event, "Ćma", mail=mail, entity=farm, needs="wózek", person=PersonFactory())
            Answer.objects.create(registration=one.registration, question=meal, value="wege")

    assert constant_queries(staff, home(event, query), add) <= 24


def test_totals_count_people_and_lead_to_them(staff, event, people, constant_queries):
    page = staff.get(home(event, "odpowiedzi/"))
    totals = {text: [(one.words, one.people) for one in counts] for _q, text, counts in page.context["totals"]}
    assert totals == {
        "Posiłek": [("mięsny", 1), ("wege", 2)],
        "Autokar z": [("Gdańsk", 0), ("Tczew", 1), ("", 2)],
    }
    links = re.findall(r'href="([^"]+odpowiedz=[^"]+)"', page.content.decode())
    assert [len(shown(staff.get(link.replace("&amp;", "&")))) for link in links] == [1, 2, 0, 1, 2]

    def add(n):
        for _ in range(n):
            one = person(event, "Lis")
            AnswerFactory(registration=one.registration, question=people["coach"], value="Gdańsk")

    constant_queries(staff, home(event, "odpowiedzi/"), add)


def test_sheets_group_people_by_the_answer_and_those_for_others_hold_no_name(staff, event, people):
    from tests.papers import is_tagged, words_of  # noqa: PLC0415

    sheet = home(event, f"odpowiedzi/{people['meal'].pk}")
    with_names, counts = (b"".join(staff.get(f"{sheet}.{kind}").streaming_content) for kind in ("pdf", "liczby"))
    assert is_tagged(with_names)
    assert words_of(with_names).count("Ćma Ola") == 1
    assert words_of(with_names).count("wege (2)") == 1
    assert [words_of(counts).count(word) for word in ("wege 2", "mięsny 1", "Ćma", "601 222 333")] == [1, 1, 0, 0]
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(b"".join(staff.get(f"{sheet}.xlsx").streaming_content)))
    rows = [[cell.value or "" for cell in row] for row in book.active]
    assert [row[:4] for row in rows[-3:]] == [
        ["mięsny", "1", "Ćma", "Ola"],
        ["wege", "1", "Bąk", "Ola"],
        ["wege", "2", "Żak", "Ola"],
    ]
    assert AuditEntry.objects.filter(verb="event.print").count() == 2
    assert AuditEntry.objects.filter(verb="event.export").count() == 1
    assert staff.get(f"{sheet}.csv").status_code == 404


def test_needs_are_counted_without_names_and_each_look_at_names_is_logged(staff, event, people, cast):
    person(event, "Mak", needs="Wózek\nbez glutenu")
    page = staff.get(home(event, "potrzeby/"))
    assert page.context["counts"] == [("Wózek", 2), ("bez glutenu", 1)]
    assert [page.content.decode().count(name) for name in ("Mak", "Żak")] == [0, 0]
    assert AuditEntry.objects.filter(verb="needs.read").count() == 0
    names = staff.get(home(event, "potrzeby/osoby/")).content.decode()
    assert [names.count(word) for word in ("Mak Ola", "Żak Ola", "Zniszcz po wydarzeniu", ".csv", ".xlsx")] == [
        1,
        1,
        1,
        0,
        0,
    ]
    look = AuditEntry.objects.get(verb="needs.read")
    assert (look.actor_id, look.after) == (cast.animator.pk, {"people": 2})
    staff.get(home(event, "potrzeby/osoby/"))
    assert AuditEntry.objects.filter(verb="needs.read").count() == 2
