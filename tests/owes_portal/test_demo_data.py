"""The demo's data by itself: made-up people and numbers, dates that hold on any day of loading."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from common.text.phones import clean_phone
from common.text.rich import clean_html
from entities.directory.identifiers import clean_krs, clean_nip, clean_regon
from owes_portal.demo import centres, coming, gdansk, kety, numbers, poznan, region, starachowice, study_visit
from owes_portal.demo.build import TEXTS
from owes_portal.demo.events_lately import LATELY
from owes_portal.demo.events_later import LATER
from owes_portal.demo.events_soon import SOON

PACKAGE = Path(numbers.__file__).parent
REPORTS = (kety, starachowice, study_visit, poznan, gdansk)
# Beginnings of SHA-256 of the surnames (or full names) of private persons in the five documents, in lower case.
REAL_NAMES = frozenset(
    {
        "9e2456a3768b15f2",
        "02c08c68736ca21f",
        "d68bc4e98422b70a",
        "49b772bce6e101dd",
        "4cc15428db0ad10d",
        "47d07b19f75c602a",
        "d95ced5c2d338977",
        "abe0a8a2d2b830e8",
        "2ccee363dc4dbf83",
        "a0df00cced200d07",
        "ac9561c244361079",
        "e24465a1c5247b95",
        "f846ea631a03ac8e",
        "d630e6e211dd6d65",
        "64dd9f6600f2ab48",
        "22f24a491d7bd083",
        "5d7ea9bbf76cc13e",
        "ddf102c98e66f772",
        "67054f0b169bff6b",
    }
)


def digest(words: str) -> str:
    return hashlib.sha256(words.lower().encode()).hexdigest()[:16]


def words_of_the_package() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".md"}]
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(texts))


def test_no_private_person_of_the_documents_is_named() -> None:
    words = words_of_the_package()
    pairs = [f"{first} {second}" for first, second in zip(words, words[1:], strict=False)]
    assert not {word for word in {*words, *pairs} if digest(word) in REAL_NAMES}


def test_the_check_of_names_sees_a_name_when_there_is_one() -> None:
    assert digest("Zarzycka") not in REAL_NAMES
    assert len(REAL_NAMES) > 15
    assert "Zarzycka" in words_of_the_package()


@pytest.mark.parametrize("number", [1, 101, 999, 4321, 9999])
def test_made_up_identifiers_pass_the_checks_of_real_ones(number: int) -> None:
    assert clean_nip(numbers.nip(number)) == numbers.nip(number)
    assert clean_regon(numbers.regon(number)) == numbers.regon(number)
    assert clean_krs(numbers.krs(number)) == numbers.krs(number)


def test_made_up_identifiers_differ_and_lie_where_no_real_ones_do() -> None:
    nips = [numbers.nip(number) for number in range(1, 1000)]
    assert len(set(nips)) == len(nips)
    assert all(nip.startswith("000") for nip in nips)
    with pytest.raises(ValidationError):
        clean_nip(nips[0][:-1] + str((int(nips[0][-1]) + 1) % 10))


def test_every_telephone_is_a_telephone() -> None:
    rows = [*centres.CENTRES, *region.ENTITIES, *[entity for report in REPORTS for entity in report.ENTITIES]]
    phones = [row["phone"] for row in rows if "phone" in row]
    assert len(phones) > 15
    assert [clean_phone(phone) for phone in phones] == phones


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.html")), ids=lambda path: path.stem)
def test_a_text_holds_only_what_an_article_may_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert clean_html(text).replace(' rel="noopener"', "") == text


def test_on_whatever_day_it_is_loaded_the_past_is_past_and_the_coming_is_coming() -> None:
    for ahead in range(0, 800):
        today = date(2025, 1, 1) + timedelta(days=ahead)
        assert all(coming.day_of(data, today) < today for data in LATELY)
        days = [coming.day_of(data, today) for data in (*SOON, *LATER) if data["days"]]
        assert today + timedelta(days=10) <= min(days)
        assert max(days) <= today + timedelta(days=115)
        assert all(day.weekday() < 5 for day in days)
