"""How counties are written in sheets and letters: all 380, in every way, alone and beside a voivodeship."""

import html
import re
from collections import Counter

import pytest

from common.text.folding import fold
from entities.centres.models import CentreKind, SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County, Voivodeship
from entities.territory.queries import CountyNames, find_voivodeship
from tests.entities.imports.sheets import HEAD, ROW, xlsx
from tests.entities.imports.test_imports import run, tried
from tests.factories import SupportCentreFactory

pytestmark = pytest.mark.django_db

OF_CITY = (
    "{0}", "m. {0}", "m.{0}", "M. {0}", "miasto {0}", "powiat m. {0}", "Powiat m. {0}", "pow. m. {0}", "miasta {0}",
    "powiat grodzki {0}", "{0} - powiat grodzki", "{0} (miasto na prawach powiatu)", "miasto na prawach powiatu {0}",
    "powiat {0}", "m. st. {0}", "m.st. {0}", "powiat m. st. {0}", "Powiat m.st.{0}", "powiat miasto {0}", " {0} ",
)  # fmt: skip
OF_LAND = (
    "{0}", "powiat {0}", "Powiat {0}", "pow. {0}", "pow.{0}", "powiatu {0}ego", "w powiecie {0}m", "powiat ziemski {0}",
    "{0} powiat", " powiat  {0} ",
)  # fmt: skip
BESIDE = ("{0} ({1})", "{0}, woj. {1}", "{0}, {1}", "województwo {1}, {0}")


def lands() -> dict[str, str]:
    return dict(Voivodeship.objects.values_list("code", "name"))


def written() -> list[tuple[str, County]]:
    """Every county in every way, also in capitals and without diacritics."""
    found = []
    for county in County.objects.all():
        for way in OF_CITY if county.is_city else OF_LAND:
            name = way.format(county.name)
            found += [(text, county) for text in (name, name.upper(), fold(name))]
    return found


def twins() -> set[str]:
    names = Counter(County.objects.filter(is_city=False).values_list("name", flat=True))
    return {name for name, times in names.items() if times > 1}


def test_no_way_of_writing_a_county_means_another_one_and_only_shared_names_are_asked():
    counties, shared = CountyNames(County.objects.all()), twins()
    assert len(shared) == 10
    wrong = {}
    for text, county in written():
        found = counties.named(text)
        right = len(found) == 2 if county.name in shared else len(found) == 1
        if county not in found or not right:
            wrong[text] = [str(one) for one in found]
    assert wrong == {}


def unsure(ways: tuple[str, ...], *, in_turn: bool) -> dict[str, str]:
    """What is not read as its county with its voivodeship beside it, written in all of the ways, or in the next one."""
    counties, names = CountyNames(County.objects.all()), lands()
    wrong = {}
    for n, (text, county) in enumerate(written()):
        land = county.voivodeship_id
        if counties.named(text, land) != [county]:
            wrong[text] = names[land]
        for beside in ways[n % len(ways) :][:1] if in_turn else ways:
            if counties.named(beside.format(text, names[land])) != [county]:
                wrong[beside.format(text, names[land])] = names[land]
    return wrong


def test_beside_its_own_voivodeship_every_county_is_sure():
    assert unsure(BESIDE, in_turn=True) == {}


@pytest.mark.soak
def test_beside_its_own_voivodeship_every_county_is_sure_in_each_way():
    assert unsure(BESIDE, in_turn=False) == {}


def test_beside_another_voivodeship_no_county_is_taken():
    counties, names, shared = CountyNames(County.objects.all()), lands(), twins()
    codes = sorted(names)
    taken = [
        (text, land)
        for text, county in written()
        if county.name not in shared
        for land in [codes[(codes.index(county.voivodeship_id) + 5) % 16]]
        if counties.named(text, land) or counties.named(f"{text} ({names[land]})")
    ]
    assert taken == []


@pytest.mark.parametrize(
    "way", ["{}", "woj. {}", "województwo {}", "województwa {}go", "WOJ. {}", "w województwie {}", "voivodeship {}"]
)
def test_a_voivodeship_is_known_however_it_is_written(way):
    assert {code: find_voivodeship(way.format(name)) for code, name in lands().items()} == {c: c for c in lands()}
    assert [find_voivodeship(text) for text in ("SLASKIE", "02", "2", "śląskim", "śląski", "krakowskie", "99", "")] == [
        *("24", "02", "02", "24", "", "", "", "")
    ]


def sheet_of(client, rows: list[tuple[str, str]]):
    head = [*HEAD, "Województwo"]
    cells = [[f"Fundacja {n} Kępa", "fundacja", "", county, *ROW[4:], land] for n, (county, land) in enumerate(rows)]
    sheet = tried(client, xlsx(head, *cells))
    return [row.told("errors") for row in sheet.rows.all()], sheet


def test_a_sheet_with_every_city_as_statistics_write_it_is_read_right(client, cast):
    client.force_login(cast.coordinator)
    cities, names = list(County.objects.filter(is_city=True)), lands()
    rows = [(f"Powiat m. {one.name}", names[one.voivodeship_id] if n % 2 else "") for n, one in enumerate(cities)]
    errors, sheet = sheet_of(client, rows)
    assert errors == [[]] * 66
    run(client, sheet)
    made = Entity.objects.filter(name__endswith="Kępa", name__startswith="Fundacja").order_by("pk")
    assert [one.county for one in made] == cities


def test_a_sheet_asks_where_a_name_is_shared_and_refuses_a_county_of_another_voivodeship(client, cast):
    client.force_login(cast.coordinator)
    rows = [("brzeski", ""), ("krakowski", "śląskie"), ("krakowski", "Śląsk"), ("Lublin", "woj. śląskie"), ("Lubl", "")]
    both = "powiat brzeski (małopolskie), powiat brzeski (opolskie)"
    assert sheet_of(client, rows)[0] == [
        [["county", f"Pasuje kilka powiatów: {both}. Proszę dopisać województwo albo kod."]],
        [["county", "Ten powiat leży w innym województwie: krakowski (małopolskie)."]],
        [["voivodeship", "Nie ma takiego województwa."]],
        [["county", "Ten powiat leży w innym województwie: Lublin (lubelskie)."]],
        [["county", "Nie ma takiego powiatu. Może: Lublin?"]],
    ]


@pytest.fixture
def everywhere():
    """A ROPS in each voivodeship."""
    for code in lands():
        SupportCentreFactory(kind=CentreKind.ROPS, voivodeship_id=code, name=f"ROPS {code}")


def answer(client, text: str) -> tuple[set[str], str]:
    """Slugs of the counties that the finder answers with, or offers, and its page."""
    page = html.unescape(client.get("/osrodki/", {"powiat": text}).content.decode())
    part = page.partition("</datalist>")[2].partition('aria-labelledby="all"')[0]
    return set(re.findall(r'href="/(?:powiaty/|osrodki/\?powiat=)([^"/]+)/?">', part)), part


def test_the_finder_knows_every_city_as_statistics_write_it(client, everywhere):
    cities = County.objects.filter(is_city=True)
    assert {one.slug: answer(client, f"Powiat m. {one.name}")[0] for one in cities} == {
        one.slug: {one.slug} for one in cities
    }


def test_the_finder_takes_no_county_of_this_region_for_a_city_of_another(client):
    SupportCentreFactory(kind=CentreKind.ROPS, voivodeship_id="24", name="ROPS śląski")
    assert SupportCentre.objects.count() == 1
    for text in ("Powiat m. Lublin", "Lublin", "m. Lublin", "krakowski śląskie", "Bytów"):
        assert answer(client, text)[0] == set()
    assert answer(client, "lubl")[0] == {"powiat-lubliniecki"}


def test_the_finder_asks_where_two_counties_share_a_name_and_says_the_voivodeship(client, everywhere):
    for name in sorted(twins()):
        found, part = answer(client, f"powiat {name}")
        both = County.objects.filter(name=name)
        assert found == {one.slug for one in both}
        assert [part.count(f"powiat {name} ({one.voivodeship.name})</a>") for one in both] == [1, 1]
        assert answer(client, f"{name} ({both[0].voivodeship.name})")[0] == {both[0].slug}
