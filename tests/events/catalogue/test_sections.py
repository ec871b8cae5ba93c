"""Events on the pages of entities, centres, counties, partnerships and projects; in the search and the site map."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.extension_points import SEARCH_SOURCES, SITEMAP_SECTIONS
from entities.centres.extension_points import CENTRE_SECTIONS, COUNTY_SECTIONS
from entities.directory.extension_points import ENTITY_SECTIONS
from events.catalogue.models import EntityRole
from events.catalogue.page_sections import SIZE
from events.catalogue.services import redraw_image
from partnerships.agreements.extension_points import PARTNERSHIP_SECTIONS
from partnerships.projects.extension_points import PROJECT_SECTIONS
from tests.events.catalogue.pages import TODAY, county, event, read
from tests.factories import (
    EntityFactory,
    EventEntityFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    StoredImageFactory,
    SupportCentreFactory,
)

pytestmark = pytest.mark.django_db


def section(sections):
    """The section of events."""
    (found,) = [one for one in sections if one.key == "wydarzenia"]
    return found


def texts(rows):
    return [row.title.text.replace("\u00a0", " ") for row in rows]


def test_entity_shows_the_events_in_which_it_had_a_public_part():
    entity = EntityFactory(published=True)
    shown, sent = event("Prezentacja", starts_on=TODAY), event("Tylko uczestnik")
    EventEntityFactory(event=shown, entity=entity, role=EntityRole.PRESENTED)
    EventEntityFactory(event=sent, entity=entity, role=EntityRole.REPRESENTED)
    EventEntityFactory(event=event("Szkic", published=False), entity=entity)
    (row,) = section(ENTITY_SECTIONS).load(entity, 1)
    assert row.title.text == "Prezentacja"
    assert row.note.startswith("podmiot zaprezentowany")


def test_centre_and_county_show_what_comes_and_nothing_past():
    centre, place = SupportCentreFactory(), county("1215")
    event("Później", centre=centre, county=place, starts_on=TODAY + timedelta(days=4000))
    event("Wcześniej", centre=centre, county=place, starts_on=TODAY + timedelta(days=3990))
    event("Minione", centre=centre, county=place, starts_on=TODAY - timedelta(days=4000))
    assert texts(section(CENTRE_SECTIONS).load(centre, 1)) == ["Wcześniej", "Później"]
    assert texts(section(COUNTY_SECTIONS).load(place, 1)) == ["Wcześniej", "Później"]


def test_partnership_and_project_show_all_their_events_latest_first():
    partnership, project = LocalPartnershipFactory(published=True), FundingProjectFactory(published=True)
    event("Pierwsze", partnership=partnership, project=project, starts_on=TODAY - timedelta(days=50))
    event("Drugie", partnership=partnership, project=project, starts_on=TODAY - timedelta(days=5))
    assert texts(section(PARTNERSHIP_SECTIONS).load(partnership, 1)) == ["Drugie", "Pierwsze"]
    assert texts(section(PROJECT_SECTIONS).load(project, 1)) == ["Drugie", "Pierwsze"]


def test_a_project_tells_where_one_may_register_now():
    project, now = FundingProjectFactory(published=True), timezone.now()
    event("Otwarte", project=project, starts_on=TODAY + timedelta(days=4000))
    event("Wcześniejsze", project=project, starts_on=TODAY + timedelta(days=3990), capacity=1, taken=1)
    event("Pełne", project=project, capacity=1, taken=1, has_waiting_list=False)
    event("Bez zgłoszeń", project=project, registration_mode="none")
    event("Jeszcze nie", project=project, opens_at=now + timedelta(hours=1))
    event("Już nie", project=project, closes_at=now - timedelta(hours=1))
    event("Minione", project=project, starts_on=TODAY - timedelta(days=9))
    event("Cudze", project=FundingProjectFactory(published=True))
    opened = next(one for one in PROJECT_SECTIONS if one.key == "zapisy")
    rows = opened.load(project, 1)
    assert texts(rows) == ["Wcześniejsze", "Otwarte"]
    assert [row.tag for row in rows] == ["lista rezerwowa", "zgłoszenia otwarte"]


def test_shelf_is_read_in_portions(django_assert_num_queries):
    project = FundingProjectFactory(published=True)
    for number in range(SIZE + 1):
        event(f"Spotkanie {number}", project=project)
    with django_assert_num_queries(1):
        first = section(PROJECT_SECTIONS).load(project, 1)
    assert (len(first), first.more) == (SIZE, True)
    second = section(PROJECT_SECTIONS).load(project, 2)
    assert (len(second), second.more) == (1, False)


def test_pages_of_lower_floors_draw_the_shelf(client):
    entity, project = EntityFactory(published=True), FundingProjectFactory(published=True)
    one = event("Narada ze wszystkimi", project=project)
    EventEntityFactory(event=one, entity=entity, role=EntityRole.HOST)
    for url in (f"/podmioty/{entity.slug}/", f"/projekty/{project.slug}/", f"/osrodki/{one.centre.slug}/"):
        assert "Narada ze wszystkimi" in read(client, url)


def test_site_map_and_search_know_public_events_only():
    event("Widoczne")
    event("Szkic", published=False)
    (section,) = [one for one in SITEMAP_SECTIONS if one.key == "events"]
    assert [row.path for row in section.rows()] == ["/wydarzenia/", "/wydarzenia/kalendarz/", "/wydarzenia/widoczne/"]
    (source,) = [one for one in SEARCH_SOURCES if one.key == "event"]
    assert [row.title for row in source.rows()] == ["Widoczne"]


def test_new_copies_of_the_cover_make_the_page_new():
    image = StoredImageFactory(ready=True)
    one, other = event("Z okładką", cover=image, cover_alt="Autokar"), event("Bez okładki")
    before = one.page_version
    redraw_image(image)
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.page_version == before + 1
    assert other.page_version == before
