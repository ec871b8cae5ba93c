"""The public pages of projects: stages, money, partners with their countries, publicity."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from common.search.queries import search
from common.slugs.services import change_slug
from partnerships.projects.models import FundingProject
from partnerships.projects.services import archive_project, publish_project
from tests.factories import EntityFactory, FundingProjectFactory, ProjectPartnerFactory, SupportCentreFactory

pytestmark = pytest.mark.django_db
LIST = "/projekty/"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(date(2026, 5, 5))


def names(client: Client, query: str = "") -> list[str]:
    text = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'<h3><a href="/projekty/[^"]+">([^<]+)</a></h3>', text)


def page(client: Client, slug: str, start: str = "") -> str:
    text = client.get(f"{start}{LIST}{slug}/").content.decode()
    return text.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def three():
    FundingProjectFactory(published=True, title="Dawny", starts_on=date(2016, 1, 1), ends_on=date(2026, 5, 4))
    FundingProjectFactory(published=True, title="Przyszły", starts_on=date(2026, 5, 6), ends_on=None)
    FundingProjectFactory(published=True, title="Trwający", starts_on=date(2026, 5, 5), ends_on=date(2026, 5, 5))
    FundingProjectFactory(title="Szkic")


def test_running_projects_come_first_then_planned_then_finished(client, three):
    assert names(client) == ["Trwający", "Przyszły", "Dawny"]


@pytest.mark.parametrize(("stage", "title"), [("trwa", "Trwający"), ("planowane", "Przyszły"), ("zakonczone", "Dawny")])
def test_a_stage_is_chosen_by_address(client, three, stage, title):
    assert names(client, f"?etap={stage}") == [title]


@pytest.mark.parametrize(("title", "said"), [("Trwający", "Trwa"), ("Przyszły", "Planowany"), ("Dawny", "Zakończony")])
def test_the_page_says_from_its_dates_whether_a_project_runs(client, three, title, said):
    made = FundingProject.objects.get(title=title)
    assert f'<span class="tag">{said}</span>' in page(client, made.slug)


def test_nonsense_stage_shows_all(client, three):
    assert len(names(client, "?etap=nigdy&strona=po-0")) == 3


def test_page_shows_money_in_polish_and_the_part_of_the_union(client):
    made = FundingProjectFactory(
        published=True, total_value=Decimal("11742350.25"), eu_contribution=Decimal("9980997.71"), number="FE/1/23"
    )
    shown = page(client, made.slug)
    assert "11\xa0742\xa0350,25\xa0zł" in shown
    assert "9\xa0980\xa0997,71\xa0zł (85%)" in shown
    assert "FE/1/23" in shown


def test_partners_stand_with_their_countries_the_leader_first(client):
    made = FundingProjectFactory(published=True)
    ProjectPartnerFactory(project=made, entity__name="Coop BE", entity__town="Bruksela", country="BE", position=1)
    ProjectPartnerFactory(project=made, entity__name="Lider PL", role="leader", position=2)
    ProjectPartnerFactory(project=made, entity=EntityFactory(name="Bez strony"), country="CY", position=3)
    shown = page(client, made.slug)
    assert re.findall(r"Lider PL|Coop BE|Bez strony", shown) == ["Lider PL", "Coop BE", "Bez strony"]
    assert "Bruksela, Belgia" in shown
    assert "Cypr" in shown
    assert ">Bez strony</a>" not in shown
    assert "Bruksela, Belgium" in page(client, made.slug, "/en")


def test_publicity_goals_related_projects_and_contact_are_there(client):
    centre = SupportCentreFactory(name="OWES Zachód", slug="zachod")
    made = FundingProjectFactory(published=True, centre=centre, goals="10 spotkań\n5 podmiotów")
    made.related.add(FundingProjectFactory(published=True, title="Siostrzany"), FundingProjectFactory(title="Ukryty"))
    shown = page(client, made.slug)
    expected = [
        "Projekt współfinansowany",
        "art/logos/ue.svg",
        "10\xa0spotkań",
        "Siostrzany",
        "OWES Zachód",
        "/osrodki/zachod/",
    ]
    assert [text for text in expected if text not in shown] == []
    assert "Ukryty" not in shown


def test_publishing_and_archiving_move_page_and_search(client):
    made = FundingProjectFactory(title="Zaproszenie do stołu")
    assert client.get(f"{LIST}{made.slug}/").status_code == 404
    publish_project(project_id=made.pk, by=None)
    assert client.get(f"{LIST}{made.slug}/").status_code == 200
    assert search("zaproszenia stol", "pl").counts == {"project": 1}
    archive_project(project_id=made.pk, by=None)
    assert client.get(f"{LIST}{made.slug}/").status_code == 404
    assert search("zaproszenia", "pl").total == 0


def test_an_old_address_redirects(client):
    made = FundingProjectFactory(published=True, slug="dawny")
    change_slug(made, "Nowy tytuł")
    assert client.get("/en/projekty/dawny/").headers["Location"] == "/en/projekty/nowy-tytul/"


def test_queries_do_not_grow(client, constant_queries):
    made = FundingProjectFactory(published=True)

    def add(n: int) -> None:
        for _ in range(n):
            ProjectPartnerFactory(project=made)
            made.related.add(FundingProjectFactory(published=True))

    constant_queries(client, LIST, add)
    constant_queries(client, f"{LIST}{made.slug}/", add)
