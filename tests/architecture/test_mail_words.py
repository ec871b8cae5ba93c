"""A mail begins with our words: no name that a stranger typed stands first, in its subject or its first lines."""

import re
from pathlib import Path

import polib
import pytest

from tests.architecture.tree import ROOT

MAILS = sorted((ROOT / "templates/mail").rglob("*.txt"))
# Written by a member of staff, who sees it before; about a centre, which is ours; a part that others include.
OWN = {"message.txt", "period_report.txt", "own_links.txt", "when_and_where.txt", "facts.txt", "ask_us.txt"}
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?)(?:{% plural %}(.*?))?{% endblocktranslate %}", re.DOTALL)


def first_lines(source: str) -> list[str]:
    """The subject and the first paragraph of the text, as the template has them."""
    subject, _, text = source.strip().partition("\n")
    return [subject, text.strip().partition("\n\n")[0]]


def beginnings(part: str) -> list[str]:
    """How each of its alternatives begins: translated texts, and what stands bare at the front."""
    found = [words for pair in BLOCK.findall(part) for words in pair if words]
    ours = re.sub(r"{% translate .*?%}", "…", BLOCK.sub("…", part))
    bare = re.sub(r"{%.*?%}", "", ours, flags=re.DOTALL).strip()
    return [*found, bare]


@pytest.mark.parametrize("path", [path for path in MAILS if path.name not in OWN], ids=lambda path: path.stem)
def test_subject_and_first_lines_begin_with_our_words(path: Path) -> None:
    parts = first_lines(path.read_text())
    assert [
        begin
        for part in parts
        for begin in beginnings(part)
        if begin.lstrip().startswith("{{") and not begin.startswith("{{ n }}")
    ] == []


def test_in_polish_too() -> None:
    polish = {entry.msgid: entry for entry in polib.pofile(str(ROOT / "locale/pl/LC_MESSAGES/django.po"))}
    wrong = []
    for path in MAILS:
        for part in first_lines(path.read_text()) if path.name not in OWN else []:
            for words in beginnings(part)[:-1]:
                entry = polish.get(re.sub(r"{{ (\w+) }}", r"%(\1)s", words))
                said = [entry.msgstr, *entry.msgstr_plural.values()] if entry else []
                wrong += [(path.stem, one) for one in said if one.startswith("%(") and not one.startswith("%(n)s")]
    assert wrong == []
