"""The report's draft: what an editor would keep, for each kind of event."""

import re
from datetime import date

import pytest
from django.test import Client

from events.catalogue.kinds import EventKind
from events.catalogue.models import EntityRole, EventEntity
from events.programme.models import AppearanceRole
from news.articles.drafting import PLACEHOLDER, draft_of
from news.articles.models import Article
from tests.cast import Cast
from tests.factories import AppearanceFactory, EntityFactory, EventFactory, ProgrammeItemFactory, StopFactory

pytestmark = pytest.mark.django_db
DAY = date(2017, 6, 20)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def event(kind: str, **fields):
    given = {"title": "Razem", "starts_on": DAY, "ends_on": DAY, "town": "Kęty", "venue": "Dom Kultury", "aim": ""}
    return EventFactory(completed=True, kind=kind, **{**given, **fields})


@pytest.mark.parametrize(
    ("kind", "began", "heading"),
    [
        (EventKind.NETWORKING, "Spotkanie sieciujące odbyło się", "Co ustaliliśmy"),
        (EventKind.WORKING, "Spotkanie robocze odbyło się", "Co ustaliliśmy"),
        (EventKind.STUDY_VISIT, "Wizyta studyjna odbyła się", "Co przywieźliśmy"),
        (EventKind.WORKSHOP, "Warsztaty odbyły się", "Co powstało"),
        (EventKind.TRAINING, "Szkolenie odbyło się", "Co zostaje po szkoleniu"),
        (EventKind.PARTNERSHIP, "Spotkanie partnerstwa odbyło się", "Co ustaliliśmy"),
        (EventKind.CONFERENCE, "Konferencja odbyła się", "Wnioski"),
        (EventKind.INTERNATIONAL, "Spotkanie międzynarodowe odbyło się", "Co ustaliliśmy"),
    ],
)
def test_each_kind_begins_with_its_date_and_place_and_ends_with_what_to_fill(kind, began, heading):
    draft = draft_of(event(kind))
    assert draft.title == "Razem – relacja"
    assert plain(draft.lead) == f"{began} 20 czerwca 2017 r. (Kęty, Dom Kultury)."
    assert draft.participation == ""
    assert re.findall(r"<h2>(.*?)</h2>", draft.body) == [heading]
    assert draft.body.count(PLACEHOLDER) == 2


@pytest.mark.parametrize(
    ("aim", "told"),
    [
        ("Poznać ludzi.", "Cel: poznać ludzi."),
        ("Poznać się: firmy i spółdzielnie", "Cel – poznać się: firmy i spółdzielnie."),
        ("PES i firmy razem", "Cel: PES i firmy razem."),
        ("Poznać się. Umówić następne spotkanie.", "Poznać się. Umówić następne spotkanie."),
    ],
)
def test_the_aim_is_told_as_it_was_written(aim, told):
    assert f"<p>{told}</p>" in plain(draft_of(event("networking", aim=aim)).body)


def test_organisers_and_speakers_stand_with_their_functions():
    made = event("networking")
    for place, (role, name) in enumerate(
        [
            (EntityRole.ORGANISER, "Gmina Kęty"),
            (EntityRole.ORGANISER, "Ośrodek „Dobra Robota”"),
            (EntityRole.HOST, "Dom"),
        ]
    ):
        EventEntity.objects.create(event=made, entity=EntityFactory(name=name), role=role, position=place)
    people = [
        ("Ewa Bąk", AppearanceRole.OPENER, "wójt", ""),
        ("Jan Żak", AppearanceRole.SPEAKER, "prezes", "Jak zacząć."),
        ("Olga Ćma", AppearanceRole.EXPERT, "", ""),
        ("Adam Lis", AppearanceRole.STAFF, "animator", ""),
    ]
    for place, (name, role, function, topic) in enumerate(people):
        AppearanceFactory(
            event=made, name=name, role=role, function=function, topic=topic, institution="", position=place
        )
    body = plain(draft_of(made).body)
    assert "<p>Organizatorzy: Gmina Kęty i Ośrodek „Dobra Robota”.</p>" in body
    assert "<p>Powitanie: Ewa Bąk (wójt).</p>" in body
    assert "<p>Głos zabrali:</p><ul><li>Jan Żak (prezes) – Jak zacząć,</li><li>Olga Ćma.</li></ul>" in body
    assert "Adam Lis" not in body


def test_a_visit_is_told_day_by_day():
    made = event("study_visit", ends_on=date(2017, 6, 21))
    for day, name, town in ((20, "CISPOL", "Polanowice"), (20, "Spichlerz", "Byczyna"), (21, "Manufaktura", "Żarki")):
        StopFactory(event=made, day=date(2017, 6, day), name=name, town=town)
    draft = draft_of(made)
    assert "w dniach 20–21 czerwca 2017 r. (Polanowice, Byczyna i Żarki)" in plain(draft.lead)
    first, second = (
        f"na trasie: {places}.</p>" for places in ("CISPOL (Polanowice); Spichlerz (Byczyna)", "Manufaktura (Żarki)")
    )
    assert f"<p>Pierwszego dnia, we wtorek 20 czerwca 2017 r., {first}" in plain(draft.body)
    assert f"<p>Drugiego dnia, w środę 21 czerwca 2017 r., {second}" in plain(draft.body)


def test_a_headcount_typed_by_hand_is_told_with_its_source():
    draft = draft_of(event("conference", headcount=120, headcount_source="szacunek organizatora"))
    assert "W konferencji uczestniczyło 120 osób (źródło: szacunek organizatora)." in plain(draft.lead)


def test_the_preview_of_the_draft_shows_all_that_the_event_knows(cast: Cast):
    made = event("networking", centre=cast.centre, contact_name="Anna Kos", contact_email="anna@example.org")
    item = ProgrammeItemFactory(event=made, title="O spółdzielniach")
    AppearanceFactory(event=made, item=item, name="Jan Żak", function="prezes")
    entity = EntityFactory(published=True, name="Spółdzielnia Zgoda", lead="Prowadzi stołówkę.")
    EventEntity.objects.create(event=made, entity=entity, role=EntityRole.PRESENTED, note="")
    client = Client()
    client.force_login(cast.editor)
    address = client.post(f"/panel/wydarzenia/{made.pk}/relacja/").url
    assert client.post(f"/panel/wydarzenia/{made.pk}/relacja/").url == address
    preview = plain(client.get(f"{address}podglad/").content.decode())
    for shown in ("O spółdzielniach", "Jan Żak, prezes", "Spółdzielnia Zgoda", "Prowadzi stołówkę.", "Anna Kos"):
        assert shown in preview
    edit = plain(client.get(address).content.decode())
    assert "O spółdzielniach" in edit
    assert Article.objects.get().entity_links.get().entity == entity
