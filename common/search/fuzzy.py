"""What was meant: a misspelt word, a stem that changes in the middle (łąka – łące), a part of a word (tering).

Asked only when a query finds nothing. The words of everything public stand in a table with their neighbours: the word
without each of its letters in turn, so two words one slip apart (a letter too many, too few, another one, two that
changed places) share a neighbour and are found through an index; and a skeleton, equal for all cases of a noun.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from common.search.engines import Matches
from common.search.models import SearchEntry, SearchNear, SearchWord
from common.text.folding import LONGEST_WORD, MOST_QUERY_WORDS, forms_of, plain_word, query_words, words_of

SHORTEST, LONGEST = 4, 24
BATCH = 1000
MOST_TRIED, MOST_PARTS = 6, 40
# On folded words: softened ends, endings of cases (longer ones first), the vowel that comes and goes, other consonants.
_SOFT = ((re.compile(r"ci[eu]$"), "t"), (re.compile(r"dzi[eu]$"), "d"), (re.compile(r"dze$"), "g"))
_ENDING = re.compile(r"(?<=....)(ami|ach|owi|ego|emu|ych|ymi|imi|om|ow|em|ie|ej|ym|im|ia|iu)$|(?<=...)[yiaeou]$")
_FLEETING = re.compile(r"(?<=...)(?<=[^aeiouy])i?e(?=[kcnrlstwg]$)")
_SWAPS = (("rz", "r"), ("cz", "k"), ("sz", "s"), ("dz", "d"), ("ch", "h"), ("c", "k"))


def skeleton(word: str) -> str:
    """Equal for the cases of a noun, though its stem changes: `laka` and `lace`, `zywiec` and `zywcu`."""
    bare = _FLEETING.sub("", _bare(word))
    for one, other in _SWAPS:
        bare = bare.replace(one, other)
    return bare.removesuffix("i")


def _bare(word: str) -> str:
    """Without the ending of its case."""
    bare = word
    for soft, hard in _SOFT:
        bare = soft.sub(hard, bare)
    return _ENDING.sub("", bare)


def neighbours(word: str) -> set[str]:
    """The word and its stems, each also without one letter, and its skeleton (marked)."""
    near = {f"~{skeleton(word)}"}
    for form in _bases(word):
        near |= {form, *(form[:at] + form[at + 1 :] for at in range(len(form) if len(form) <= LONGEST else 0))}
    return near


@lru_cache(maxsize=2000)
def _bases(word: str) -> frozenset[str]:
    return frozenset({word, *(form for form in (*forms_of(word, "pl"), _bare(word)) if len(form) >= SHORTEST)})


def forget_gone_words() -> int:
    """Words that stand in no public text any more leave the dictionary, the names of erased people among them."""
    known: set[str] = set()
    for tokens in SearchEntry.objects.values_list("tokens", flat=True).iterator(chunk_size=BATCH):
        known.update(tokens.split())
    gone = [word for word in SearchWord.objects.values_list("word", flat=True).distinct() if word not in known]
    for at in range(0, len(gone), BATCH):
        some = gone[at : at + BATCH]
        SearchNear.objects.filter(word__in=some).delete()
        SearchWord.objects.filter(word__in=some).delete()
    return len(gone)


def keep_words(texts: Iterable[str]) -> None:
    """Remember the words of these texts, in the caller's transaction. A word that is gone may stay: it is tried first.

    Nothing forbids a word to stand twice: two services at once must not wait for each other because of a word.
    """
    written: dict[str, str] = {}
    for text in texts:
        for word in words_of(text):
            plain = plain_word(word)
            if SHORTEST <= len(plain) < LONGEST_WORD and not plain.isdecimal():
                written.setdefault(plain, word)
    words = sorted(written)
    for at in range(0, len(words), BATCH):
        some = words[at : at + BATCH]
        known = set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
        new = [word for word in some if word not in known]
        SearchWord.objects.bulk_create(SearchWord(word=word, written=written[word]) for word in new)
        SearchNear.objects.bulk_create(
            (SearchNear(near=near, word=word) for word in new for near in sorted(neighbours(word))), batch_size=5000
        )


def forget_words() -> None:
    """Before the whole index is written anew."""
    SearchNear.objects.all().delete()
    SearchWord.objects.all().delete()


def nearer(q: str, language: str = "pl", source: str | None = None) -> str:
    """The query with its unknown words replaced by near ones, such that it finds something; "" where none does."""
    words = [word for word in dict.fromkeys(words_of(q[:200])) if len(word) > 1][:MOST_QUERY_WORDS]
    entries = SearchEntry.objects.filter(**({"source": source} if source else {}))
    sure: list[str] = []
    changed = False
    for word in words:
        if _found(entries, [*sure, word], language):
            sure.append(word)
            continue
        if len(plain_word(word)) < SHORTEST or word.isdecimal() or _found(entries, [word], language):
            return ""  # known, but nowhere together with the others
        better = next((one for one in _candidates(word) if _found(entries, [*sure, one], language)), None)
        if better is None:
            return ""
        sure.append(better)
        changed = True
    return " ".join(sure) if changed else ""


def _found(entries: object, words: list[str], language: str) -> bool:
    asked = query_words(" ".join(words), language)
    return bool(asked) and entries.filter(Matches("tokens", asked)).exists()  # type: ignore[attr-defined]


def _candidates(word: str) -> list[str]:
    """Words that may be meant, as they are written, the nearest first."""
    plain = plain_word(word)
    rows = SearchNear.objects.filter(near__in=neighbours(plain)).values_list("word", flat=True)[:200]
    far = {one: min(_slips(mine, base) for mine in _bases(plain) for base in _bases(one)) for one in set(rows)}
    near = [one for one, slips in far.items() if slips < 2 or skeleton(one) == skeleton(plain)]
    ranked = sorted(near, key=lambda one: (far[one], one[:1] != plain[:1], abs(len(one) - len(plain)), one))
    if not ranked and len(plain) >= SHORTEST:
        part = plain.removesuffix("i")
        parts = SearchWord.objects.filter(word__contains=part).values_list("word", flat=True)[:MOST_PARTS]
        ranked = sorted(set(parts), key=lambda one: (len(one), one))
    ranked = ranked[:MOST_TRIED]
    written = dict(SearchWord.objects.filter(word__in=ranked).values_list("word", "written"))
    return [written.get(one, one) for one in ranked]


def slips(one: str, other: str) -> int:
    """How many slips lie between two plain words in any of their forms: 0, 1, or 2 for more."""
    return min(_slips(mine, base) for mine in _bases(one) for base in _bases(other))


def _slips(one: str, other: str) -> int:
    """How many slips of the finger lie between two words: 0, 1, or 2 for more (a swap of neighbours is one)."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    mine, others = one[at:], other[at:]
    same = (
        mine[1:] == others[1:]
        or mine[1:] == others
        or mine == others[1:]
        or (mine[:2] == others[:2][::-1] and mine[2:] == others[2:])
    )
    return 1 if same else 2
