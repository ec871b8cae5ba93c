"""Folding, the Polish alphabet as a key, and the words of texts and queries."""

import random

import pytest

from common.text.folding import SORT_KEY_LENGTH, fold, index_tokens, query_words, sort_key

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("ŁÓDŹ", "lodz"),
        ("Straße Ærø", "strasse aero"),
        ("ﬁrma", "firma"),
        ("e\u0301", "e"),
        ("ŻÓŁW\u0301", "zolw"),
        ("", ""),
        ("🙂 Ω", "🙂 ω"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_key_knows_the_whole_polish_alphabet() -> None:
    letters = list(ALPHABET)
    shuffled = random.Random(7).sample(letters, len(letters))
    assert sorted(shuffled, key=sort_key) == letters
    assert sorted((letter.upper() for letter in shuffled), key=sort_key) == [letter.upper() for letter in letters]


@pytest.mark.parametrize(
    "ordered",
    [
        ["Ala", "Alina", "Ąbc", "Barka", "Ćma", "Dom"],
        ["Stół", "Stów", "Stuła"],
        ["Zakład 2", "Zakład 9", "Zakład 10", "Zakład 100", "Zakład Aktywności"],
        ["Dom Kultury", "Dom Ludowy", "Domek"],
        ["„Arka”", "Barka", "„Całus”", "Drzewo"],
        ["laka", "lama", "łaka"],
        ["Źrebak", "Żaba"],
        ["Zofia", "Źródło", "Żaba"],
        ["Żaba", "Ωmega"],
    ],
)
def test_names_stand_in_polish_order(ordered: list[str]) -> None:
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_quotes_case_and_punctuation_do_not_count() -> None:
    same = ["Spółdzielnia „Wspólny Stół”", "SPÓŁDZIELNIA WSPÓLNY STÓŁ", "spółdzielnia - 'wspólny' (stół)"]
    assert len({sort_key(name) for name in same}) == 1


@pytest.mark.parametrize("name", ["", "🙂", "Ωμέγα", "x" * 5000, "9" * 500, "\0", "\ud800"])
def test_a_key_is_short_and_plain_for_any_name(name: str) -> None:
    key = sort_key(name)
    assert len(key) <= SORT_KEY_LENGTH
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


def test_each_word_is_kept_in_all_its_forms_once() -> None:
    tokens = index_tokens("Spółdzielnie, spółdzielni! Kęty").split()
    assert tokens == sorted(set(tokens))
    assert {"spoldzielnie", "spoldzieln", "kety"} <= set(tokens)
    assert all(token.isalnum() and token == fold(token) for token in tokens)


def test_a_query_is_words_in_forms_without_single_letters() -> None:
    assert [words[0][:4] for words in zip(query_words("w Kętach i Żywcu"), strict=True)] == [
        query_words("Kętach")[0][:4],
        query_words("Żywcu")[0][:4],
    ]
    assert query_words("w") == [["w"]]
    assert query_words("?! 🙂") == []
    assert len(query_words("jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście")) == 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("żłobek", "żłobki"),
        ("żłobków", "żłobek"),
        ("ośrodek", "ośrodkami"),
        ("osrodki", "ośrodek"),
        ("spółek", "spółka"),
        ("spółki", "spółek"),
        ("mieszkaniec", "mieszkańców"),
        ("książek", "książki"),
    ],
)
def test_a_vowel_that_comes_and_goes_hides_no_word(one: str, other: str) -> None:
    for asked, written in ((one, other), (other, one)):
        tokens = index_tokens(written).split()
        assert any(token.startswith(form) for form in query_words(asked)[0] for token in tokens), (asked, written)


@pytest.mark.parametrize(
    ("asked", "written"), [("Marek", "marketing"), ("człowiek", "czołówka"), ("domek", "domknięcie")]
)
def test_and_no_other_word_is_found_for_it(asked: str, written: str) -> None:
    tokens = index_tokens(written).split()
    assert not any(token.startswith(form) for form in query_words(asked)[0] for token in tokens)


def test_a_stem_never_gets_so_short_that_it_finds_everything() -> None:
    for word in ("oda", "osa", "ma", "dom", "ich", "one", "gminy"):
        for forms in query_words(word):
            assert all(len(form) >= min(3, len(word)) for form in forms), (word, forms)
