"""Words made comparable: without case and marks, in Polish alphabetical order, by their stems.

All of it happens in Python, so SQLite and PostgreSQL, whatever their collations, find and sort the same.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ı": "i", "ŋ": "n", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_WORD = re.compile(r"[^\W_]+")
_POLISH = {"ą": "a1", "ć": "c1", "ę": "e1", "ł": "l1", "ń": "n1", "ó": "o1", "ś": "s1", "ź": "z1", "ż": "z2"}

# The e that comes and goes before the last k or c. What remains must be long enough, or it would begin too many other
# words (Marek, marketing).
_FLEETING = re.compile(r"(?<=[^aeiouy])i?e([kc])$")
SURE = 5

SORT_KEY_LENGTH = 200
# Bounds that keep a hostile text or query cheap.
MOST_WORDS, MOST_QUERY_WORDS, LONGEST_WORD = 30_000, 10, 40


def fold(text: str) -> str:
    """Lower case without marks: `Żółć` → `zolc`, `Straße` → `strasse`."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(sign))


# --- order ------------------------------------------------------------------------------------------------------
def sort_key(name: str) -> str:
    """A key of 0–9 and a–z that any collation sorts in Polish alphabetical order: store it, index it, sort by it.

    Two signs for a letter (a0 < a1 for a < ą), `00` between words, numbers by size (`Zakład 9` before `Zakład 10`);
    case, quotation marks and punctuation do not count.
    """
    words = []
    for word in re.findall(r"[0-9]+|[^\W\d_]+", unicodedata.normalize("NFC", name).lower()):
        words.append(_number_key(word) if word.isascii() and word.isdigit() else "".join(map(_letter_key, word)))
    return "00".join(words)[:SORT_KEY_LENGTH]


def person_sort_key(last_name: str, first_name: str) -> str:
    """The key of a person: the surname, and only among equal surnames the first name.

    `000` stands between the two: less than the `00` between words, so Ćwik Żaneta comes before Ćwik-Wiśniewska
    Katarzyna. Empty for who has no name (any more).
    """
    surname, name = sort_key(last_name), sort_key(first_name)
    return f"{surname}000{name}"[: 2 * SORT_KEY_LENGTH] if surname or name else ""


@lru_cache(maxsize=1024)
def _letter_key(letter: str) -> str:
    if letter in _POLISH:
        return _POLISH[letter]
    plain = fold(letter)
    if plain.isascii() and plain.isalpha():
        return "".join(f"{sign}0" for sign in plain)
    return f"z9{ord(letter):06x}"  # other alphabets come last, in their own order


def _number_key(digits: str) -> str:
    digits = digits.lstrip("0") or "0"
    return f"1{min(len(digits), 9)}{digits}"


# --- words ------------------------------------------------------------------------------------------------------
_stemmers = threading.local()  # a stemmer keeps its state while it works: one for each thread


def _stem(word: str, language: str) -> str:
    name = "english" if language.startswith("en") else "polish"
    stemmer = getattr(_stemmers, name, None)
    if stemmer is None:
        stemmer = snowballstemmer.stemmer(name)
        setattr(_stemmers, name, stemmer)
    return stemmer.stemWord(word)


def plain_word(word: str) -> str:
    """A word as it is compared: folded, letters and digits only."""
    return "".join(sign for sign in fold(word) if sign.isalnum())


@lru_cache(maxsize=20_000)
def forms_of(word: str, language: str) -> frozenset[str]:
    """The forms under which a word is kept: its surface and its stems, with marks and without, no trailing `i`.

    In Polish also without the vowel that comes and goes: żłobek and żłobki, spółek and spółka.
    """
    surface = plain_word(word)
    forms = {surface, plain_word(_stem(word, language)), plain_word(_stem(surface, language))}
    if not language.startswith("en") and (short := _FLEETING.sub(r"\1", surface)) != surface and len(short) >= SURE:
        forms.add(short)
    kept = {form[:-1] if len(form) > 3 and form.endswith("i") else form for form in forms}
    return frozenset(kept - {""})


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, marks kept."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())]


def index_tokens(text: str, language: str = "pl") -> str:
    """All forms of all words of the text, once each, in order, ready for the index."""
    tokens: set[str] = set()
    for word in set(words_of(text)[:MOST_WORDS]):
        tokens |= forms_of(word, language)
    return " ".join(sorted(tokens))


def query_words(q: str, language: str = "pl") -> list[list[str]]:
    """For each word of the query the forms to look for, as beginnings: every word must be found, in any form.

    One-letter words (a, i, o, u, w, z) are left out unless nothing else was asked. At most ten words count.
    """
    words = list(dict.fromkeys(words_of(q[:2000])))
    words = [word for word in words if len(word) > 1] or words
    found = []
    for word in words[:MOST_QUERY_WORDS]:
        surface = plain_word(word)
        # A stem of one or two letters would be the beginning of half the dictionary.
        forms = {form for form in forms_of(word, language) if len(form) >= min(3, len(surface))}
        if forms:
            found.append(sorted(forms))
    return found
