"""Finding a county by whatever people type: `powiat oświęcimski`, `w kielcach`, `gmina pawlow`, `Kęty`.

Names are compared from the surest likeness to the loosest (LEVELS); the first one that finds anything answers, counties
and cities before municipalities. Case, diacritics and inflection never matter. Seats of counties are known always,
municipalities once the register (`import_terc`) is in.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from common.search.near import skeleton, slips
from common.text.folding import index_tokens, plain_word, query_words, words_of
from entities.territory.builtin import seats
from entities.territory.models import County, Municipality, Voivodeship

LONGEST, SHORTEST_NEAR = 100, 5
ADJECTIVES = ("ki", "kim", "kiego", "kiemu")
COUNTY, CITY, COMMUNE, LAND = "county", "city", "commune", "voivodeship"
# Words that say what sort of place is meant, in any case of the noun; they tell nothing about which one.
SORTS = {
    COUNTY: "powiat powiatu powiatowi powiatem powiecie pow county",
    COMMUNE: "gmina gminy gminie gmine gm municipality",
    CITY: "miasto miasta miastu miastem miescie",
    LAND: "wojewodztwo wojewodztwa wojewodztwie woj",
    "": "we ze do od i w z",
}
SORT_OF = {word: sort for sort, words in SORTS.items() for word in words.split()}


class Place(NamedTuple):
    """A name that people may type, of which sort, and the code of the county it stands in."""

    name: str
    county: str
    sort: str


class Asked(NamedTuple):
    """What was typed: the words that tell something, and the sort of place that was named."""

    words: tuple[str, ...]
    sort: str


Likeness = Callable[[tuple[str, ...], Place], bool]


def find_counties(text: str, among: Iterable[County]) -> list[County]:
    """Counties of `among` that `text` may mean, in the alphabet: several where the name is not enough."""
    counties = list(among)
    if exact := [county for county in counties if county.slug == text.lower().strip()]:
        return exact
    asked = _asked(text)
    if not asked.words:
        return []
    places = _places(counties)
    for sorts in _orders(asked.sort):
        for alike in (*LEVELS, _begun_in(_lands())):
            for some in sorts:
                if found := [place for place in places if place.sort in some and alike(asked.words, place)]:
                    return _these(counties, _surer(asked.words, found))
    return []


def _surer(words: tuple[str, ...], found: list[Place]) -> set[str]:
    """Codes of the counties; `w gdańsku` is the city, `w gdańskim` the county around it."""
    wanted = COUNTY if words[0].endswith(ADJECTIVES) else CITY
    return {place.county for place in found if place.sort == wanted} or {place.county for place in found}


def near_counties(text: str, among: Iterable[County]) -> tuple[str, list[County]]:
    """Of a misspelt name: what may have been meant, and the counties. To be asked when nothing else was found."""
    words, counties = _asked(text).words, list(among)
    if not words or max(map(len, words)) < SHORTEST_NEAR:
        return "", []
    far: dict[tuple[int, int], list[Place]] = {}
    for place in _places(counties):
        pairs = list(zip(words, _words(place.name), strict=False))
        # Short words are as near to each other as long ones misspelt: they must be the same.
        each = [slips(one, other) if min(len(one), len(other)) > 3 else 2 * (one != other) for one, other in pairs]
        if len(pairs) == len(words) and max(each) < 2:
            far.setdefault((sum(each), len(_words(place.name))), []).append(place)
    if not far:
        return "", []
    best = far[min(far)]
    return best[0].name, _these(counties, {place.county for place in best})


def means(text: str, name: str) -> bool:
    """Whether `text` may mean the place of this name."""
    words = _asked(text).words
    place = Place(name, "", COMMUNE)
    return bool(words) and any(alike(words, place) for alike in (*LEVELS, _begun_in({})))


def telling(text: str) -> str:
    """`text` without the words that say only what sort of place it is."""
    return " ".join(_asked(text).words)


# --- likenesses, the surest first ---------------------------------------------------------------------------------
def _same(words: tuple[str, ...], place: Place) -> bool:
    return words == _words(place.name)


def _inflected(words: tuple[str, ...], place: Place) -> bool:
    """The same words in another case."""
    return tuple(map(_skeleton, words)) == _skeletons(place.name)


def _part(words: tuple[str, ...], place: Place) -> bool:
    """Some of the name's words: `w ostrowcu`."""
    return min(map(len, words)) > 3 and {_skeleton(word) for word in words} <= set(_skeletons(place.name))


LEVELS: tuple[Likeness, ...] = (_same, _inflected, _part)


def _begun_in(lands: dict[str, str]) -> Likeness:
    """Beginnings of the name's words; other words may name the voivodeship (`bielski, podlaskie`)."""

    def begun(words: tuple[str, ...], place: Place) -> bool:
        asked = query_words(" ".join(words))
        left = [forms for forms in asked if not _begins(forms, place.name)]
        land = lands.get(place.county[:2], "")
        return len(left) < len(asked) and all(land and _begins(forms, land) for forms in left)

    return begun


def _begins(forms: list[str], name: str) -> bool:
    return any(token.startswith(form) for token in _tokens(name) for form in forms)


# --- what is compared ---------------------------------------------------------------------------------------------
def _asked(text: str) -> Asked:
    found = [plain_word(word) for word in words_of(text[:LONGEST])]
    sort = next((SORT_OF[word] for word in found if SORT_OF.get(word)), "")
    return Asked(tuple(word for word in found if word and word not in SORT_OF), sort)


def _orders(sort: str) -> list[list[set[str]]]:
    """Which sorts are looked at together, and in which order; where the named sort finds nothing, all the others."""
    every = [{COUNTY, CITY}, {COMMUNE}]
    first = {COUNTY: [{COUNTY}], COMMUNE: [{COMMUNE}], CITY: [{CITY}, {COMMUNE}]}.get(sort)
    return [first, every] if first else [every]


def _places(counties: list[County]) -> list[Place]:
    known = {county.pk for county in counties}
    places = [Place(row.name, row.pk, CITY if row.is_city else COUNTY) for row in counties]
    places += [Place(town, code, COMMUNE) for code, town in seats() if code in known]
    communes = Municipality.objects.filter(county__in=known, in_force=True).values_list("name", "county_id")
    return places + [Place(name, code, COMMUNE) for name, code in communes]


def _lands() -> dict[str, str]:
    return dict(Voivodeship.objects.values_list("code", "name"))


def _these(counties: list[County], codes: set[str]) -> list[County]:
    return sorted((row for row in counties if row.pk in codes), key=lambda row: (row.sort_name, row.pk))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return _asked(name).words


@lru_cache(maxsize=4096)
def _skeletons(name: str) -> tuple[str, ...]:
    return tuple(map(_skeleton, _words(name)))


@lru_cache(maxsize=8192)
def _skeleton(word: str) -> str:
    return skeleton(word)


@lru_cache(maxsize=4096)
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(index_tokens(name).split())
