"""Find your centre: what people type and the county, hence the centre, that answers. One table, through the page."""

import html
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from entities.centres.models import SupportCentre
from entities.territory.models import County, Municipality
from tests.factories import CountyFactory, SupportCentreFactory, VoivodeshipFactory

pytestmark = pytest.mark.django_db

COUNTIES = {
    "2611": "starachowicki", "2610": "skarżyski", "2604": "kielecki", "2605": "konecki", "2607": "ostrowiecki",
    "2601": "buski", "2603": "kazimierski", "2606": "opatowski", "2609": "sandomierski", "2661": "Kielce",
}  # fmt: skip
NORTH, SOUTH = ("2611", "2610", "2605", "2607"), ("2604", "2601", "2603", "2606", "2609", "2661")
# What is typed → the counties of the answer, known without the register too.
ALWAYS = {
    "starachowicki": "2611", "powiat starachowicki": "2611", "w powiecie starachowickim": "2611",
    "POWIAT STARACHOWICKI": "2611", "Starachowice": "2611", "w starachowicach": "2611", "ze Starachowic": "2611",
    "staracho": "2611", "pow. starachowicki": "2611", "skarzysko": "2610", "Skarżysko-Kamienna": "2610",
    "w Skarżysku": "2610", "w skarzysku-kamiennej": "2610", "skarżyskim": "2610", "kielcach": "2661", "Kielce": "2661",
    "w kielcach": "2661", "z Kielc": "2661", "miasto Kielce": "2661", "KIELCE": "2661", "powiat kielecki": "2604",
    "kieleckim": "2604", "powiatu kieleckiego": "2604", "konskie": "2605", "w Końskich": "2605", "konecki": "2605",
    "Ostrowiec": "2607", "w ostrowcu": "2607", "Ostrowiec Świętokrzyski": "2607", "ostrowcu swietokrzyskim": "2607",
    "Busko-Zdrój": "2601", "w busku": "2601", "busko zdroj": "2601", "Kazimierza Wielka": "2603",
    "w kazimierzy wielkiej": "2603", "w Opatowie": "2606", "opatowski": "2606", "Sandomierz": "2609",
    "w sandomierzu": "2609", "powiat sandomierski": "2609", "sandomierski, świętokrzyskie": "2609",
}  # fmt: skip
# A slip of the finger: the answer says what was understood.
NEAR = {"strachowice": "2611", "kelce": "2661", "sandomież": "2609", "ostorwiec": "2607", "skarżyisko": "2610"}
# What only the register of municipalities tells; two counties where the name stands in both.
REGISTER = {
    "gmina pawlow": "2611", "Pawłów": "2611", "w pawłowie": "2611", "Wąchock": "2611", "w wąchocku": "2611",
    "gmina Brody": "2611", "w Brodach": "2611", "Bodzentyn": "2604", "w bodzentynie": "2604", "checiny": "2604",
    "w Chęcinach": "2604", "gm. Nowa Słupia": "2604", "w nowej slupi": "2604", "skarżysko kościelne": "2610",
    "w skarżysku kościelnym": "2610", "cmielow": "2607", "Opatowiec": "2603", "Opatów": "2606", "gmina kielce": "2661",
    "Łagów": "2604", "Wilczyce": "2609", "Osiek": "2601 2609",
}  # fmt: skip
NONE = ("Atlantyda", "powiat", "gmina", "xyz", "w", "Nowa Huta")
COMMUNES = {
    "2611042": "Pawłów", "2611053": "Wąchock", "2611022": "Brody", "2611011": "Starachowice",
    "2604023": "Bodzentyn", "2604043": "Chęciny", "2604123": "Nowa Słupia", "2604082": "Łagów", "2610011":
    "Skarżysko-Kamienna", "2610042": "Skarżysko Kościelne", "2607033": "Ćmielów", "2603042": "Opatowiec",
    "2606053": "Opatów", "2661011": "Kielce", "2609082": "Wilczyce", "2609993": "Osiek", "2601993": "Osiek",
}  # fmt: skip


@pytest.fixture
def region() -> None:
    """Two centres share ten counties."""
    land = VoivodeshipFactory(code="26", name="świętokrzyskie", slug="swietokrzyskie")
    for code, name in COUNTIES.items():
        CountyFactory(code=code, name=name, voivodeship=land, is_city=code == "2661")
    for name, codes in (("OWES Północ", NORTH), ("OWES Południe", SOUTH)):
        SupportCentreFactory(name=name, counties=County.objects.filter(pk__in=codes), voivodeship=land)


@pytest.fixture
def register(region) -> None:
    """Municipalities, as `import_terc` leaves them."""
    Municipality.objects.bulk_create(
        Municipality(code=code, county_id=code[:4], name=name, sort_name=name) for code, name in COMMUNES.items()
    )


def answered(client, asked: str) -> tuple[set[str], str]:
    """(slugs of the counties that the page answers with, the answering part of the page)."""
    text = html.unescape(client.get("/osrodki/", {"powiat": asked}).content.decode())
    part = text.partition("</datalist>")[2].partition('aria-labelledby="all"')[0].partition("</form>")[2]
    if "Kto pomaga" in part:
        return set(re.findall(r'<a class="more" href="/powiaty/([^"]+)/">', part)), part
    return set(re.findall(r'href="/osrodki/\?powiat=([^"]+)"', part)), part


def wrong(client, table: dict[str, str]) -> dict[str, set[str]]:
    """Rows of the table that the page answers otherwise; where one county answers, its centre must stand there."""
    slugs = dict(County.objects.values_list("pk", "slug"))
    told = {}
    for asked, codes in table.items():
        found, part = answered(client, asked)
        centre = "OWES Północ" if codes in NORTH else "OWES Południe"
        if found != {slugs[code] for code in codes.split()} or (" " not in codes and centre not in part):
            told[asked] = found
    return told


def test_whatever_form_is_typed_the_county_and_its_centre_answer(client, region):
    assert len(ALWAYS) >= 40
    assert wrong(client, ALWAYS) == {}


def test_with_the_register_every_municipality_answers_too(client, register):
    assert wrong(client, ALWAYS | REGISTER) == {}


def test_a_slip_of_the_finger_is_forgiven_and_said(client, region):
    assert wrong(client, NEAR) == {}
    assert [asked for asked in NEAR if "Czy chodziło o" not in answered(client, asked)[1]] == []


def test_what_is_not_known_gets_a_kind_answer(client, register):
    for asked in NONE:
        found, part = answered(client, asked)
        assert found == set()
        assert "Nie znamy powiatu" in part


def test_ambiguous_names_say_their_voivodeship(client, register):
    _, part = answered(client, "Osiek")
    assert "O który powiat chodzi?" in part
    assert part.count("świętokrzyskie") == 2


def test_the_official_register_and_the_seats_agree(client, tmp_path: Path):
    """Brought in through the command itself, in its own form."""
    lines = [
        "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA",
        "26;;;;ŚWIĘTOKRZYSKIE;województwo;2021-01-01",
        "26;11;;;starachowicki;powiat;2021-01-01",
        "26;11;04;2;Pawłów;gmina wiejska;2021-01-01",
    ]
    land = VoivodeshipFactory(code="26", name="świętokrzyskie", slug="swietokrzyskie")
    county = CountyFactory(code="2611", name="starachowicki", voivodeship=land)
    centre = SupportCentreFactory(name="OWES Północ", voivodeship=land, counties=[county])
    assert answered(client, "gmina pawlow")[0] == set()
    path = tmp_path / "TERC.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    call_command("import_terc", str(path), partial=True, verbosity=0)
    found, part = answered(client, "gmina pawlow")
    assert found == {county.slug}
    assert SupportCentre.objects.get(pk=centre.pk).name in part
