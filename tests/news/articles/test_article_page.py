"""The page of an article: everything that belongs to it, as data."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.test import Client

from common.slugs.services import change_slug
from common.web.versions import bump
from events.catalogue.models import EntityRole
from news.articles.models import Article, ArticleRole
from tests.factories import (
    AppearanceFactory,
    ArticleEntityFactory,
    ArticleEventFactory,
    ArticleFactory,
    AttachmentFactory,
    CountyFactory,
    EntityFactory,
    EventEntityFactory,
    EventFactory,
    FundingProjectFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    PhotoFactory,
    PointFactory,
    PointListFactory,
    ProgrammeItemFactory,
    ProjectPartnerFactory,
    QuotationFactory,
    StopFactory,
    StoredImageFactory,
    SupportCentreFactory,
    TagFactory,
)
from tests.factories.base import now

pytestmark = pytest.mark.django_db


def text_of(client: Client, article: Article, prefix: str = "") -> str:
    """The page without tags, hard spaces and line breaks as plain ones."""
    response = client.get(f"{prefix}/aktualnosci/{article.slug}/")
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&quot;", '"').split())


@pytest.fixture
def report() -> Article:
    """A report of a one-day meeting."""
    county = CountyFactory(code="1213", name="oświęcimski")
    centre = SupportCentreFactory(name="OWES Zachód", street="ul. Krótka 7", town="Oświęcim", postal_code="32-600")
    project = FundingProjectFactory(
        published=True, short_name="Razem", slug="razem", funding_sentence="Spotkanie sfinansował projekt Razem."
    )
    article = ArticleFactory(
        published=True,
        title="Kęty znów rozmawiają",
        lead="Krótko o spotkaniu.",
        body="<h2>O czym mówiono</h2><p>O pracy i zakupach.</p>",
        author="Ewa Pisząca",
        centre=centre,
        project=project,
        participation="W spotkaniu uczestniczyło 14 osób.",
    )
    event = EventFactory(
        completed=True,
        title="Spotkanie w Kętach",
        slug="kety",
        starts_on=date(2017, 3, 29),
        town="Kęty",
        county=county,
        centre=centre,
        aim="Poznać sąsiadów",
    )
    ArticleEventFactory(article=article, event=event)
    return article


def test_it_gives_title_lead_text_author_and_publicity(client, report):
    page = text_of(client, report)

    for part in (
        "Relacja ze spotkania sieciującego",
        "Kęty znów rozmawiają",
        "Krótko o spotkaniu.",
        "O czym mówiono",
        "O pracy i zakupach.",
        "Ewa Pisząca",
        "Spotkanie sfinansował projekt Razem.",
    ):
        assert part in page, part


def test_the_facts_say_when_where_who_came_who_organised_and_what_follows(client, report):
    event = report.events.get()
    StopFactory(event=event, name="Urząd Gminy", address="Rynek 7", town="Kęty", county=event.county)
    EventEntityFactory(event=event, entity__name="Związek Lustracyjny")
    EventEntityFactory(event=event, entity__name="ROPS Kraków", role=EntityRole.SUPPORTER)
    event.partnership = LocalPartnershipFactory(published=True, name="Partnerstwo Kęckie")
    event.save()
    EventFactory(published=True, title="Drugie spotkanie", follows=event, starts_on=date(2027, 7, 5))
    EventFactory(title="Szkic trzeciego", follows=event)

    page = text_of(client, report)

    for part in (
        "Kiedy 29 marca 2017 r., środa",
        "Gdzie Urząd Gminy, Rynek 7, Kęty, powiat oświęcimski",
        "Cel Poznać sąsiadów",
        "Kto przyszedł W spotkaniu uczestniczyło 14 osób.",
        "Organizator Związek Lustracyjny",
        "Przy wsparciu ROPS Kraków",
        "Projekt Razem",
        "Partnerstwo Partnerstwo Kęckie",
        "Ciąg dalszy Drugie spotkanie, 5 lipca 2027 r.",
    ):
        assert part in page, part
    assert "Szkic trzeciego" not in page


def test_programme_people_points_and_words_said_come_from_the_event(client, report):
    event = report.events.get()
    item = ProgrammeItemFactory(event=event, title="Rada Przedsiębiorczości", starts_at=time(10, 20))
    speaker = AppearanceFactory(
        event=event, item=item, name="Anna Radna", academic_title="dr", function="doradczyni", institution="Gmina Kęty"
    )
    QuotationFactory(event=event, text="Przedsiębiorcy wiedzą najlepiej", appearance=speaker, said_by="")
    questions = PointListFactory(event=event, kind="question", title="Pytania do dyskusji")
    PointFactory(list=questions, text="Co można kupić u sąsiada?")
    PointListFactory(event=event, title="Lista bez punktów")

    page = text_of(client, report)

    assert "10.20 Rada Przedsiębiorczości dr Anna Radna, doradczyni, Gmina Kęty" in page
    assert "„Przedsiębiorcy wiedzą najlepiej” dr Anna Radna, doradczyni, Gmina Kęty" in page
    assert "Pytania do dyskusji Co można kupić u sąsiada?" in page
    assert "Lista bez punktów" not in page


def test_a_journey_is_told_day_by_day_and_stop_by_stop(client):
    article = ArticleFactory(published=True)
    event = EventFactory(completed=True, kind="study_visit", starts_on=date(2017, 6, 20), ends_on=date(2017, 6, 21))
    ArticleEventFactory(article=article, event=event)
    cis = StopFactory(event=event, name="CIS w Polanowicach", town="Polanowice", day=date(2017, 6, 20))
    AppearanceFactory(event=event, stop=cis, name="Wanda Kaliś", function="dyrektorka", role="guide")
    city = StopFactory(event=event, name="Urząd Miasta", town="Częstochowa", day=date(2017, 6, 21), position=1)
    elements = PointListFactory(event=event, stop=city, title="Elementy systemu", kind="element")
    for text in ("klauzule społeczne", "spółdzielnie socjalne"):
        PointFactory(list=elements, text=text)

    page = text_of(client, article)

    assert "20 2017 Dzień 1, wtorek CIS w Polanowicach Polanowice Wanda Kaliś, dyrektorka" in page
    assert "Dzień 2, środa Urząd Miasta Częstochowa" in page
    assert "Gdzie CIS w Polanowicach, Polanowice; Urząd Miasta, Częstochowa Wydarzenie" in page
    assert page.count("Elementy systemu klauzule społeczne spółdzielnie socjalne") == 1


def test_entities_are_presented_with_what_they_do_each_once(client, report):
    cooperative = EntityFactory(published=True, name="Koniczynka", lead="Cokolwiek")
    ArticleEntityFactory(article=report, entity=cooperative, note="Dba o zieleń.")
    EventEntityFactory(event=report.events.get(), entity=cooperative, role=EntityRole.PRESENTED)
    EventEntityFactory(event=report.events.get(), entity__name="Kętucky", role=EntityRole.PRESENTED, note="Gotuje.")
    EventEntityFactory(event=report.events.get(), entity__name="Zwykły gość", role=EntityRole.REPRESENTED)

    page = text_of(client, report)

    assert page.count("Koniczynka") == 1
    assert "Koniczynka Dba o zieleń." in page
    assert "Kętucky Gotuje." in page
    assert "Zwykły gość" not in page


def test_an_entity_that_is_not_public_is_named_without_a_link(client, report):
    hidden = EntityFactory(name="Spółdzielnia Szkicowa")
    ArticleEntityFactory(article=report, entity=hidden)

    html = client.get(f"/aktualnosci/{report.slug}/").content.decode()

    assert "Spółdzielnia Szkicowa" in html
    assert f"/podmioty/{hidden.slug}/" not in html


def test_cover_and_photos_carry_their_texts_and_hidden_ones_are_gone(client):
    gallery = GalleryFactory(published=True, photo_count=2, credit="Marek Żądło", slug="zdjecia")
    PhotoFactory(gallery=gallery, alt="Dwie osoby przy tablicy")
    PhotoFactory(gallery=gallery, alt="Zdjęcie zgłoszone", hidden_at=now())
    article = ArticleFactory(
        published=True,
        gallery=gallery,
        cover=StoredImageFactory(ready=True),
        cover_alt="Pełna sala",
        cover_caption="Sala przed spotkaniem",
        cover_credit="Jan Foto",
    )

    html = client.get(f"/aktualnosci/{article.slug}/").content.decode()

    assert 'alt="Pełna sala"' in html
    assert "Sala przed spotkaniem Fot. Jan Foto" in re.sub(r"\s+", " ", html.replace("\xa0", " "))
    assert 'alt="Dwie osoby przy tablicy"' in html
    assert "Zdjęcie zgłoszone" not in html
    assert 'href="/galerie/zdjecia/"' in html


def test_files_come_as_downloads_only_from_published_articles(client, report):
    attachment = AttachmentFactory(article=report, title="Prezentacja o spółdzielczości", kind="presentation")
    draft = AttachmentFactory(article=ArticleFactory())

    assert "Prezentacja o spółdzielczości PDF," in text_of(client, report)
    response = client.get(f"/aktualnosci/{report.slug}/pliki/{attachment.pk}/")
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert client.get(f"/aktualnosci/{draft.article.slug}/pliki/{draft.pk}/").status_code == 404
    assert client.get(f"/aktualnosci/{report.slug}/pliki/{draft.pk}/").status_code == 404


def test_the_contact_is_the_events_person_or_else_the_centre(client, report):
    assert "Więcej opowie OWES Zachód. 12 000 00 00" in text_of(client, report)

    event = report.events.get()
    event.contact_name, event.contact_function, event.contact_phone = "Halina Z.", "animatorka", "+48330000001"
    event.save()
    bump("events")

    assert "Więcej opowie Halina Z., animatorka. 33 000 00 01" in text_of(client, report)


def test_an_international_meeting_names_the_partners_with_their_countries(client):
    project = FundingProjectFactory(published=True)
    ProjectPartnerFactory(project=project, entity__name="Synthesis", country="CY")
    link = ArticleEventFactory(article__project=project, event__kind="international", event__project=project)

    assert "Partnerzy projektu Synthesis (Cypr)" in text_of(client, link.article)
    assert "Synthesis (Cyprus)" in text_of(client, link.article, "/en")


def test_an_assumed_date_is_admitted(client, report):
    report.assumption = "źródło nie podaje roku"
    report.save()

    assert "O dacie: źródło nie podaje roku" in text_of(client, report)


def test_neighbours_lead_to_the_articles_before_and_after(client):
    for day, title in ((1, "Późniejszy"), (2, "Ten"), (3, "Wcześniejszy")):
        ArticleFactory(published=True, title=title, slug=title.lower(), published_at=now() - timedelta(days=day))
    ArticleFactory(title="Szkic")

    page = text_of(client, Article.objects.get(title="Ten"))

    assert "Poprzednia Wcześniejszy" in page
    assert "Następna Późniejszy" in page


def test_an_announcement_leads_to_registration_while_the_event_is_to_come(client):
    article = ArticleFactory(published=True)
    link = ArticleEventFactory(article=article, event=EventFactory(published=True), role=ArticleRole.ANNOUNCES)

    assert "Zobacz wydarzenie i zgłoś udział" in text_of(client, article)
    link.event.state = "cancelled"
    link.event.cancelled_at, link.event.cancel_reason = now(), "Choroba"
    link.event.save()
    bump("events")
    assert "Zobacz wydarzenie i zgłoś udział" not in text_of(client, article)


def test_a_pair_leads_each_language_to_its_own_article(client):
    polish = ArticleFactory(published=True, slug="spotkanie-w-poznaniu")
    ArticleFactory(published=True, slug="meeting-in-poznan", language="en", translation_of=polish)

    assert client.get("/en/aktualnosci/spotkanie-w-poznaniu/")["Location"] == "/en/aktualnosci/meeting-in-poznan/"
    assert client.get("/aktualnosci/meeting-in-poznan/")["Location"] == "/aktualnosci/spotkanie-w-poznaniu/"
    html = client.get("/en/aktualnosci/meeting-in-poznan/").content.decode()
    assert 'hreflang="pl" href="http://127.0.0.1:8000/aktualnosci/spotkanie-w-poznaniu/"' in html
    assert 'hreflang="en" href="http://127.0.0.1:8000/en/aktualnosci/meeting-in-poznan/"' in html


def test_without_a_pair_the_english_page_shows_the_polish_text_and_says_so(client, report):
    report.title_en = "Kęty talk again"
    report.save()

    html = client.get(f"/en/aktualnosci/{report.slug}/").content.decode()

    assert "<h1>Kęty talk again</h1>" in html
    assert '<div class="prose" lang="pl">' in html
    assert '<p class="lead" lang="pl">' in html
    assert "The text of this article is in Polish." in html
    assert "Report from a networking meeting" in html


def test_machines_read_what_it_is(client, report):
    html = client.get(f"/aktualnosci/{report.slug}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])

    assert (data["@type"], data["headline"], data["about"]["startDate"]) == (
        "NewsArticle",
        "Kęty znów rozmawiają",
        "2017-03-29",
    )
    assert '<meta property="og:type" content="article">' in html


def test_only_published_articles_have_a_page_and_a_changed_address_redirects(client):
    article = ArticleFactory(published=True, title="Pierwszy tytuł", slug="pierwszy-tytul")
    change_slug(article, "Drugi tytuł")

    moved = client.get("/aktualnosci/pierwszy-tytul/")
    assert (moved.status_code, moved["Location"]) == (301, "/aktualnosci/drugi-tytul/")
    for other in (ArticleFactory(), ArticleFactory(in_review=True), ArticleFactory(withdrawn=True)):
        assert client.get(f"/aktualnosci/{other.slug}/").status_code == 404
    assert client.get("/aktualnosci/nie-ma/").status_code == 404


def test_as_many_queries_for_thirty_of_everything_as_for_one(client, constant_queries, report):
    event = report.events.get()
    report.gallery = GalleryFactory(published=True, photo_count=60)
    report.cover, report.cover_alt = StoredImageFactory(ready=True), "Sala"
    report.save()

    def add(n: int) -> None:
        for number in range(n):
            stop = StopFactory(event=event, host=EntityFactory(published=True))
            item = ProgrammeItemFactory(event=event, stop=stop)
            person = AppearanceFactory(event=event, item=item, entity=EntityFactory(published=True))
            QuotationFactory(event=event, appearance=person)
            PointFactory(list=PointListFactory(event=event))
            EventEntityFactory(event=event)
            ArticleEntityFactory(article=report)
            AttachmentFactory(article=report)
            PhotoFactory(gallery=report.gallery)
            report.tags.add(TagFactory())
            ArticleEventFactory(article=report, role=ArticleRole.ANNOUNCES, event=EventFactory(published=True))
            EventFactory(published=True, follows=event, starts_on=event.starts_on + timedelta(days=number + 1))

    assert constant_queries(client, f"/aktualnosci/{report.slug}/", add) <= 20
