"""Lists pasted into the plan, looked at before they are saved; rows that fold; days that follow; shorter events."""

import re

import pytest

from common.forms.pasted_rows import lines_of, title_and_name
from entities.directory.models import Entity
from events.catalogue.models import Event, EventEntity
from events.programme.models import Appearance, Stop
from tests.events.panel.rows import address, sent
from tests.events.panel.test_parts import animator, event, post  # noqa: F401
from tests.factories import EntityFactory, EntityKindFactory, StopFactory

pytestmark = pytest.mark.django_db
PEOPLE = """
1. dr hab. Anna Nowak, prezeska, Spółdzielnia Kęty: jak zaczęliśmy
• Jan Żak; wójt; Gmina Kęty; Starostwo
Ewa Bąk\tdyrektorka\tZAZ
Ewa Bąk\tdyrektorka\tZAZ
"""


def typed_back(answer) -> list[dict[str, str]]:
    """What the drawn rows would send back, row by row, as a browser does."""
    rows = answer.context["rows"]
    body = sent(*({} for _ in rows.forms))
    for form in rows.forms:
        for name, field in form.fields.items():
            value = form[name].value()
            body |= {f"{form.add_prefix(name)}": "" if value is None else value}
            if name == "entity":
                chosen = (value.name, value.pk, "", "") if isinstance(value, Entity) else value or ("", "", "", "")
                names = (form.add_prefix(f"entity{part}") for part in ("", "-id", "-kind", "-country"))
                body |= dict(zip(names, chosen, strict=True))
            elif field.__class__.__name__ == "BooleanField" and not value:
                del body[form.add_prefix(name)]
    return body


def pasted(client, event, part, *rows, **asked):  # noqa: F811
    body = sent(*rows, act="paste") | {f"r-paste-{name}": value for name, value in asked.items()}
    return client.post(address(event, part), body)


def test_people_of_a_list_are_looked_at_and_then_saved(animator, event):  # noqa: F811
    home = EntityFactory(published=True, name="Spółdzielnia Kęty")
    answer = pasted(animator, event, "osoby", {"name": "Ola Ćma", "role": "host"}, lines=PEOPLE, role="panellist")
    assert "Z listy powstały 3 wiersze." in answer.content.decode()
    assert not Appearance.objects.exists()
    assert animator.post(address(event, "osoby"), typed_back(answer)).status_code == 302
    told = Appearance.objects.values_list(
        "academic_title", "name", "function", "institution", "topic", "role", "entity"
    )
    assert list(told) == [
        ("", "Ola Ćma", "", "", "", "host", None),
        ("dr hab.", "Anna Nowak", "prezeska", "Spółdzielnia Kęty", "jak zaczęliśmy", "panellist", home.pk),
        ("", "Jan Żak", "wójt", "Gmina Kęty, Starostwo", "", "panellist", None),
        ("", "Ewa Bąk", "dyrektorka", "ZAZ", "", "panellist", None),
    ]


def test_entities_of_a_list_are_found_in_the_directory_or_proposed_to_it(animator, event):  # noqa: F811
    kind = EntityKindFactory()
    known = EntityFactory(published=True, name="Fundacja „Żółw”")
    by_nip = EntityFactory(published=True, name="Gmina Kęty", nip="5252248481")
    lines = "fundacja żółw; pokaz\n525-224-84-81\nStowarzyszenie Nowe"
    answer = pasted(animator, event, "podmioty", lines=lines, role="represented", kind=kind.pk)
    rows = answer.context["rows"]
    assert [str(getattr(form["entity"].value(), "name", "") or form["entity"].value().text) for form in rows.forms] == [
        "Fundacja „Żółw”", "Gmina Kęty", "Stowarzyszenie Nowe",
    ]  # fmt: skip
    assert animator.post(address(event, "podmioty"), typed_back(answer)).status_code == 302
    new = Entity.objects.get(name="Stowarzyszenie Nowe")
    assert (new.state, new.kind) == ("proposed", kind)
    told = list(EventEntity.objects.order_by("position").values_list("entity", "role", "note"))
    assert told == [
        (known.pk, "represented", "pokaz"), (by_nip.pk, "represented", ""), (new.pk, "represented", ""),
    ]  # fmt: skip


def test_an_entity_that_two_records_are_is_chosen_by_a_person(animator, event):  # noqa: F811
    for _ in range(2):
        EntityFactory(published=True, name="Fundacja Żółw")
    answer = pasted(animator, event, "podmioty", lines="Fundacja Żółw", role="represented", kind="")
    refused = animator.post(address(event, "podmioty"), typed_back(answer))
    assert '<select name="r-0-entity-id"' in refused.content.decode()


def test_an_empty_or_senseless_list_adds_nothing_and_keeps_what_was_typed(animator, event):  # noqa: F811
    for asked in ({"lines": "", "role": "panellist"}, {"lines": "Jan", "role": "król"}):
        answer = pasted(animator, event, "osoby", {"name": "Ola Ćma", "role": "host"}, **asked)
        assert [form["name"].value() for form in answer.context["rows"].forms] == ["Ola Ćma"]


def test_lines_and_names():
    assert lines_of(" - a\n\n• b;\n3) a\nb", most=9) == ["a", "b"]
    assert lines_of("a\nb\nc", most=2) == ["a", "b"]
    assert title_and_name("prof. dr hab. inż. Ewa Bąk") == ("prof. dr hab. inż.", "Ewa Bąk")
    assert title_and_name("Drogomira Prof") == ("", "Drogomira Prof")


# --- rows ---------------------------------------------------------------------------------------------------------
def test_many_rows_stand_as_a_line_each_but_the_new_and_the_wrong(animator, event):  # noqa: F811
    for number in range(3):
        StopFactory(event=event, name=f"ZAZ {number}", position=number)
    page = animator.get(address(event, "miejsca")).content.decode()
    assert re.findall(r'<details class="row-fold"( open)?><summary>([^<]*)', page) == [
        ("", f"ZAZ {number}, Kęty") for number in range(3)
    ]
    answer = post(animator, event, "miejsca", {"town": ""}, {"name": "A", "town": "B"}, {"name": "C"}, act="add")
    assert [form.folded() for form in answer.context["rows"].forms] == [False] * 4


def test_a_new_row_starts_where_the_row_above_ends(animator, event):  # noqa: F811
    row = {"title": "Wykład", "day": event.ends_on.isoformat(), "starts_at": "09:00", "ends_at": "10:30"}
    answer = post(animator, event, "program", row, act="add")
    new = answer.context["rows"].forms[-1]
    assert (new["day"].value(), new["starts_at"].value()) == (event.ends_on.isoformat(), "10:30")
    answer = post(animator, event, "miejsca", {"town": "Kęty", "day": event.ends_on.isoformat()}, act="add")
    assert answer.context["rows"].forms[-1]["day"].value() == event.ends_on.isoformat()


def test_a_proposed_host_has_the_address_of_its_place(animator, event):  # noqa: F811
    kind = EntityKindFactory()
    row = {
        "host": "Zakład Nowy", "host-kind": kind.pk, "host-country": "PL", "address": "Rynek 7", "town": "Kęty",
        "county": event.centre.counties.first().pk if event.centre.counties.exists() else "",
    }  # fmt: skip
    assert post(animator, event, "miejsca", row).status_code == 302
    host = Stop.objects.get().host
    assert (host.street, host.town, host.county_id or "") == ("Rynek 7", "Kęty", row["county"])


def test_counties_of_the_region_stand_first_and_the_contact_is_the_person_who_plans(animator, cast):  # noqa: F811
    form = animator.get("/panel/wydarzenia/nowe/").context["form"]
    first = form.fields["county"].queryset.first()
    assert first is None or first.voivodeship_id == cast.centre.voivodeship_id
    assert form["contact_email"].value() == cast.animator.email
    assert form["contact_name"].value() == cast.animator.get_full_name()


# --- a shorter event ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("answer", "days"), [("move", [0, 0]), ("drop", [0])])
def test_what_falls_off_a_shortened_event_is_named_and_asked_about(animator, event, answer, days):  # noqa: F811
    StopFactory(event=event, day=event.starts_on, name="Zostaje")
    StopFactory(event=event, day=event.ends_on, name="Spada", town="Żywiec", position=1)
    url = f"/panel/wydarzenia/{event.pk}/zmiana/"
    form = animator.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"ends_on": event.starts_on.isoformat()}
    asked = animator.post(url, typed)
    assert "Spada, Żywiec" in asked.content.decode()
    assert "Zostaje" not in asked.content.decode()
    assert Event.objects.get(pk=event.pk).ends_on == event.ends_on
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', asked.content.decode()))
    assert hidden["ends_on"] == event.starts_on.isoformat()
    assert animator.post(url, typed | {"fallen": answer}).status_code == 302
    assert [(day - event.starts_on).days for day in Stop.objects.values_list("day", flat=True)] == days
    assert Event.objects.get(pk=event.pk).ends_on == event.starts_on
