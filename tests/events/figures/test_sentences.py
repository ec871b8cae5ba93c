"""Sentences, numerals, cases, dates and lists, as WORDS.md has them: rows of a table, each read aloud once."""

from datetime import date

import pytest

from common.text.polish import on_date
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.figures.counting import Figures, GroupFigure
from events.figures.sentences import participation_sentence, sentence
from events.figures.sentences_en import participation_in_english


def groups(**found: tuple[int, int]) -> dict[str, object]:
    each = {name: GroupFigure(*pair) for name, pair in found.items()}
    both = [each[name] for name in ("social_economy", "business") if name in each]
    economy = GroupFigure(sum(g.people for g in both), sum(g.entities for g in both))
    entities = sum(line.entities for line in each.values())
    return {"groups": each, "economy": economy, "entities": entities}


def soft(text: str) -> str:
    return text.replace("\u00a0", " ")


# How many: the verb and the noun.
PEOPLE = """
1 uczestniczyła 1 osoba|2 uczestniczyły 2 osoby|3 uczestniczyły 3 osoby|4 uczestniczyły 4 osoby
5 uczestniczyło 5 osób|6 uczestniczyło 6 osób|9 uczestniczyło 9 osób|10 uczestniczyło 10 osób
11 uczestniczyło 11 osób|12 uczestniczyło 12 osób|13 uczestniczyło 13 osób|14 uczestniczyło 14 osób
15 uczestniczyło 15 osób|19 uczestniczyło 19 osób|20 uczestniczyło 20 osób|21 uczestniczyło 21 osób
22 uczestniczyły 22 osoby|23 uczestniczyły 23 osoby|24 uczestniczyły 24 osoby|25 uczestniczyło 25 osób
31 uczestniczyło 31 osób|32 uczestniczyły 32 osoby|44 uczestniczyły 44 osoby|99 uczestniczyło 99 osób
100 uczestniczyło 100 osób|101 uczestniczyło 101 osób|102 uczestniczyły 102 osoby|103 uczestniczyły 103 osoby
104 uczestniczyły 104 osoby|105 uczestniczyło 105 osób|106 uczestniczyło 106 osób|110 uczestniczyło 110 osób
111 uczestniczyło 111 osób|112 uczestniczyło 112 osób|113 uczestniczyło 113 osób|114 uczestniczyło 114 osób
115 uczestniczyło 115 osób|122 uczestniczyły 122 osoby|212 uczestniczyło 212 osób|1000 uczestniczyło 1000 osób
1002 uczestniczyły 1002 osoby|1012 uczestniczyło 1012 osób|10000 uczestniczyło 10 000 osób
12622 uczestniczyły 12 622 osoby
"""
# After "w tym": representatives always in the genitive, whatever the number; one alone in the nominative.
REPRESENTATIVES = """
1 1 przedstawiciel|2 2 przedstawicieli|3 3 przedstawicieli|4 4 przedstawicieli|5 5 przedstawicieli
12 12 przedstawicieli|14 14 przedstawicieli|21 21 przedstawicieli|22 22 przedstawicieli|23 23 przedstawicieli
24 24 przedstawicieli|25 25 przedstawicieli|101 101 przedstawicieli|102 102 przedstawicieli|112 112 przedstawicieli
1000 1000 przedstawicieli
"""
# The entities that they represent, in the genitive too.
OF_ENTITIES = """
1 1 podmiotu|2 2 podmiotów|3 3 podmiotów|4 4 podmiotów|5 5 podmiotów|11 11 podmiotów|12 12 podmiotów|14 14 podmiotów
21 21 podmiotów|22 22 podmiotów|100 100 podmiotów|101 101 podmiotów|115 115 podmiotów
"""
# "reprezentujące 2 podmioty": here the entities stand in the accusative.
REPRESENTING = """
1 1 podmiot|2 2 podmioty|4 4 podmioty|5 5 podmiotów|12 12 podmiotów|21 21 podmiotów|22 22 podmioty|104 104 podmioty
112 112 podmiotów|1000 1000 podmiotów
"""
# "z 22", "ze 100".
MEMBERS = """
1 z 1 podmiotu członkowskiego|2 z 2 podmiotów członkowskich|15 z 15 podmiotów członkowskich
22 z 22 podmiotów członkowskich|99 z 99 podmiotów członkowskich|100 ze 100 podmiotów członkowskich
112 ze 112 podmiotów członkowskich|199 ze 199 podmiotów członkowskich|200 z 200 podmiotów członkowskich
1000 z 1000 podmiotów członkowskich
"""
REGIONS = """
województwa lubuskiego;z|powiatu oświęcimskiego;z|Śląska;ze|Wielkopolski;z|Szczecina;ze|Szamotuł;z|Starachowic;ze
Żywca;z|Wschowy;ze|Zamościa;z|Krakowa;z|Świdnicy;ze|Rzeszowa;z|Słupska;ze
"""


def table(rows: str) -> list[tuple[str, str]]:
    """(what, how it is said) of each cell."""
    cells = [cell for line in rows.split("\n") for cell in line.split("|") if cell]
    return [(before, after) for before, _, after in (cell.partition(" ") for cell in cells)]


@pytest.mark.parametrize(("n", "said"), table(PEOPLE))
def test_how_many_people(n: str, said: str) -> None:
    assert soft(sentence("W spotkaniu", Figures(listed=True, people=int(n)))) == f"W spotkaniu {said}."


@pytest.mark.parametrize(("n", "said"), table(REPRESENTATIVES))
def test_representatives(n: str, said: str) -> None:
    figures = Figures(listed=True, people=2000, **groups(local_government=(int(n), 1)))
    expected = f"W spotkaniu uczestniczyło 2000 osób, w tym {said} samorządu lokalnego."
    assert soft(sentence("W spotkaniu", figures)) == expected


@pytest.mark.parametrize(("n", "said"), table(OF_ENTITIES))
def test_entities_represented(n: str, said: str) -> None:
    figures = Figures(listed=True, people=2000, **groups(social_economy=(200, int(n))))
    expected = f"W spotkaniu uczestniczyło 2000 osób, w tym 200 przedstawicieli {said} ekonomii społecznej."
    assert soft(sentence("W spotkaniu", figures)) == expected


@pytest.mark.parametrize(("n", "said"), table(REPRESENTING))
def test_people_representing_entities(n: str, said: str) -> None:
    figures = Figures(listed=True, people=1002, with_entity=1002, entities=int(n))
    expected = f"W warsztatach uczestniczyły 1002 osoby reprezentujące {said}."
    assert soft(sentence("W warsztatach", figures)) == expected


@pytest.mark.parametrize(("n", "said"), table(MEMBERS))
def test_members_of_a_partnership(n: str, said: str) -> None:
    figures = Figures(listed=True, people=5, members_present=1, members_total=int(n))
    expected = f"W spotkaniu partnerstwa uczestniczyło 5 osób reprezentujących 1 {said}."
    assert soft(sentence("W spotkaniu partnerstwa", figures)) == expected


@pytest.mark.parametrize("cell", [cell for line in REGIONS.split("\n") for cell in line.split("|") if cell])
def test_where_they_came_from(cell: str) -> None:
    region, preposition = cell.split(";")
    said = sentence("W wizycie studyjnej", Figures(listed=True, people=1), region)
    assert soft(said) == f"W wizycie studyjnej uczestniczyła 1 osoba {preposition} {region}."


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["PL"], ""),
        (["CZ", "PL"], " z 2 krajów: Czech i Polski"),
        (["PL", "CZ", "SK"], " z 3 krajów: Czech, Polski i Słowacji"),
        (["BE", "CY", "FR", "IT", "PL"], " z 5 krajów: Belgii, Cypru, Francji, Polski i Włoch"),
        (["PL", "LT", "LV"], " z 3 krajów: Litwy, Łotwy i Polski"),
        (["US", "GB", "DE", "UA"], " z 4 krajów: Niemiec, Stanów Zjednoczonych, Ukrainy i Wielkiej Brytanii"),
    ],
)
def test_countries_in_the_order_of_the_polish_alphabet(codes: list[str], said: str) -> None:
    figures = Figures(listed=True, people=24, countries=codes)
    assert soft(sentence("W konferencji", figures)) == f"W konferencji uczestniczyły 24 osoby{said}."


SOCIAL, BUSINESS, LOCAL, PUBLIC = "social_economy", "business", "local_government", "public"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({SOCIAL: (9, 6)}, "9 przedstawicieli 6 podmiotów ekonomii społecznej"),
        ({SOCIAL: (1, 1)}, "1 przedstawiciel 1 podmiotu ekonomii społecznej"),
        ({BUSINESS: (1, 1)}, "1 przedstawiciel 1 przedsiębiorstwa"),
        ({BUSINESS: (4, 3)}, "4 przedstawicieli 3 przedsiębiorstw"),
        (
            {SOCIAL: (1, 1), BUSINESS: (1, 1)},
            "2 przedstawicieli 2 przedsiębiorstw i podmiotów ekonomii społecznej",
        ),
        ({LOCAL: (3, 2)}, "3 przedstawicieli samorządu lokalnego"),
        ({PUBLIC: (1, 1)}, "1 przedstawiciel instytucji publicznych"),
        (
            {SOCIAL: (5, 3), BUSINESS: (4, 3), LOCAL: (3, 1)},
            "9 przedstawicieli 6 przedsiębiorstw i podmiotów ekonomii społecznej oraz 3 przedstawicieli samorządu "
            "lokalnego",
        ),
        (
            {SOCIAL: (5, 3), LOCAL: (3, 1), PUBLIC: (2, 2)},
            "5 przedstawicieli 3 podmiotów ekonomii społecznej, 3 przedstawicieli samorządu lokalnego oraz "
            "2 przedstawicieli instytucji publicznych",
        ),
    ],
)
def test_who_was_represented(found: dict[str, tuple[int, int]], said: str) -> None:
    figures = Figures(listed=True, people=14, **groups(**found))
    assert soft(sentence("W spotkaniu", figures)) == f"W spotkaniu uczestniczyło 14 osób, w tym {said}."


def test_one_group_that_is_everybody_is_told_by_its_entities_and_one_entity_of_two_kinds_is_one() -> None:
    everybody = Figures(listed=True, people=9, with_entity=9, **groups(social_economy=(9, 4)))
    assert soft(sentence("W spotkaniu", everybody)) == "W spotkaniu uczestniczyło 9 osób reprezentujących 4 podmioty."
    alone = Figures(listed=True, people=1, with_entity=1, entities=1)
    assert soft(sentence("W szkoleniu", alone)) == "W szkoleniu uczestniczyła 1 osoba reprezentująca 1 podmiot."
    both = {SOCIAL: GroupFigure(1, 1), BUSINESS: GroupFigure(1, 1)}
    changed = Figures(listed=True, people=5, groups=both, economy=GroupFigure(2, 1), entities=1, with_entity=2)
    assert soft(sentence("W spotkaniu", changed)).endswith("w tym 2 przedstawicieli 1 podmiotu ekonomii społecznej.")


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("networking", "W spotkaniu"),
        ("working", "W spotkaniu roboczym"),
        ("study_visit", "W wizycie studyjnej"),
        ("workshop", "W warsztatach"),
        ("training", "W szkoleniu"),
        ("partnership", "W spotkaniu partnerstwa"),
        ("conference", "W konferencji"),
        ("international", "W spotkaniu międzynarodowym"),
    ],
)
def test_the_kind_of_event_and_its_region(kind: str, place: str) -> None:
    event = Event(kind=kind, target_region="województwa lubuskiego")
    region = " z województwa lubuskiego" if kind == "study_visit" else ""
    figures = Figures(listed=True, people=22)
    assert soft(participation_sentence(event, figures)) == f"{place} uczestniczyły 22 osoby{region}."
    assert soft(sentence("W konsultacjach", Figures(listed=True, people=1))) == "W konsultacjach uczestniczyła 1 osoba."


def test_nothing_counted_says_nothing_and_a_headcount_by_hand_names_its_source() -> None:
    event = Event(kind=EventKind.NETWORKING)
    assert (participation_sentence(event, Figures()), participation_in_english(event, Figures())) == ("", "")
    assert participation_sentence(event, Figures(headcount=0, headcount_source="organizator")) == ""
    typed = Figures(headcount=40, headcount_source="organizator.")
    assert soft(participation_sentence(event, typed)) == "W spotkaniu uczestniczyło 40 osób (źródło: organizator)."
    # Who was marked is counted; the number typed by hand is then of no use.
    listed = Figures(headcount=40, headcount_source="organizator", listed=True, people=2)
    assert soft(participation_sentence(event, listed)) == "W spotkaniu uczestniczyły 2 osoby."


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2019, 4, 17), (2019, 4, 17), "17 kwietnia 2019 r."),
        ((2017, 6, 20), (2017, 6, 21), "w dniach 20–21 czerwca 2017 r."),
        ((2017, 5, 31), (2017, 6, 2), "w dniach 31 maja – 2 czerwca 2017 r."),
        ((2026, 12, 30), (2027, 1, 2), "w dniach 30 grudnia 2026 r. – 2 stycznia 2027 r."),
        ((2027, 1, 1), (2027, 1, 1), "1 stycznia 2027 r."),
        ((2024, 2, 28), (2024, 2, 29), "w dniach 28–29 lutego 2024 r."),
        ((2026, 8, 31), (2026, 9, 1), "w dniach 31 sierpnia – 1 września 2026 r."),
        ((2026, 10, 9), (2026, 10, 11), "w dniach 9–11 października 2026 r."),
    ],
)
def test_dates(first: tuple[int, int, int], last: tuple[int, int, int], said: str) -> None:
    assert soft(on_date(date(*first), date(*last), language="pl")) == said


@pytest.mark.parametrize(
    ("kind", "figures", "said"),
    [
        ("networking", {"people": 1}, "1 person took part in the meeting."),
        (
            "networking",
            {"people": 14, **groups(social_economy=(5, 3), business=(4, 3), local_government=(1, 1))},
            "14 people took part in the meeting, among them 9 representatives of 6 businesses and social-economy "
            "entities and 1 representative of local government.",
        ),
        (
            "partnership",
            {"people": 17, "members_present": 12, "members_total": 15},
            "17 people took part in the partnership meeting, representing 12 of 15 member entities.",
        ),
        (
            "international",
            {"people": 24, "countries": ["BE", "CY", "FR", "IT", "PL"]},
            "24 people took part in the international meeting, from 5 countries: Belgium, Cyprus, France, Italy and "
            "Poland.",
        ),
        (
            "workshop",
            {"people": 3, "with_entity": 3, "entities": 2},
            "3 people took part in the workshop, representing 2 entities.",
        ),
    ],
)
def test_in_english(kind: str, figures: dict[str, object], said: str) -> None:
    event = Event(kind=kind)
    assert soft(participation_in_english(event, Figures(listed=True, **figures))) == said  # type: ignore[arg-type]
