"""What people type and whom they mean: inflected, without diacritics, two words, a part of a word, numbers.

The second group is found by near words (common/search/fuzzy.py): misspelt ones, parts of words, and words whose stem
changes in the middle (łąka – łące, Żywiec – Żywcu, wózek – wózkach).
"""

import pytest

from common.search.fuzzy import keep_words
from common.search.models import SearchNear, SearchWord
from common.search.services import rebuild
from common.text.folding import sort_key
from entities.directory.counts import DirectoryCriteria
from entities.directory.queries import fitting, listing
from entities.directory.services import NewService, set_services
from tests.factories import CountyFactory, EntityFactory

pytestmark = pytest.mark.django_db

# name, town, code and name of the county, what can be ordered
ENTITIES = (
    ("Spółdzielnia Socjalna „Kętucky”", "Kęty", "1213", "oświęcimski", ("catering", "Catering na konferencje")),
    ("Spółdzielnia Socjalna „Zielona Łąka”", "Żywiec", "2417", "żywiecki", ("ogrody", "Zakładanie ogrodów")),
    ("Fundacja „Ciepły Piec”", "Kartuzy", "2205", "kartuski", ("wypieki", "Chleb na zakwasie i drożdżówki")),
    ("Centrum Integracji Społecznej w Tczewie", "Tczew", "2214", "tczewski", ("remonty", "Remonty mieszkań")),
    ("Warsztat Terapii Zajęciowej „Tęcza”", "Gdynia", "2262", "Gdynia", ("ceramika", "Ceramika użytkowa")),
    ("Stowarzyszenie „Senior Jesień”", "Słupsk", "2263", "Słupsk", ("opieka-wytchnieniowa", "Opieka wytchnieniowa")),
    ("Zakład Aktywności Zawodowej „Pralnia Śnieżka”", "Bytów", "2201", "bytowski", ("pralnia", "Pranie pościeli")),
    ("Koło Gospodyń Wiejskich w Łęgowie", "Łęgowo", "2204", "gdański", ("przetwory", "Konfitury i miody")),
    ("Spółdzielnia Pracy „Szewczyk i Krawiec”", "Łódź", "1061", "Łódź", ("szycie", "Szycie zasłon")),
    ("Przedsiębiorstwo „Dobra Droga” sp. z o.o.", "Ełk", "2805", "ełcki", ("przewozy", "Przewóz osób na wózkach")),
)  # fmt: skip
NIPS = ("1234563218", "", "", "", "", "", "", "", "", "5260001246")
FOUND = (
    # as it is, without diacritics, in other cases of the noun
    ("Kętucky", 0), ("ketucky", 0), ("KĘTUCKY", 0), ("catering", 0), ("cateringu", 0), ("konferencja", 0),
    ("konferencji", 0), ("catering Kęty", 0), ("catering w Kętach", 0), ("kety catering", 0), ("ketuc", 0),
    ("123-456-32-18", 0), ("1234563218", 0), ("PL 1234563218", 0), ("NIP 123 456 32 18", 0),
    ("zielona łąka", 1), ("zielona laka", 1), ("Zielonej Łąki", 1), ("ogród", 1), ("ogrody", 1),
    ("ogrodów", 1), ("ogrodow", 1), ("zakładanie ogrodu", 1), ("żywiec", 1), ("zywiec ogrody", 1),
    ("ciepły piec", 2), ("cieply piec", 2), ("chleb", 2), ("chleba", 2), ("drożdżówka", 2), ("drozdzowki", 2),
    ("kartuzy chleb", 2), ("zakwas", 2), ("kartuski", 2),
    ("remont", 3), ("remonty", 3), ("remontów", 3), ("remont mieszkania", 3), ("tczew", 3), ("integracja Tczew", 3),
    ("tęcza", 4), ("tecza", 4), ("tęczy", 4), ("ceramika", 4), ("ceramiki", 4), ("terapia Gdynia", 4),
    ("opieka wytchnieniowa", 5), ("opieki wytchnieniowej", 5), ("opieka słupsk", 5), ("senior", 5), ("jesien", 5),
    ("pralnia", 6), ("pralni", 6), ("pranie pościeli", 6), ("posciel", 6), ("śnieżka", 6), ("sniezk", 6),
    ("konfitury", 7), ("miód", 7), ("miody", 7), ("gospodynie", 7), ("legowo", 7),
    ("szycie", 8), ("szycia zasłon", 8), ("zaslony", 8), ("krawiec łódź", 8), ("lodz szewczyk", 8),
    ("przewóz osób", 9), ("przewozu", 9), ("elk przewoz", 9), ("526-000-12-46", 9), ("dobra droga", 9),
)  # fmt: skip
NEAR = (
    # another form whose stem changes
    ("zielonej łące", 1), ("lace", 1), ("Żywcu", 1), ("zywcem", 1), ("wózek", 9), ("wozkiem", 9),
    # a slip of the finger, a letter as it is heard
    ("katering", 0), ("cateing", 0), ("caterring", 0), ("catreing", 0), ("chelb", 2), ("ceramkia", 4), ("cermika", 4),
    ("konfirury", 7), ("konfitrury", 7), ("przewuz", 9), ("pszewóz", 9), ("wychnieniowa", 5), ("remnot", 3),
    ("zaslonny", 8), ("krawjec", 8), ("ogrud", 1), ("pralnai", 6), ("sniezka tczev", None),
    # with another word that is right
    ("katering kęty", 0), ("chelb kartuzy", 2), ("kartózy chleb", 2), ("przewuz osób", 9),
    # the middle or the end of a word
    ("tering", 0), ("ramika", 4), ("tchnieniowa", 5), ("szczenie", None), ("onfitur", 7), ("ieszkani", 3),
    # nobody is meant: better nothing than anything
    ("notariusz", None), ("xqwzy", None), ("kopalnia węgla", None),
)  # fmt: skip


@pytest.fixture
def directory():
    made = []
    for (name, town, code, county, (category, service)), nip in zip(ENTITIES, NIPS, strict=True):
        place = CountyFactory(code=code, name=county)
        entity = EntityFactory(published=True, name=name, sort_name=sort_key(name), town=town, county=place, nip=nip)
        set_services(entity_id=entity.pk, services=[NewService(category, service)], by=None)
        made.append(entity)
    rebuild()
    return made


def test_whoever_is_meant_is_found(directory, capsys):
    today = directory[0].created_at.date()

    def found(q: str) -> list[int]:
        return [row.pk for row in listing(DirectoryCriteria(q=q), "", today).rows]

    usual = [
        q
        for q, place in FOUND
        if directory[place].pk in fitting(DirectoryCriteria(q=q), today).values_list("pk", flat=True)
    ]
    hard = [q for q, place in NEAR if (directory[place].pk in found(q) if place is not None else not found(q))]
    total = len(FOUND) + len(NEAR)
    with capsys.disabled():
        print(  # noqa: T201 (the rate is asked for)
            f"\nsearch: {len(usual)} of {len(FOUND)} as people type, {len(hard)} of {len(NEAR)} hard ones, "
            f"{100 * (len(usual) + len(hard)) / total:.0f} % of {total}"
        )
    assert len(FOUND) >= 60
    assert [q for q, _ in FOUND if q not in usual] == []
    assert [q for q, _ in NEAR if q not in hard] == []


def test_the_page_says_that_it_looked_for_a_near_word(directory, client):
    page = client.get("/podmioty/?q=katering").content.decode().replace("\u00a0", " ")
    assert "Niczego nie znaleźliśmy dla „katering”" in page
    assert "<b>catering</b>" in page
    assert directory[0].name in page
    assert "<b>catering</b>" in client.get("/szukaj/?q=katering").content.decode()
    # What is typed rightly is never replaced.
    assert "Czy chodziło" not in client.get("/podmioty/?q=catering").content.decode()
    assert "Czy chodziło" not in client.get("/podmioty/?q=catering+ceramika").content.decode()


def test_words_are_kept_once_and_cost_two_queries(directory, django_assert_num_queries):
    before = SearchWord.objects.count(), SearchNear.objects.count()
    with django_assert_num_queries(1):
        keep_words(["Ceramika i konfitury", "KONFITURY z Kęt"[:9]])
    assert (SearchWord.objects.count(), SearchNear.objects.count()) == before
