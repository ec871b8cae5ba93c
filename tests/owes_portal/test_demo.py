"""The five documents on public pages: DESIGN §5's table, part by part, looked for where a reader looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from accounts.exports.models import StaffExport
from accounts.models import User
from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from entities.directory.identifiers import clean_krs, clean_nip, clean_regon
from entities.directory.models import Entity
from events.catalogue.models import Event
from events.registration.queries import doubles_of
from files.models import StoredImage
from news.articles.models import Article
from owes_portal.demo import door, mergers
from owes_portal.demo import load as loading
from owes_portal.demo.people import PASSWORD, SIGN_INS
from tests.owes_portal.demo_parts import PARTS, POZNAN, POZNAN_EN, Part


class Reader(HTMLParser):
    """What a page says and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: set[str] = set()
        self.images: list[str] = []
        self.times: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.add(given["href"] or "")
        if tag == "img":
            self.images.append(given.get("alt") or "")
        if tag == "time" and given.get("datetime"):
            self.times.add(given["datetime"] or "")


@dataclass
class Page:
    """A page as its reader has it."""

    text: str
    links: set[str]
    images: list[str]
    html: str = field(repr=False)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[loading.Loaded]:
    """The demo, loaded once for this module and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loading.load(localdate())
        transaction.set_rollback(True)


@pytest.fixture
def read(demo: loading.Loaded, db: None, client: Client) -> Callable[[str], Page]:
    """`read(url)`: the page there."""

    def open_page(url: str) -> Page:
        response = client.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        html = response.content.decode()
        reader = Reader()
        reader.feed(html)
        text = " ".join(" ".join(reader.said).replace("\u00a0", " ").split())
        return Page(text=text, links=reader.links, images=reader.images, html=html)

    return open_page


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.document} {part.name}")
def test_the_part_of_the_document_is_on_the_page(read, part: Part) -> None:
    page = read(part.url)
    for words in part.says:
        assert words in page.text, f"{part.url} does not say: {words}"
    for link in part.links:
        assert link in page.links, f"{part.url} does not lead to {link}"
    for alt in part.images:
        assert alt in page.images, f"{part.url} shows no picture of: {alt}"
    for words in part.never:
        assert words not in page.text, f"{part.url} says: {words}"


def test_five_photos_of_which_four_share_a_caption_are_told_apart(read) -> None:
    page = read("/galerie/partnerstwo-w-starachowicach-2017/")
    assert page.html.count('data-caption="Uczestnicy spotkania.') == 4
    assert page.html.count('data-caption="Powitanie gości.') == 1
    photos = [alt for alt in page.images if alt and not alt.startswith(("Fundusze", "Barwy", "Dofinansowane", "Znak"))]
    assert len(photos) == len(set(photos)) == 5


def test_the_language_switch_leads_to_the_english_text(read, client: Client) -> None:
    switch = next(link for link in read(POZNAN).links if link.startswith("/en/aktualnosci/"))
    response = client.get(switch, follow=True)
    assert response.request["PATH_INFO"] == POZNAN_EN
    assert POZNAN in {link for link, _status in client.get(POZNAN_EN.removeprefix("/en"), follow=True).redirect_chain}


def test_the_presentation_can_be_downloaded(read, client: Client) -> None:
    page = read("/aktualnosci/czego-potrzebuja-pomorskie-osrodki/")
    download = next(link for link in page.links if "/pliki/" in link or "/pobierz/" in link)
    response = client.get(download)
    assert response.status_code == 200
    assert b"".join(response).startswith(b"%PDF")


def test_a_second_run_changes_nothing(demo: loading.Loaded, db: None) -> None:
    before = AuditEntry.objects.count(), list(Event.objects.values_list("slug", "page_version").order_by("id"))
    again = loading.load(localdate())
    assert not again.anything_new
    assert (
        AuditEntry.objects.count(),
        list(Event.objects.values_list("slug", "page_version").order_by("id")),
    ) == before


def test_what_was_deleted_comes_back(demo: loading.Loaded, db: None) -> None:
    Article.objects.get(slug="nowa-sala-w-dzierzgoniu").versions.all().delete()
    Article.objects.get(slug="nowa-sala-w-dzierzgoniu").delete()
    assert loading.load(localdate()).anything_new
    assert Article.objects.filter(slug="nowa-sala-w-dzierzgoniu").exists()


def test_there_is_enough_to_show(demo: loading.Loaded, db: None) -> None:
    assert demo.entities >= 40
    assert demo.centres >= 5
    assert Event.objects.coming(localdate()).count() >= 12
    assert StoredImage.objects.exclude(state="ready").count() == 0
    assert Event.objects.filter(state="published", waiting__gt=0).exists()
    assert Event.objects.filter(state="published", participants__state="pending").exists()
    assert len(set(Entity.objects.values_list("kind", flat=True))) > 25


def test_every_identifier_is_a_valid_one(demo: loading.Loaded, db: None) -> None:
    rows = Entity.objects.exclude(nip="").values_list("nip", "regon", "krs")
    assert len(rows) > 30
    for nip, regon, krs in rows:
        assert (clean_nip(nip), clean_regon(regon), clean_krs(krs)) == (nip, regon, krs)


def test_a_cis_run_by_a_foundation_shares_its_identifiers(demo: loading.Loaded, db: None) -> None:
    cis = Entity.objects.select_related("operator").get(slug="cis-w-czestochowie")
    assert cis.nip == cis.operator.nip != ""


@pytest.mark.parametrize("person", SIGN_INS, ids=lambda person: person.email)
def test_everyone_named_at_the_start_can_sign_in(demo: loading.Loaded, db: None, client: Client, person) -> None:
    user = User.objects.get(email=person.email)
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.get().verified
    assert user.role == person.role
    assert client.login(email=person.email, password=PASSWORD)


def test_nobody_is_mailed_about_the_demo(demo: loading.Loaded, db: None) -> None:
    assert set(OutboxMail.objects.values_list("state", "about")) == {
        ("held", "colleague konferencja-pomorze-przy-wspolnym-stole"),
        ("sent", "registered konferencja-pomorze-przy-wspolnym-stole"),
        ("failed", "registered konferencja-pomorze-przy-wspolnym-stole"),
    }


def test_production_refuses_the_demo(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not for production"):
        call_command("load_demo")


def test_a_volunteer_finds_a_ready_link_to_todays_door(demo, db, client: Client) -> None:
    path, _sign, token = door.door_path().partition("#")
    assert path == "/drzwi/"
    answer = client.post(path, {"code": token}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0].startswith("/drzwi/")) == (200, True)


def test_the_coordinator_finds_a_file_to_take_and_a_merger_to_undo(demo, db, client: Client) -> None:
    client.force_login(User.objects.get(email="coordinator@demo.example"))
    stays = Entity.objects.get(slug=mergers.STAYS)
    goes = Entity.objects.get(slug=mergers.GOES["slug"])
    assert (
        f"/panel/podmioty/{stays.pk}/scalanie/{goes.pk}/cofniecie/"
        in client.get(f"/panel/podmioty/{stays.pk}/").content.decode()
    )
    row = StaffExport.objects.get()
    assert f'href="/panel/eksporty/{row.pk}/plik/"' in client.get("/panel/eksporty/").content.decode()
    assert b"".join(client.get(f"/panel/eksporty/{row.pk}/plik/")).startswith(b"PK")


def test_somebody_is_registered_twice_and_offered_for_merging(demo, db) -> None:
    offered = [group for event in Event.objects.filter(starts_on=localdate()) for group in doubles_of(event)]
    assert [len(group) for group in offered] == [2]
