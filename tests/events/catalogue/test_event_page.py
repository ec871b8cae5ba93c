"""The page of an event: every part of it, who sees it, its old addresses, what search engines read."""

import json
import re
from datetime import date, time, timedelta

import pytest

from common.slugs.services import change_slug
from events.catalogue.models import EntityRole
from events.programme.services import replan_event
from events.registration.notices.change_notice import fingerprint, keep_quiet, tell_change
from events.registration.services import NewPerson, Registrant, register
from tests.events.catalogue.pages import NOON, TODAY, event, plain, read
from tests.factories import (
    AppearanceFactory,
    ArticleEventFactory,
    EntityFactory,
    EventDocumentFactory,
    EventEntityFactory,
    EventFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    PointFactory,
    PointListFactory,
    ProgrammeItemFactory,
    QuotationFactory,
    StopFactory,
    StoredImageFactory,
)


@pytest.fixture(autouse=True)
def _at_noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def visit():
    """Two days, three stops, everything an event may have."""
    one = event(
        "Wizyta studyjna",
        kind="study_visit",
        starts_on=TODAY + timedelta(days=20),
        ends_on=TODAY + timedelta(days=21),
        lead="Dwa dni w drodze.",
        aim="Zobaczyć, jak pracują inni.",
        target_group="samorządy",
        accessibility="autokar z podnośnikiem",
        cost="udział bezpłatny",
        contact_name="Halina Zarzycka",
        contact_phone="+48330000001",
        contact_email="zarzycka@owes.example",
        project=FundingProjectFactory(published=True, slug="mowes", short_name="MOWES"),
        partnership=LocalPartnershipFactory(published=True, slug="partnerstwo", name="Partnerstwo ziemi"),
        cover=StoredImageFactory(ready=True),
        cover_alt="Autokar na drodze",
    )
    first = StopFactory(event=one, day=one.starts_on, name="Centrum", town="Byczyna", host=entity("Gospodarz I"))
    StopFactory(event=one, day=one.starts_on, name="Restauracja", town="Polanowice", position=1, starts_at=time(13, 0))
    StopFactory(event=one, day=one.ends_on, name="Manufaktura", town="Żarki")
    item = ProgrammeItemFactory(event=one, stop=first, title="Jak powstało centrum", starts_at=time(10, 0))
    AppearanceFactory(event=one, item=item, name="Grażyna Ludwicka", function="dyrektorka", topic="Droga centrum")
    AppearanceFactory(event=one, academic_title="dr", name="Adam Nowicki", role="adviser", institution="ROPS")
    PointFactory(list=PointListFactory(event=one, title="Zobowiązania"), text="Spróbujemy u siebie")
    PointFactory(list=PointListFactory(event=one, stop=first, title="Elementy systemu"), text="klauzule społeczne")
    QuotationFactory(event=one, text="Razem łatwiej.", said_by="Uczestniczka")
    EventEntityFactory(event=one, entity=entity("Organizator Region"))
    EventEntityFactory(event=one, entity=entity("Las i Drewno"), role=EntityRole.PRESENTED, note="Drewno kominkowe.")
    EventEntityFactory(event=one, entity=entity("Gmina Wysłana"), role=EntityRole.REPRESENTED)
    EventDocumentFactory(event=one, title="Program wizyty")
    EventDocumentFactory(event=one, title="Lista podpisów", is_public=False)
    return one


def entity(name, **fields):
    return EntityFactory(published=True, name=name, **fields)


def test_page_holds_every_part(client, visit):
    text = read(client, f"/wydarzenia/{visit.slug}/")
    for part in (
        "Wizyta studyjna 12–13 grudnia 2026 r.",
        "Dwa dni w drodze.",
        "Zobaczyć, jak pracują inni.",
        "Dzień pierwszy: Byczyna i Polanowice",
        "Dzień drugi: Żarki",
        "Gospodarz: Gospodarz I",
        "10.00 Jak powstało centrum",
        "Grażyna Ludwicka, dyrektorka: Droga centrum",
        "dr Adam Nowicki",
        "Elementy systemu: klauzule społeczne",
        "Zobowiązania Spróbujemy u siebie",
        "Razem łatwiej. Uczestniczka",
        "Organizator Organizator Region",
        "Las i Drewno Drewno kominkowe.",
        "Dla kogo samorządy",
        "autokar z podnośnikiem",
        "udział bezpłatny",
        "Halina Zarzycka 33 000 00 01",
        "Program wizyty PDF",
        "Reprezentowane Gmina Wysłana",
        "O projekcie",
    ):
        assert part in text, part


def test_page_keeps_to_itself_what_is_not_public(client, visit):
    text = read(client, f"/wydarzenia/{visit.slug}/")
    assert "Lista podpisów" not in text


def test_page_links_to_what_it_names(client, visit):
    html = client.get(f"/wydarzenia/{visit.slug}/").content.decode()
    for path in ("/partnerstwa/partnerstwo/", "/projekty/mowes/", f"/osrodki/{visit.centre.slug}/"):
        assert f'href="{path}"' in html
    presented = visit.entity_roles.get(role="presented").entity
    assert f'<a href="/podmioty/{presented.slug}/">Las i' in html.replace("\u00a0", " ")


def test_unpublished_entity_and_project_are_named_without_a_link(client):
    hidden = EntityFactory(name="Dopiero Powstaje", slug="dopiero-powstaje")
    one = event("Narada", project=FundingProjectFactory(slug="projekt-szkic", short_name="Szkic"))
    EventEntityFactory(event=one, entity=hidden, role=EntityRole.PRESENTED)
    html = client.get(f"/wydarzenia/{one.slug}/").content.decode()
    assert "Dopiero Powstaje" in plain(html)
    assert "/podmioty/dopiero-powstaje/" not in html
    assert "/projekty/projekt-szkic/" not in html


@pytest.mark.parametrize("fields", [{"published": False}, {"published": False, "slug": "inne"}])
def test_draft_is_not_found(client, fields):
    one = event("Szkic", **fields)
    assert client.get(f"/wydarzenia/{one.slug}/").status_code == 404
    assert client.get(f"/wydarzenia/{one.slug}/kalendarz.ics").status_code == 404


@pytest.mark.parametrize("path", ["nie-ma/", "nie-ma/kalendarz.ics", "nie-ma/pliki/1/", f"nie-ma/pliki/{9**40}/"])
def test_unknown_address_is_not_found(client, path):
    assert client.get(f"/wydarzenia/{path}").status_code == 404


def test_old_address_leads_to_the_new_one_in_its_language(client):
    one = event("Stara nazwa")
    change_slug(one, "Nowa nazwa")
    for before, after in (
        ("/wydarzenia/stara-nazwa/", "/wydarzenia/nowa-nazwa/"),
        ("/en/wydarzenia/stara-nazwa/", "/en/wydarzenia/nowa-nazwa/"),
        ("/wydarzenia/stara-nazwa/kalendarz.ics", "/wydarzenia/nowa-nazwa/kalendarz.ics"),
    ):
        response = client.get(before)
        assert (response.status_code, response.url) == (301, after)


def test_old_address_of_a_draft_stays_unknown(client):
    one = event("Stara nazwa", published=False)
    change_slug(one, "Nowa nazwa")
    assert client.get("/wydarzenia/stara-nazwa/").status_code == 404


def test_public_file_comes_as_a_download_and_a_private_one_not_at_all(client, visit):
    public, private = visit.documents.order_by("id")
    response = client.get(f"/wydarzenia/{visit.slug}/pliki/{public.pk}/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert client.get(f"/wydarzenia/{visit.slug}/pliki/{private.pk}/").status_code == 404
    other = event("Inne")
    assert client.get(f"/wydarzenia/{other.slug}/pliki/{public.pk}/").status_code == 404


def test_online_link_is_public_only_where_nobody_registers(client):
    link = "https://spotkanie.example/pokoj"
    open_one = event("Otwarte", online_url=link, registration_mode="none", town="")
    closed_one = event("Zamknięte", online_url=link, town="")
    assert link in client.get(f"/wydarzenia/{open_one.slug}/").content.decode()
    assert link not in client.get(f"/wydarzenia/{closed_one.slug}/").content.decode()
    assert "online, link przyjdzie e-mailem" in read(client, f"/wydarzenia/{closed_one.slug}/")
    for one in (open_one, closed_one):
        assert link.encode() not in client.get(f"/wydarzenia/{one.slug}/kalendarz.ics").content or one is open_one


def test_follow_up_and_its_forerunner_know_each_other(client):
    first = event("Pierwsze spotkanie", starts_on=date(2026, 1, 10))
    event("Drugie spotkanie", follows=first)
    event("Trzecie w szkicu", follows=first, published=False)
    assert "Co było dalej" in read(client, "/wydarzenia/pierwsze-spotkanie/")
    assert "Drugie spotkanie" in read(client, "/wydarzenia/pierwsze-spotkanie/")
    assert "Trzecie w szkicu" not in read(client, "/wydarzenia/pierwsze-spotkanie/")
    assert "Wcześniej" in read(client, "/wydarzenia/drugie-spotkanie/")


def test_past_event_leads_to_its_report(client):
    one = event("Minione", starts_on=date(2026, 3, 1), completed=True)
    ArticleEventFactory(event=one, article__title="Relacja z marca")
    html = client.get(f"/wydarzenia/{one.slug}/").content.decode()
    assert "Relacja z marca" in plain(html)
    assert re.search(r'<a class="btn btn--quiet" href="#([\w-]+)">', html)[1] in html


def test_structured_data_is_what_the_page_says_and_cannot_break_out(client):
    one = event(
        'Narada </script><script>alert("x")</script>',
        slug="narada",
        starts_on=date(2026, 12, 9),
        starts_at=time(10, 0),
        ends_at=time(13, 0),
        capacity=12,
    )
    html = client.get(f"/wydarzenia/{one.slug}/").content.decode()
    assert "<script>alert" not in html
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(blocks[0])
    assert len(blocks) == 1
    assert data["@type"] == "Event"
    assert data["name"] == one.title
    assert data["startDate"] == "2026-12-09T10:00:00+01:00"
    assert data["endDate"] == "2026-12-09T13:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"]["address"]["addressLocality"] == "Kęty"
    assert data["maximumAttendeeCapacity"] == 12


def structured_data(client, path):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode())
    return json.loads(block)


def test_search_engines_read_the_language_the_organiser_and_that_it_is_free(client, settings):
    settings.SITE_URL = "https://owes.example"
    one = event("Narada", title_en="Council", capacity=1)
    row = EventEntityFactory(event=one, entity__name="Spółdzielnia", entity__slug="spoldzielnia")
    polish, english = (structured_data(client, f"{prefix}/wydarzenia/{one.slug}/") for prefix in ("", "/en"))
    assert (polish["inLanguage"], english["inLanguage"]) == ("pl", "en")
    organiser = {"@type": "Organization", "name": row.entity.name}
    assert polish["organizer"] == [organiser | {"url": "https://owes.example/podmioty/spoldzielnia/"}]
    assert english["organizer"] == [organiser | {"url": "https://owes.example/en/podmioty/spoldzielnia/"}]
    offer = {"@type": "Offer", "price": 0, "priceCurrency": "PLN", "availability": "https://schema.org/InStock"}
    assert polish["offers"] == offer | {"url": "https://owes.example/wydarzenia/narada/"}
    paid = event("Warsztat", cost="50 zł")
    assert "offers" not in structured_data(client, f"/wydarzenia/{paid.slug}/")


def test_search_engines_read_from_when_an_event_was_moved_but_nothing_of_a_typo(cast, client):
    one = event("Narada", starts_on=date(2026, 12, 9), starts_at=time(10, 0), centre=cast.centre)
    register(event_id=one.pk, entity=None, registrant=Registrant("Ewa", "Bąk"), people=[NewPerson("Ewa", "Bąk")])
    replan_event(event_id=one.pk, by=None, starts_at=time(10, 1))
    keep_quiet(event_id=one.pk, by=None)
    assert structured_data(client, f"/wydarzenia/{one.slug}/")["eventStatus"] == "https://schema.org/EventScheduled"
    replan_event(event_id=one.pk, by=None, starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 16))
    tell_change(event_id=one.pk, seen=fingerprint(type(one).objects.get(pk=one.pk)), note="", by=None)
    data = structured_data(client, f"/wydarzenia/{one.slug}/")
    assert (data["eventStatus"], data["previousStartDate"], data["startDate"]) == (
        "https://schema.org/EventRescheduled",
        "2026-12-09T10:01:00+01:00",
        "2026-12-16T10:01:00+01:00",
    )


def test_cancelled_event_says_so_to_search_engines(client):
    one = event("Narada", cancelled=True, published=False)
    assert "https://schema.org/EventCancelled" in client.get(f"/wydarzenia/{one.slug}/").content.decode()


def test_head_names_the_page_in_both_languages(client, settings):
    settings.SITE_URL = "https://portal.example"
    one = event("Narada", title_en="Council", lead="Po co jest narada.")
    polish = client.get(f"/wydarzenia/{one.slug}/").content.decode()
    english = client.get(f"/en/wydarzenia/{one.slug}/").content.decode()
    assert "<title>Narada – " in polish
    assert "<title>Council – " in english
    assert f'<link rel="canonical" href="https://portal.example/wydarzenia/{one.slug}/">' in polish
    assert f'<link rel="canonical" href="https://portal.example/en/wydarzenia/{one.slug}/">' in english
    for html in (polish, english):
        assert f'hreflang="en" href="https://portal.example/en/wydarzenia/{one.slug}/"' in html
    assert '<meta property="og:title" content="Council">' in english


def test_english_page_marks_what_is_in_polish_only(client):
    one = event("Narada", title_en="Council", aim="Cel narady.", theme="Temat", theme_en="Theme")
    html = client.get(f"/en/wydarzenia/{one.slug}/").content.decode()
    assert "<h1>Council</h1>" in html
    assert re.search(r'<div lang="pl"><p>Cel\xa0?\s?narady\.</p></div>', html)
    assert "At a glance" in html


def test_page_sets_no_cookie_and_varies_by_none(client, visit):
    client.cookies["sessionid"] = "somebody"
    response = client.get(f"/wydarzenia/{visit.slug}/")
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_page_takes_as_many_queries_with_one_of_each_as_with_thirty(client, constant_queries):
    one = event("Wielka wizyta", starts_on=TODAY + timedelta(days=20), ends_on=TODAY + timedelta(days=21))

    def add(n):
        for _each in range(n):
            place = StopFactory(event=one, host=EntityFactory(published=True))
            item = ProgrammeItemFactory(event=one, stop=place)
            AppearanceFactory(event=one, item=item, entity=EntityFactory(published=True))
            PointFactory(list=PointListFactory(event=one))
            QuotationFactory(event=one)
            EventEntityFactory(event=one, entity=EntityFactory(published=True), role=EntityRole.PRESENTED)
            EventDocumentFactory(event=one)
            EventFactory(published=True, follows=one)

    assert constant_queries(client, f"/wydarzenia/{one.slug}/", add) <= 12


def test_plain_event_takes_few_queries(client, django_assert_max_num_queries):
    one = event("Skromne", starts_on=TODAY + timedelta(days=20))
    client.get("/wydarzenia/")
    with django_assert_max_num_queries(6):
        client.get(f"/wydarzenia/{one.slug}/")
