"""The official register: a small sample in its form; wrong files; renames, new kinds, links that do not break."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from common.auditlog.models import AuditEntry
from entities.territory.models import County, Municipality
from tests.factories import EntityFactory

pytestmark = pytest.mark.django_db

HEAD = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
SAMPLE = [
    "12;;;;MAŁOPOLSKIE;województwo;2021-01-01",
    "12;13;;;oświęcimski;powiat;2021-01-01",
    "12;13;01;1;Oświęcim;gmina miejska;2021-01-01",
    "12;13;05;3;Kęty;gmina miejsko-wiejska;2021-01-01",
    "12;13;05;4;Kęty;miasto;2021-01-01",
    "12;13;05;5;Kęty;obszar wiejski;2021-01-01",
    "12;13;06;2;Osiek;gmina wiejska;2021-01-01",
    "12;61;;;Kraków;miasto na prawach powiatu;2021-01-01",
    "12;61;01;1;Kraków;gmina miejska;2021-01-01",
    "12;61;02;9;Kraków-Krowodrza;delegatura;2021-01-01",
]


@pytest.fixture
def bring(tmp_path: Path):
    """Write a register of these lines as GUS does (BOM, CRLF) and bring it in; what the command says."""

    def run(*lines: str, encoding: str = "utf-8", partial: bool = True) -> str:
        path, said = tmp_path / "TERC.csv", StringIO()
        path.write_bytes(b"\xef\xbb\xbf" + ("\r\n".join([HEAD, *lines]) + "\r\n").encode(encoding))
        call_command("import_terc", str(path), partial=partial, stdout=said)
        return said.getvalue().strip()

    return run


def test_municipalities_come_once(bring):
    assert bring(*SAMPLE) == "new municipalities: 4"
    assert list(Municipality.objects.values_list("code", "name")) == [
        ("1213053", "Kęty"),
        ("1261011", "Kraków"),
        ("1213062", "Osiek"),
        ("1213011", "Oświęcim"),
    ]
    acts = AuditEntry.objects.count()
    assert bring(*SAMPLE) == "Nothing is new: the portal knows all of it."
    assert AuditEntry.objects.count() == acts


def test_a_new_name_a_new_kind_and_a_unit_that_ended_break_no_link(bring):
    bring(*SAMPLE)
    kety, osiek = (EntityFactory(municipality_id=code, county_id="1213") for code in ("1213053", "1213062"))
    slug = County.objects.get(code="1213").slug
    later = [line.replace("oświęcimski", "kęcki").replace("Kraków;gmina", "Kraków Nowy;gmina") for line in SAMPLE]
    later[6] = "12;13;06;3;Osiek;gmina miejsko-wiejska;2022-01-01"
    later[3:6] = ["12;13;09;2;Bulowice;gmina wiejska;2022-01-01"]
    said = bring(*later)
    assert said == (
        "renamed counties: 1, new municipalities: 2, renamed municipalities: 1, ended municipalities: 2, moved links: 1"
    )
    county = County.objects.get(code="1213")
    assert (county.name, county.slug) == ("kęcki", slug)
    kety.refresh_from_db()
    osiek.refresh_from_db()
    assert (kety.municipality.code, kety.municipality.in_force) == ("1213053", False)
    assert osiek.municipality.code == "1213063"
    assert bring(*SAMPLE).startswith("renamed counties: 1, renamed municipalities: 1, returned municipalities: 2")


def test_a_new_county_gets_an_address_and_a_place(bring):
    bring(*SAMPLE, "12;25;;;kęcki;powiat;2030-01-01", "12;25;01;2;Nowa;gmina wiejska;2030-01-01")
    county = County.objects.get(code="1225")
    assert (county.slug, county.is_city) == ("powiat-kecki", False)
    assert 49 < county.latitude < 51


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (5, "12;13;05;3;Kęty;gmina miejsko-wiejska"),
        (5, "12;13;5;3;Kęty;gmina miejsko-wiejska;2021-01-01"),
        (5, "13;13;05;3;Kęty;gmina miejsko-wiejska;2021-01-01"),
        (5, "12;14;05;3;Kęty;gmina miejsko-wiejska;2021-01-01"),
        (5, "14;13;05;3;Kęty;gmina miejsko-wiejska;2021-01-01"),
        (5, "12;13;05;7;Kęty;gmina;2021-01-01"),
        (5, "12;13;01;1;Oświęcim;gmina miejska;2021-01-01"),
        (5, "12;13;05;3;;gmina miejsko-wiejska;2021-01-01"),
        (5, "12;13;05;3;=1+1;gmina miejsko-wiejska;2021-01-01"),
        (5, "12;13;05;3;Kęty;gmina miejsko-wiejska;wczoraj"),
        (5, "12;13;;3;Kęty;gmina miejsko-wiejska;2021-01-01"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_changes(bring, line, row):
    with pytest.raises(CommandError, match=rf"line {line}: .*Nothing was changed"):
        bring(*SAMPLE[:3], row, *SAMPLE[4:])
    assert not Municipality.objects.exists()


def test_what_is_not_the_register_is_refused(bring, tmp_path):
    with pytest.raises(CommandError, match="line 2: not UTF-8"):
        bring(*SAMPLE, encoding="cp1250")
    with pytest.raises(CommandError, match="county 0201 was not in it"):
        bring(*SAMPLE, partial=False)
    (tmp_path / "inny.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="line 1: the first line must be"):
        call_command("import_terc", str(tmp_path / "inny.csv"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_terc", str(tmp_path / "nie-ma.csv"))
    assert not Municipality.objects.exists()
