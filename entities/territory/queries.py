"""Finding a county by whatever people type: `powiat oświęcimski`, `oswiecimskim`, `Kęty`."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q

from common.text.folding import fold, index_tokens, query_words, words_of
from entities.territory.models import County, Municipality

# Words that say "county" or "commune", in any case of the noun; they tell nothing about which.
EMPTY_WORDS = ("powiat", "powieci", "gmin", "miast", "miescie", "wojewodztw")
LONGEST = 100


def find_counties(text: str, among: Iterable[County]) -> list[County]:
    """Counties of `among` that `text` may mean: by slug, by their name, else by the name of a commune in them.

    Case, diacritics and inflection do not matter. An exact name wins over others that only begin alike.
    """
    text = text[:LONGEST]
    counties = list(among)
    if exact := [county for county in counties if county.slug == text.lower().strip()]:
        return exact
    words = _telling(text)
    if not words:
        return []
    if found := [county for county in counties if _fits(county.name, words)]:
        plain = fold(" ".join(words_of(text)))
        return [county for county in found if fold(county.name) == plain] or found
    communes = Municipality.objects.filter(Q(county__in=[county.pk for county in counties]), in_force=True)
    names = communes.values_list("name", "county_id")
    fitting = {county_id for name, county_id in names if _fits(name, words)}
    return [county for county in counties if county.pk in fitting]


def means(text: str, name: str) -> bool:
    """Whether `text` may mean the place of this name."""
    words = _telling(text[:LONGEST])
    return bool(words) and _fits(name, words)


def _telling(text: str) -> list[list[str]]:
    """The words of the query that name something, each in its forms."""
    telling = [word for word in words_of(text) if not fold(word).startswith(EMPTY_WORDS)]
    return query_words(" ".join(telling))


def _fits(name: str, words: list[list[str]]) -> bool:
    """Every word of the query, in one of its forms, begins one of the name's tokens."""
    tokens = _tokens(name)
    return all(any(token.startswith(form) for token in tokens for form in forms) for forms in words)


@lru_cache(maxsize=4096)
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(index_tokens(name).split())
