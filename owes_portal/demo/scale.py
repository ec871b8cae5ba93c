"""A directory of any size, as like a real one as its names can make it: for measuring, never for a real portal.

The same number and seed give the same entities. They are written in bulk, past the services: no log, no mail; the
search is written anew at the end.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from common.search.services import rebuild
from common.text.folding import fold, sort_key
from common.web.versions import bump
from entities.directory.models import EnterpriseStatus, Entity, OfferedService, ServiceCategory
from entities.directory.queries import SEARCH_KEY
from entities.directory.services import EVERYWHERE
from entities.directory.states import EntityState
from entities.territory.models import County, Municipality

BATCH = 2000
# Kind, its share in a thousand, its names: {f} feminine and {m} masculine own names, {w} in a village, {s} for a cause.
KINDS = (
    ("association", 290, ("Stowarzyszenie „{f}”", "Stowarzyszenie na rzecz {s}", "Stowarzyszenie Przyjaciół {g}")),
    ("osp", 190, ("Ochotnicza Straż Pożarna w {w}",)),
    ("foundation", 150, ("Fundacja „{f}”", "Fundacja „{m}”", "Fundacja na rzecz {s}", "Fundacja {f} dla {s}")),
    ("kgw", 150, ("Koło Gospodyń Wiejskich w {w}", "Koło Gospodyń Wiejskich „{f}” w {w}")),
    ("social-cooperative", 70, ("Spółdzielnia Socjalna „{f}”", "Spółdzielnia Socjalna „{m}”")),
    ("wtz", 35, ("Warsztat Terapii Zajęciowej w {w}", "Warsztat Terapii Zajęciowej „{f}”")),
    ("nonprofit-company", 25, ("„{f}” sp. z o.o. non profit", "Przedsiębiorstwo Społeczne „{m}” sp. z o.o.")),
    ("cis", 15, ("Centrum Integracji Społecznej w {w}", "Centrum Integracji Społecznej „{f}”")),
    ("kis", 15, ("Klub Integracji Społecznej w {w}",)),
    ("zaz", 10, ("Zakład Aktywności Zawodowej „{f}”", "Zakład Aktywności Zawodowej w {w}")),
    ("municipality", 20, ("Gmina {n}",)),
    ("social-assistance-centre", 20, ("Gminny Ośrodek Pomocy Społecznej w {w}",)),
    ("worker-cooperative", 10, ("Spółdzielnia Pracy „{f}”",)),
)  # fmt: skip


def _words(text: str) -> list[str]:
    return text.split()


FEMININE = _words("""Zielona Nowa Złota Dobra Wesoła Leśna Słoneczna Polna Czerwona Biała Srebrna Ciepła Cicha Jasna
    Wspólna""")
THINGS = _words("""Łąka Kuchnia Dolina Droga Nuta Przystań Chata Pracownia Polana Jabłoń Brzoza Rzeka Iskra Nadzieja
    Pszczoła Spiżarnia Wstążka Malwa Łódka Nitka Róża Kropla Studnia Ścieżka Gwiazda Tęcza Wierzba Kalina Jagoda
    Furtka""")
MASCULINE = _words("""Zielony Nowy Złoty Dobry Wesoły Leśny Słoneczny Polny Czerwony Biały Srebrny Ciepły Cichy Jasny
    Wspólny""")
PLACES = _words("Stół Dom Ogród Most Dzwon Las Warsztat Kłos Młyn Chleb Żagiel Świerk Gościniec Zakątek Talerz")
CAUSES = """Osób z Niepełnosprawnościami|Dzieci i Młodzieży|Seniorów|Rozwoju Wsi|Aktywnych Kobiet|Kultury Ludowej
    |Ochrony Przyrody|Rodzin Wielodzietnych|Zdrowia Psychicznego|Sportu dla Wszystkich|Edukacji|Bezdomnych Zwierząt"""
# (name, in it, of it) of villages that stand all over the country.
VILLAGES = """Dąbrowa,Dąbrowie,Dąbrowy|Nowa Wieś,Nowej Wsi,Nowej Wsi|Brzezina,Brzezinie,Brzeziny|Wola,Woli,Woli
    |Zalesie,Zalesiu,Zalesia|Podlesie,Podlesiu,Podlesia|Lipnica,Lipnicy,Lipnicy|Olszyny,Olszynach,Olszyn
    |Kamień,Kamieniu,Kamienia|Jastrzębie,Jastrzębiu,Jastrzębia|Łęg,Łęgu,Łęgu|Borki,Borkach,Borków
    |Górki,Górkach,Górek|Młyny,Młynach,Młynów|Rudnik,Rudniku,Rudnika|Sokolniki,Sokolnikach,Sokolnik
    |Wysoka,Wysokiej,Wysokiej|Łąki,Łąkach,Łąk|Stara Wieś,Starej Wsi,Starej Wsi|Grabowo,Grabowie,Grabowa
    |Jeżewo,Jeżewie,Jeżewa|Krępa,Krępie,Krępy|Leszno,Lesznie,Leszna|Mokre,Mokrem,Mokrego|Niwa,Niwie,Niwy
    |Osiek,Osieku,Osieka|Piaski,Piaskach,Piasków|Radomierz,Radomierzu,Radomierza|Sieraków,Sierakowie,Sierakowa
    |Tarnawa,Tarnawie,Tarnawy|Uście,Uściu,Uścia|Wierzbica,Wierzbicy,Wierzbicy|Żabno,Żabnie,Żabna"""
LEADS = (
    "Gotujemy obiady i pieczemy ciasta na zamówienie.",
    "Dbamy o zieleń i porządek w gminie.",
    "Prowadzimy zajęcia dla dzieci i seniorów.",
    "Szyjemy, haftujemy i naprawiamy.",
    "Pomagamy osobom, które wracają na rynek pracy.",
    "Organizujemy festyny, wycieczki i warsztaty.",
    "Opiekujemy się osobami starszymi w ich domach.",
    "Robimy przetwory z owoców z własnych sadów.",
)
_NIP, _REGON = (6, 5, 7, 2, 3, 4, 5, 6, 7), (8, 9, 2, 3, 4, 5, 6, 7)


VILLAGES_NAMES = [one.split(",")[0].strip() for one in VILLAGES.split("|")]


class Words(NamedTuple):
    """Lists that the names are made of."""

    causes: list[str]
    villages: list[tuple[str, ...]]


def make_entities(n: int, seed: int = 1) -> None:
    """Enter so many entities with services, all of them published."""
    dice = random.Random(seed)  # noqa: S311 (names of nobody)
    counties = list(County.objects.order_by("pk"))
    weights = [dice.paretovariate(1.6) for _ in counties]
    lower = list(ServiceCategory.objects.filter(parent__isnull=False).values_list("code", "parent_id", "name"))
    words = Words(
        [one.strip() for one in CAUSES.split("|")], [tuple(one.strip().split(",")) for one in VILLAGES.split("|")]
    )
    municipalities: dict[str, list[str]] = {}
    for code, county in Municipality.objects.filter(in_force=True).values_list("code", "county_id"):
        municipalities.setdefault(county, []).append(code)
    for at in range(0, n, BATCH):
        places = dice.choices(counties, weights, k=min(BATCH, n - at))
        told = [_entity(dice, words, county, municipalities.get(county.pk, [])) for county in places]
        offered = [dice.sample(lower, min(len(lower), dice.choice((0, 1, 1, 2, 3)))) for _ in told]
        _write(told, offered)
    rebuild(SEARCH_KEY)
    bump(*EVERYWHERE)


def names_of(n: int, seed: int = 99) -> list[str]:
    """So many names, for a sheet."""
    dice = random.Random(seed)  # noqa: S311 (names of nobody)
    first, second = [*FEMININE, *VILLAGES_NAMES], [*THINGS, *PLACES]
    return [f"Fundacja „{dice.choice(first)} {dice.choice(second)} {number}”" for number in range(n)]


@transaction.atomic
def _write(told: list[dict[str, Any]], offered: list[list[tuple[str, str, str]]]) -> None:
    # Thousands share a name: a number of its own for each, instead of the next free one.
    last = Entity.objects.aggregate(last=Max("pk"))["last"] or 0
    slugs = [f"{slugify(fold(one['name']))[:100]}-{last + number}" for number, one in enumerate(told, start=1)]
    rows = Entity.objects.bulk_create(
        Entity(
            slug=slug,
            activities=f"|{'|'.join(sorted({upper for _, upper, _ in services}))}|" if services else "",
            **fields,
        )
        for slug, fields, services in zip(slugs, told, offered, strict=True)
    )
    OfferedService.objects.bulk_create(
        OfferedService(entity=row, category_id=code, title=name, position=place)
        for row, services in zip(rows, offered, strict=True)
        for place, (code, _, name) in enumerate(services)
    )
    EnterpriseStatus.objects.bulk_create(
        EnterpriseStatus(entity=row, basis="art. 4", decided_on=row.enterprise_from, ends_on=row.enterprise_until)
        for row in rows
        if row.enterprise_from
    )


def _entity(dice: random.Random, words: Words, county: County, municipalities: list[str]) -> dict[str, Any]:
    kind, _, patterns = dice.choices(KINDS, [share for _, share, _ in KINDS])[0]
    village = dice.choice(words.villages)
    name = dice.choice(patterns).format(
        f=f"{dice.choice(FEMININE)} {dice.choice(THINGS)}",
        m=f"{dice.choice(MASCULINE)} {dice.choice(PLACES)}",
        s=dice.choice(words.causes),
        n=village[0],
        w=village[1],
        g=village[2],
    )
    since = date(2023, 1, 2) + timedelta(days=dice.randrange(900)) if dice.random() < 0.08 else None
    now = timezone.now()
    return {
        "name": name,
        "sort_name": sort_key(name),
        "kind_id": kind,
        "state": EntityState.PUBLISHED,
        "published_at": now,
        "verified_at": now,
        "nip": _numbered(dice, 9, _NIP) if kind not in ("cis", "kis", "wtz") else "",
        "regon": _numbered(dice, 8, _REGON),
        "county": county,
        "municipality_id": dice.choice(municipalities) if municipalities else None,
        "town": county.name if county.is_city else village[0],
        "street": f"ul. {dice.choice(THINGS)} {dice.randrange(1, 120)}",
        "postal_code": f"{dice.randrange(100):02}-{dice.randrange(1000):03}",
        "latitude": round(county.latitude + dice.uniform(-0.15, 0.15), 5),
        "longitude": round(county.longitude + dice.uniform(-0.2, 0.2), 5),
        "email": f"biuro@{fold(village[0]).replace(' ', '-')}{dice.randrange(100000)}.example",
        "phone": f"+48{dice.randrange(500_000_000, 900_000_000)}",
        "lead": dice.choice(LEADS),
        "description": f"{dice.choice(LEADS)} {dice.choice(LEADS)}",
        "enterprise_from": since,
        "enterprise_until": since + timedelta(days=1500) if since and dice.random() < 0.3 else None,
        "partnership_count": dice.choice((0, 0, 0, 0, 1, 2)),
    }


def _numbered(dice: random.Random, length: int, weights: tuple[int, ...]) -> str:
    """A number whose last digit fits the others."""
    for digits in _digits(dice, length):
        check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    return ""


def _digits(dice: random.Random, length: int) -> Iterator[str]:
    while True:
        yield str(dice.randrange(10 ** (length - 1), 10**length))
