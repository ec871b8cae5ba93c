"""Finding a county by whatever people type: `powiat oświęcimski`, `w kielcach`, `gmina pawlow`, `Powiat m. Kraków`.

`named` takes whole names only: for what is written into records. `meant` guesses further, for those
who see what was understood: parts and beginnings of names, unless the whole name is that of a place elsewhere.
Names are compared from the surest likeness to the loosest; the first one that finds anything answers, counties and
cities before municipalities. Case, diacritics and inflection never matter. A voivodeship beside the name must be the
county's own. Seats of counties are known always, municipalities once the register (`import_terc`) is in.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from common.search.fuzzy import skeleton, slips
from common.text.folding import index_tokens, plain_word, query_words, words_of
from entities.territory import reference_data
from entities.territory.models import County, Municipality

LONGEST, SHORTEST_NEAR = 100, 5
ADJECTIVES = ("ki", "kim", "kiego", "kiemu")
_ADJECTIVE = re.compile(r"(?<=[kdn])i(ego|emu|m)$")
COUNTY, CITY, MUNICIPALITY, LAND = "county", "city", "municipality", "voivodeship"
# Words that say what sort of place is meant, in any case of the noun; they tell nothing about which one.
SORTS = {
    COUNTY: "powiat powiatu powiatowi powiatem powiecie pow county ziemski ziemskiego ziemskim",
    MUNICIPALITY: "gmina gminy gminie gmine gm municipality",
    CITY: "miasto miasta miastu miastem miescie m st stoleczne stolecznego grodzki grodzkiego grodzkim city",
    LAND: "wojewodztwo wojewodztwa wojewodztwie woj voivodeship",
    "": "we ze do od i w z na prawach",
}
SORT_OF = {word: sort for sort, words in SORTS.items() for word in words.split()}
# Which sorts are looked at, and in which order. „Powiat m. Kraków” names a city, and no land county instead of it.
ORDERS: dict[str, tuple[set[str], ...]] = {
    MUNICIPALITY: ({MUNICIPALITY}, {COUNTY, CITY}),
    CITY: ({CITY}, {MUNICIPALITY}),
    COUNTY: ({COUNTY}, {CITY}, {MUNICIPALITY}),
    "": ({COUNTY, CITY}, {MUNICIPALITY}),
}


class FoundPlace(NamedTuple):
    """A name that people may type, of which sort, and the code of the county it stands in."""

    name: str
    county: str
    sort: str


class TypedPlace(NamedTuple):
    """What was typed: the words that tell something, the sort of place, and the code of the voivodeship it names."""

    words: tuple[str, ...]
    sort: str
    land: str = ""


Likeness = Callable[[tuple[str, ...], FoundPlace], bool]


class CountyNames:
    """The names of some counties and of what lies in them, ready for many texts (a sheet). Two queries at most."""

    def __init__(self, among: Iterable[County]) -> None:
        self.counties = {county.pk: county for county in among}
        self.places = [*_builtin_places(self.counties), *_municipalities(self.counties)]
        self.whole = _Whole(self.places)

    def named(self, text: str, voivodeship: str = "") -> list[County]:
        """Counties of which `text` is the whole name or the code, in the alphabet; several where two share it.

        A `voivodeship` (its code), and one named in the text, must be the county's own: otherwise nothing is found.
        """
        code = text.strip().zfill(4)  # sheets drop the zero that a code begins with
        if code in self.counties:
            return [self.counties[code]] if voivodeship in ("", code[:2]) else []
        for asked in _readings(text):
            if codes := self.whole.codes(asked):
                lands = {voivodeship, asked.land} - {""}
                return self.sorted({code for code in codes if lands <= {code[:2]}})
        return []

    def meant(self, text: str) -> list[County]:
        """Counties that `text` may mean, in the alphabet: several where the name is not enough."""
        if exact := [county for county in self.counties.values() if county.slug == text.lower().strip()]:
            return exact
        if found := self.named(text):
            return found
        return [] if self.lies_elsewhere(text) else self.sorted(_codes(_asked(text), self.places, (_part, _begun)))

    def lies_elsewhere(self, text: str) -> bool:
        """Whether `text` is the whole name of a county, a city or a seat of Poland that is not in these counties."""
        return any(code not in self.counties for asked in _readings(text) for code in _poland().codes(asked))

    def sorted(self, codes: set[str]) -> list[County]:
        """The counties of these codes in the alphabet."""
        return sorted((self.counties[code] for code in codes), key=lambda row: (row.sort_name, row.pk))


def find_counties(text: str, among: Iterable[County]) -> list[County]:
    """Counties of `among` that `text` may mean, in the alphabet: several where the name is not enough."""
    return CountyNames(among).meant(text)


def find_voivodeship(text: str) -> str:
    """The code of the voivodeship that the text names (`woj. śląskie`, `województwa śląskiego`, `24`), or ""."""
    known, words = _lands(), _asked(text).words
    if len(words) == 1 and words[0].zfill(2) in known:
        return words[0].zfill(2)
    return next((code for code, name in known.items() if words in _cases(name)), "")


def near_counties(text: str, among: Iterable[County]) -> tuple[str, list[County]]:
    """Of a misspelt name: what may have been meant, and the counties. To be asked when nothing else was found."""
    words, names = _asked(text).words, CountyNames(among)
    if not words or max(map(len, words)) < SHORTEST_NEAR or names.lies_elsewhere(text):
        return "", []
    far: dict[tuple[int, int], list[FoundPlace]] = {}
    for place in names.places:
        pairs = list(zip(words, _words(place.name), strict=False))
        # Short words are as near to each other as long ones misspelt: they must be the same.
        each = [slips(one, other) if min(len(one), len(other)) > 3 else 2 * (one != other) for one, other in pairs]
        if len(pairs) == len(words) and max(each) < 2:
            far.setdefault((sum(each), len(_words(place.name))), []).append(place)
    if not far:
        return "", []
    best = far[min(far)]
    return best[0].name, names.sorted({place.county for place in best})


def means(text: str, name: str) -> bool:
    """Whether `text` may mean the place of this name."""
    words = _asked(text).words
    place = FoundPlace(name, "", MUNICIPALITY)
    if not words:
        return False
    return tuple(map(_skeleton, words)) == _skeletons(name) or _part(words, place) or _begun(words, place)


def telling(text: str) -> str:
    """`text` without the words that say only what sort of place it is."""
    return " ".join(_asked(text).words)


# --- likenesses, the surest first ---------------------------------------------------------------------------------
def _part(words: tuple[str, ...], place: FoundPlace) -> bool:
    """Some of the name's words: `w ostrowcu`."""
    return min(map(len, words)) > 3 and {_skeleton(word) for word in words} <= set(_skeletons(place.name))


def _begun(words: tuple[str, ...], place: FoundPlace) -> bool:
    """Beginnings of the name's words; other words may name the voivodeship (`bielski, podlaskie`)."""
    asked = query_words(" ".join(words))
    left = [forms for forms in asked if not _begins(forms, place.name)]
    land = _lands().get(place.county[:2], "")
    return len(left) < len(asked) and all(land and _begins(forms, land) for forms in left)


def _begins(forms: list[str], name: str) -> bool:
    return any(token.startswith(form) for token in _tokens(name) for form in forms)


# --- what is compared ---------------------------------------------------------------------------------------------
def _asked(text: str) -> TypedPlace:
    found = [plain_word(word) for word in words_of(text[:LONGEST])]
    sorts = {SORT_OF.get(word, "") for word in found}
    sort = next((one for one in ORDERS if one in sorts), "")
    return TypedPlace(tuple(word for word in found if word and word not in SORT_OF), sort)


def _readings(text: str) -> list[TypedPlace]:
    """The words as one name (Piekary Śląskie), then without the voivodeship that stands beside it."""
    whole = _asked(text)
    readings = [whole] if whole.words else []
    every = [word for word in map(plain_word, words_of(text[:LONGEST])) if word and SORT_OF.get(word) != ""]
    after = next((n + 1 for n, word in enumerate(every) if SORT_OF.get(word) == LAND), 0)
    for code, name in sorted(_lands().items(), key=lambda pair: -len(pair[1])):
        n, words = len(_cases(name)[0]), whole.words
        if after and tuple(every[after : after + n]) in _cases(name):
            rest = [word for word in (*every[:after], *every[after + n :]) if word not in SORT_OF]
        elif not after and words[-n:] == _cases(name)[0]:
            rest = list(words[:-n])
        elif not after and words[:n] == _cases(name)[0]:
            rest = list(words[n:])
        else:
            continue
        readings += [TypedPlace(tuple(rest), whole.sort, code)] if rest else []
    return readings


class _Whole:
    """Places by their whole names: as written, then in any case of the noun.

    Names of land counties are adjectives, which decline by rule; the looser skeleton would mix górowski and gorzowski.
    """

    def __init__(self, places: Iterable[FoundPlace]) -> None:
        self.levels: tuple[defaultdict[Any, list[FoundPlace]], ...] = (defaultdict(list), defaultdict(list))
        for place in places:
            self.levels[0][tuple(map(_nominative, _words(place.name)))].append(place)
            if place.sort != COUNTY:
                self.levels[1][_skeletons(place.name)].append(place)

    def codes(self, asked: TypedPlace) -> set[str]:
        """Counties of the places of this name."""
        keys = (tuple(map(_nominative, asked.words)), tuple(map(_skeleton, asked.words)))
        found = [level.get(key, []) for level, key in zip(self.levels, keys, strict=True)]
        tried = (_of(asked, some, sorts) for sorts in ORDERS[asked.sort] for some in found)
        return next(filter(None, tried), set())


def _codes(asked: TypedPlace, places: list[FoundPlace], levels: Sequence[Likeness]) -> set[str]:
    """Counties of the places that are alike, at the surest level that finds any."""
    for sorts in ORDERS[asked.sort] if asked.words else ():
        for alike in levels:
            if found := _of(asked, [one for one in places if one.sort in sorts and alike(asked.words, one)], sorts):
                return found
    return set()


def _of(asked: TypedPlace, places: list[FoundPlace], sorts: set[str]) -> set[str]:
    """Of these sorts; `w gdańsku` is the city, `w gdańskim` the county around it."""
    found = [place for place in places if place.sort in sorts]
    wanted = COUNTY if asked.words[0].endswith(ADJECTIVES) else CITY
    return {place.county for place in found if place.sort == wanted} or {place.county for place in found}


def _builtin_places(counties: Mapping[str, County]) -> list[FoundPlace]:
    places = [FoundPlace(row.name, row.pk, CITY if row.is_city else COUNTY) for row in counties.values()]
    return places + [FoundPlace(town, code, MUNICIPALITY) for code, town in reference_data.seats() if code in counties]


def _municipalities(counties: Mapping[str, County]) -> list[FoundPlace]:
    municipalities = Municipality.objects.filter(county__in=list(counties), in_force=True).values_list(
        "name", "county_id"
    )
    return [FoundPlace(name, code, MUNICIPALITY) for name, code in municipalities]


@cache
def _poland() -> _Whole:
    """Every county, city and seat, whichever of them this portal serves."""
    counties = [
        FoundPlace(row["name"], row["code"], CITY if row["is_city"] else COUNTY) for row in reference_data.counties()
    ]
    return _Whole([*counties, *(FoundPlace(town, code, MUNICIPALITY) for code, town in reference_data.seats())])


@cache
def _lands() -> dict[str, str]:
    return {row["code"]: row["name"] for row in reference_data.voivodeships()}


@cache
def _cases(land: str) -> tuple[tuple[str, ...], ...]:
    """`śląskie`, and `śląskiego`, `śląskim` after the word voivodeship."""
    words = _asked(land).words
    return (words, (*words[:-1], f"{words[-1]}go"), (*words[:-1], f"{words[-1][:-1]}m"))


def _nominative(word: str) -> str:
    """`kieleckiego`, `kieleckim` → `kielecki`; `wschodniego` → `wschodni`."""
    return _ADJECTIVE.sub("i", word)


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
