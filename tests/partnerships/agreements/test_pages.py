"""The public pages of partnerships: list by county, members, work plan, documents, history."""

import re
from datetime import date

import pytest
from django.test import Client

from common.extension_points import TimelineRow, TimelineRows
from common.slugs.services import change_slug
from partnerships.agreements.extension_points import PARTNERSHIP_TIMELINE
from tests.factories import (
    CountyFactory,
    EntityFactory,
    EventFactory,
    LocalPartnershipFactory,
    PartnershipDocumentFactory,
    PartnershipMemberFactory,
    SupportPersonFactory,
    VoivodeshipFactory,
    WorkPlanStepFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/partnerstwa/"


def names(client: Client, query: str = "") -> list[str]:
    text = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'<h3><a href="/partnerstwa/[^"]+">([^<]+)</a></h3>', text)


def page(client: Client, slug: str, start: str = "") -> str:
    text = client.get(f"{start}{LIST}{slug}/").content.decode()
    return text.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def suski():
    return CountyFactory()


@pytest.fixture
def partnership(suski):
    return LocalPartnershipFactory(
        published=True,
        name="Partnerstwo Babiej Góry",
        slug="babia-gora",
        counties=[suski],
        founded_on=date(2019, 3, 4),
        agreement_on=date(2019, 9, 12),
        aims="Wspólny sklep\n\nTargi co roku",
        diagnosis_topics="Brak opieki",
        rules="Każdy ma głos",
        contact_name="Alina Bąk",
        contact_phone="+48330000001",
    )


def test_list_shows_published_ones_with_counties_and_members(client, partnership):
    PartnershipMemberFactory(partnership=partnership)
    PartnershipMemberFactory(partnership=partnership, left_on=date(2024, 1, 1))
    LocalPartnershipFactory(name="Szkic")
    text = client.get(LIST).content.decode()
    assert names(client) == ["Partnerstwo Babiej Góry"]
    assert f'<a href="/powiaty/{partnership.counties.get().slug}/">powiat suski</a>' in text
    assert "1\xa0członek" in text
    assert "od 4\xa0marca\xa02019\xa0r." in text


def test_list_is_narrowed_by_county_and_voivodeship(client, partnership):
    slask = CountyFactory(code="2403", name="cieszyński", voivodeship=VoivodeshipFactory(code="24"))
    LocalPartnershipFactory(published=True, name="Partnerstwo Olzy", counties=[slask])
    assert names(client, f"?powiat={partnership.counties.get().slug}") == ["Partnerstwo Babiej Góry"]
    assert names(client, f"?powiat={slask.slug}") == ["Partnerstwo Olzy"]
    assert names(client, f"?wojewodztwo={slask.voivodeship.slug}") == ["Partnerstwo Olzy"]
    # A county outside the chosen voivodeship, or nonsense, is left out.
    assert names(client, f"?wojewodztwo={slask.voivodeship.slug}&powiat={partnership.counties.get().slug}") == [
        "Partnerstwo Olzy"
    ]
    assert len(names(client, "?wojewodztwo=x&powiat=<b>&strona=po-99")) == 2


def test_page_tells_aims_rules_topics_and_contact(client, partnership):
    shown = page(client, "babia-gora")
    expected = [
        "Wspólny sklep",
        "Targi co roku",
        "Brak opieki",
        "Każdy ma głos",
        "Alina Bąk",
        "12\xa0września\xa02019\xa0r.",
    ]
    assert [text for text in expected if text not in shown] == []
    assert "/powiaty/" in shown


def test_members_stand_under_their_roles_and_lead_to_their_pages(client, partnership):
    lead = PartnershipMemberFactory(partnership=partnership, role="lead", entity__name="Gmina Zawoja").entity
    PartnershipMemberFactory(partnership=partnership, role="member", entity=EntityFactory(name="Bez strony"))
    PartnershipMemberFactory(partnership=partnership, entity__name="Odeszła", left_on=date(2024, 1, 1))
    shown = page(client, "babia-gora")
    assert f'<a href="/podmioty/{lead.slug}/">Gmina Zawoja</a>' in shown
    assert "Bez strony" in shown
    assert ">Bez strony</a>" not in shown
    assert "Odeszła" not in shown.partition("Dawni członkowie")[0]


def test_support_team_has_functions_and_institutions(client, partnership):
    SupportPersonFactory(partnership=partnership, name="Jan Wrona", function="specjalista", institution="ROPS")
    shown = page(client, "babia-gora")
    assert "<b>Jan Wrona</b><small>specjalista</small><small>ROPS</small>" in shown


def test_progress_of_the_work_plan_is_a_bar_and_words(client, partnership):
    WorkPlanStepFactory(partnership=partnership, state="done", done_on=date(2020, 1, 15), title="Diagnoza")
    WorkPlanStepFactory(partnership=partnership, state="planned", due_on=date(2030, 3, 31))
    WorkPlanStepFactory(partnership=partnership, state="dropped")
    shown = page(client, "babia-gora")
    assert '<progress class="progress" max="2" value="1" aria-labelledby="plan-words">' in shown
    assert "Zrobione: 1 z 2" in shown
    assert "do 31\xa0marca\xa02030\xa0r." in shown


def test_only_public_documents_are_shown_and_downloaded(client, partnership):
    public = PartnershipDocumentFactory(partnership=partnership, title="Umowa")
    hidden = [
        PartnershipDocumentFactory(partnership=partnership, title="Tajne", access=who) for who in ("members", "staff")
    ]
    shown = page(client, "babia-gora")
    assert "Umowa" in shown
    assert "Tajne" not in shown
    response = client.get(f"{LIST}babia-gora/dokumenty/{public.pk}/")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.getvalue()
    for document in hidden:
        assert client.get(f"{LIST}babia-gora/dokumenty/{document.pk}/").status_code == 404
    other = PartnershipDocumentFactory()
    assert client.get(f"{LIST}babia-gora/dokumenty/{other.pk}/").status_code == 404


def test_history_merges_founding_joinings_agreement_steps_and_what_is_added(client, partnership):
    PartnershipMemberFactory(partnership=partnership, joined_on=date(2019, 3, 4))
    PartnershipMemberFactory(partnership=partnership, joined_on=date(2021, 5, 10), entity__name="Nowa Spółdzielnia")
    WorkPlanStepFactory(partnership=partnership, state="done", done_on=date(2020, 1, 15), title="Diagnoza")
    added = TimelineRows("proba", lambda obj, limit: [TimelineRow(date(2022, 2, 2), "event", "Spotkanie", "/x/")])
    PARTNERSHIP_TIMELINE.register(added)
    try:
        history = page(client, "babia-gora").partition('id="historia"')[2]
    finally:
        PARTNERSHIP_TIMELINE.unregister(added)
    assert re.findall(r'<span class="t">([^<]+)</span>', history) == [
        "2\xa0lutego\xa02022\xa0r.",
        "10\xa0maja\xa02021\xa0r.",
        "15\xa0stycznia\xa02020\xa0r.",
        "12\xa0września\xa02019\xa0r.",
        "4\xa0marca\xa02019\xa0r.",
    ]
    assert '<a href="/x/">Spotkanie</a>' in history
    assert "Nowa Spółdzielnia" in history


def test_who_left_stays_in_the_history_and_among_former_members(client, partnership):
    gone = PartnershipMemberFactory(
        partnership=partnership, joined_on=date(2020, 1, 1), left_on=date(2022, 6, 30), entity__name="Dawna Firma"
    )
    back = PartnershipMemberFactory(partnership=partnership, left_on=date(2021, 1, 1), entity__name="Wróciła")
    PartnershipMemberFactory(partnership=partnership, entity=back.entity)
    text = page(client, "babia-gora")
    history = text.partition('id="historia"')[2]
    assert (
        history.index("30\xa0czerwca\xa02022")
        < history.index("Odeszli z\xa0partnerstwa")
        < history.index("Dawna Firma")
    )
    former = text.partition("Dawni członkowie")[2].partition("</ul>")[0]
    assert gone.entity.name in former
    assert "do 30\xa0czerwca\xa02022\xa0r." in former
    assert "Wróciła" not in former


def test_history_tells_meetings_that_took_place_and_not_those_to_come(client, partnership):
    EventFactory(completed=True, partnership=partnership, title="Pierwsze spotkanie", starts_on=date(2019, 3, 4),
        ends_on=date(2019, 3, 4))  # fmt: skip
    EventFactory(published=True, partnership=partnership, title="Następne spotkanie")
    history = page(client, "babia-gora").partition('id="historia"')[2]
    assert ">Pierwsze spotkanie</a>" in history
    assert "Następne" not in history


def test_an_assumed_year_is_said_to_be_assumed(client):
    made = LocalPartnershipFactory(published=True, founded_on=date(2018, 1, 1), assumption="rok z relacji")
    assert "(przyjęto: rok z\xa0relacji)" in page(client, made.slug)


def test_english_page_has_the_english_name_and_marks_polish_text(client, partnership):
    partnership.name_en = "Babia Góra Partnership"
    partnership.save()
    shown = page(client, "babia-gora", "/en")
    assert "<h1>Babia Góra Partnership</h1>" in shown
    assert '<ul class="prose list--dots" lang="pl">' in shown


def test_drafts_are_not_found_and_old_addresses_redirect(client, partnership):
    draft = LocalPartnershipFactory()
    assert client.get(f"{LIST}{draft.slug}/").status_code == 404
    change_slug(partnership, "Partnerstwo Orawy")
    response = client.get(f"{LIST}babia-gora/")
    assert (response.status_code, response.headers["Location"]) == (301, "/partnerstwa/partnerstwo-orawy/")


def test_queries_of_the_list_do_not_grow(client, suski, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            PartnershipMemberFactory(partnership=LocalPartnershipFactory(published=True, counties=[suski]))

    constant_queries(client, LIST, add)


def test_queries_of_the_page_do_not_grow(client, partnership, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            PartnershipMemberFactory(partnership=partnership)
            WorkPlanStepFactory(partnership=partnership, responsible=EntityFactory(published=True))
            SupportPersonFactory(partnership=partnership)
            PartnershipDocumentFactory(partnership=partnership)

    constant_queries(client, f"{LIST}babia-gora/", add)
