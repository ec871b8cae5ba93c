import pytest

from common.pdf import PrintedImage, PrintingFailed, print_many, print_pdf, printable
from tests.papers import is_tagged, words_of

HOSTILE = '#import "x" $a$ *b* _c_ `d` @e <label> // \\ #sys.inputs {7} [8]'


def sheet(**rows):
    person = {"name": "Jan Łoś", "entity": "Kuźnia", "note": ""}
    return {
        "document_title": "Kartka",
        "name": "Spotkanie",
        "facts": [],
        "marks": [],
        "foot": "Kartka",
        "printed": "1 maja 2026 r.",
        "no": [],
        "yes": [person | rows],
    }


def test_paper_is_tagged_and_says_what_it_was_given():
    pdf = print_pdf("events/attendance/photographer.typ", sheet(name="Żaneta Gęślińska-Źdźbło"))
    assert is_tagged(pdf)
    assert "Żaneta Gęślińska-Źdźbło" in words_of(pdf).replace("- -", "-")


@pytest.mark.parametrize("name", [HOSTILE, "Олена Шевченко", "1. Jan - 2. Maria", "=2+2", "</script>", "%PDF-1.4"])
def test_what_people_typed_is_printed_as_it_is(name):
    words = words_of(print_pdf("events/attendance/photographer.typ", sheet(entity=name)))
    assert name.replace(" ", "") in words.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Jan\u202eawoK \u2066x\u200d\0", "JanawoK x"),
        ("Zoe\u0308", "Zoë"),
        ("山田 Jan 😀", "□□ Jan □"),
        ("a\tb\u2003c", "a b c"),
    ],
)
def test_signs_that_hide_or_have_no_shape(typed, printed):
    assert printable(typed) == printed


def test_long_word_may_break_and_loses_no_sign():
    word = "W" * 300
    assert printable(word).replace("\u200b", "") == word
    assert "\u200b" not in printable("Brzęczyszczykiewicz-Konstantynopolska")


def test_words_of_every_script_with_a_font_are_printed():
    name = "כהן محمد გიორგი Ἀθηνᾶ"
    assert "□" not in printable(name)
    print_pdf("events/attendance/photographer.typ", sheet(name=name))


def test_paper_that_cannot_be_set_or_takes_too_long_fails_alone():
    with pytest.raises(PrintingFailed):
        print_pdf("events/attendance/photographer.typ", {"document_title": "bez reszty"})
    with pytest.raises(PrintingFailed, match="within"):
        print_pdf("events/attendance/photographer.typ", sheet(), seconds=0.01)


def test_drawing_cannot_lie_outside_its_folder():
    with pytest.raises(ValueError, match="called"):
        print_pdf("events/attendance/photographer.typ", sheet(), drawings=[PrintedImage("../x.svg", b"<svg/>")])


def test_many_papers_come_in_their_order():
    papers = print_many("events/attendance/photographer.typ", [sheet(name=f"Osoba {n}") for n in range(5)])
    assert ["Osoba 3" in words_of(paper) for paper in papers] == [False, False, False, True, False]
