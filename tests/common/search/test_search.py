"""Search: inflection, missing diacritics, ranking, kindness to nonsense; the same on both databases."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from common.extension_points import SEARCH_SOURCES, SearchRow, SearchSource
from common.search import services
from common.search.models import SearchEntry
from common.search.queries import matching_ids, search

pytestmark = pytest.mark.django_db

TEXTS = {
    1: ("Spotkanie sieciujące w Kętach", "Spółdzielnie socjalne z powiatu oświęcimskiego", date(2021, 5, 5)),
    2: ("Wizyta studyjna na Mazowszu", "Uczestnicy odwiedzili zakład aktywności zawodowej", date(2017, 6, 20)),
    3: ("Partnerstwo lokalne powołane", "Diagnoza i regulamin; spółdzielnia osób prawnych", date(2019, 1, 8)),
    4: ("Łódź: żłobek prowadzony przez fundację", "Pierwszy taki żłobek", None),
}


@pytest.fixture(autouse=True)
def entries() -> None:
    services.index(
        SearchRow("article", key, "pl", title, f"/aktualnosci/{key}/", lead, "", day)
        for key, (title, lead, day) in TEXTS.items()
    )


def keys(q: str, language: str = "pl", **more: object) -> list[int]:
    return [row.object_id for row in search(q, language, **more).rows]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("Kęty", [1]),
        ("kety", [1]),
        ("KĘTACH", [1]),
        ("spółdzielnia", [1, 3]),
        ("spoldzielni", [1, 3]),
        ("spółdzielniami", [1, 3]),
        ("spółdzielnia osoba prawna", [3]),
        ("partnerstwa", [3]),
        ("partnerstwom lokalnym", [3]),
        ("wizyty studyjne", [2]),
        ("zaklady aktywnosci", [2]),
        ("lodz", [4]),
        ("zlobek", [4]),
        ("fundacja", [4]),
        ("fundacji", [4]),
        ("oświęcim", [1]),
        ("w Kętach", [1]),
        ("studyj", [2]),
        ("spotkania w Poznaniu", []),
    ],
)
def test_inflected_and_unmarked_words_find_the_same(q: str, found: list[int]) -> None:
    assert sorted(keys(q)) == found


def test_a_hit_in_the_title_comes_first_then_the_newest() -> None:
    services.index(
        [
            SearchRow("article", 11, "pl", "O czym innym", "/a/", "fundacja w treści", "", date(2026, 1, 1)),
            SearchRow("article", 12, "pl", "Fundacja w tytule", "/b/", "", "", date(2020, 1, 1)),
            SearchRow("article", 13, "pl", "Fundacje w tytule", "/c/", "", "", date(2021, 1, 1)),
            SearchRow("article", 14, "pl", "Coś bez daty", "/d/", "fundacja", "", None),
        ]
    )
    assert keys("fundacja") == [13, 12, 4, 11, 14]


@pytest.mark.parametrize(
    "q",
    [
        "",
        "   ",
        "'",
        "\"'`;--",
        "a' OR '1'='1",
        "NEAR(x y)",
        "title_tokens:x",
        "* ^ & | ! ( ) : <->",
        "\0",
        "kęty\0kęty",
        "🙂🙃",
        "x" * 8192,
        "ż " * 4096,
        "kęty' & | 🙂",
        "%s %d {} \\",
        "-1",
        "½ ﬁ Ω",
        "\ud800",
    ],
)
def test_any_query_is_answered(q: str) -> None:
    hits = search(q, "pl")
    assert hits.total == len(hits.rows)
    list(matching_ids("article", q))


def test_operators_are_read_as_words() -> None:
    assert keys("kęty* OR") == []
    assert keys("NOT kęty") == []
    assert keys('"kęty"') == [1]


def test_the_index_follows_changes_and_removals() -> None:
    services.index([SearchRow("article", 1, "pl", "Zupełnie nowy tytuł", "/x/")])
    assert keys("kęty") == []
    assert keys("nowe tytuły") == [1]
    services.remove(source="article", object_id=1)
    assert keys("nowe tytuły") == []


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was() -> None:
    with transaction.atomic():
        services.index([SearchRow("article", 1, "pl", "Zupełnie nowy tytuł", "/x/")])
        transaction.set_rollback(True)
    assert keys("kęty") == [1]
    assert keys("nowe tytuły") == []


def test_pages_and_counts_say_how_much_there_is() -> None:
    services.index(SearchRow("event", n, "pl", f"Szkolenie {n}", f"/{n}/") for n in range(45))
    services.index([SearchRow("entity", 1, "pl", "Szkolenia i my", "/e/")])
    hits = search("szkolenie", "pl", source="event", page=3, size=20)
    assert (hits.total, hits.pages, len(hits.rows)) == (45, 3, 5)
    assert hits.counts == {"event": 45, "entity": 1}
    assert search("szkolenie", "pl", page=10**9).page == 3
    assert search("szkolenie", "pl", page=-5).page == 1


def test_english_finds_english_and_what_is_only_polish() -> None:
    services.index(
        [
            SearchRow("article", 1, "en", "Networking meeting in Kęty", "/en/1/", "Social cooperatives"),
            SearchRow("article", 20, "en", "A training about cooperatives", "/en/20/"),
        ]
    )
    assert keys("cooperative", "en") == [20, 1]
    assert [row.language for row in search("kety", "en").rows] == ["en"]
    assert keys("żłobek", "en") == [4]
    assert keys("sieciujące", "en") == []
    assert keys("trainings", "en") == [20]
    assert keys("cooperatives", "pl") == [20]


def test_matching_ids_narrow_another_query() -> None:
    assert set(SearchEntry.objects.filter(object_id__in=matching_ids("article", "spoldzielnie")).values_list("pk")) == {
        (entry.pk,) for entry in SearchEntry.objects.filter(object_id__in=[1, 3])
    }
    assert not matching_ids("entity", "spółdzielnie").exists()


def test_rebuilding_walks_every_registered_source(capsys: pytest.CaptureFixture[str]) -> None:
    source = SearchSource("probe", "Probe", lambda: [SearchRow("probe", n, "pl", "Próbka", "/p/") for n in range(3)])
    services.index([SearchRow("probe", 99, "pl", "Próbka której już nie ma", "/p/")])
    SEARCH_SOURCES.register(source)
    try:
        call_command("rebuild_search", "probe")
    finally:
        SEARCH_SOURCES.unregister(source)
    assert capsys.readouterr().out == "probe: 3\n"
    assert sorted(keys("probka")) == [0, 1, 2]
    assert keys("kęty") == [1]


def test_a_translation_taken_back_leaves_the_polish_row_to_be_found_in_english() -> None:
    services.index([SearchRow("article", 1, "en", "Networking meeting", "/en/1/")])
    assert keys("kety", "en") == []
    services.remove(source="article", object_id=1, languages=["en"])
    assert keys("kety", "en") == [1]
