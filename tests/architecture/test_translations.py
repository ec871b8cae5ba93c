"""Polish is complete: nothing missing, fuzzy or left over, and no placeholder lost."""

import ast
import re
import runpy
import shutil

import polib
import pytest

from tests.architecture.tree import ROOT, ours, relative

CATALOGUE = ROOT / "locale/pl/LC_MESSAGES/django.po"
UPDATE = "run make messages-update, then write the Polish in locale/pl/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|\{\w*\}")


def entries():
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(scope="module")
def extracted():
    """What `make messages-update` would find today."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext (xgettext) was not found")
    messages = runpy.run_path(str(ROOT / ".ci/messages"))
    return messages["extracted"](messages["source_files"]())


def keys(catalogue):
    return {(entry.msgctxt or "", entry.msgid) for entry in catalogue if not entry.obsolete}


def test_every_text_is_in_the_catalogue(extracted):
    assert sorted(keys(extracted) - keys(entries())) == [], UPDATE


def test_the_catalogue_holds_no_text_that_is_gone(extracted):
    assert sorted(keys(entries()) - keys(extracted)) == [], UPDATE


def test_no_text_hides_in_an_f_string():
    """xgettext does not look inside them: the text would stay English, and no other test would see it."""
    hidden = [
        f"{relative(path)}:{call.lineno}"
        for path in ours(".py")
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "gettext", "gettext_lazy", "ngettext")
    ]
    assert hidden == []


def test_every_text_is_translated_and_none_is_fuzzy():
    assert [entry.msgid for entry in entries() if not entry.translated()] == [], UPDATE
    assert [entry.msgid for entry in entries() if "fuzzy" in entry.flags or entry.obsolete] == []


def test_every_plural_has_its_four_forms():
    wrong = [
        entry.msgid
        for entry in entries()
        if entry.msgid_plural and (len(entry.msgstr_plural) != 4 or not all(entry.msgstr_plural.values()))
    ]
    assert wrong == []


def test_no_placeholder_is_lost_or_made_up():
    wrong = {}
    for entry in entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for form in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            if set(PLACEHOLDER.findall(form)) - wanted or (
                not entry.msgid_plural and set(PLACEHOLDER.findall(form)) != wanted
            ):
                wrong[entry.msgid] = form
    assert wrong == {}


# A day in words ends with the full stop of its year. These are put together with one, or their day is in digits.
ONE_FULL_STOP = {
    "It closed on %(day)s.": "events/programme/page.py: _full_stop",
    "It opens on %(day)s.": "events/programme/page.py: _full_stop",
    "The merger can be undone until %(day)s.": "in digits",
}


def test_no_polish_day_is_followed_by_a_second_full_stop():
    ends_with_a_day = re.compile(r"%\((?:day|days|due)\)s\.")
    found = {entry.msgid for entry in entries() if any(map(ends_with_a_day.search, said(entry)))}
    assert found == set(ONE_FULL_STOP)


def said(entry):
    """The Polish of an entry, in all its forms."""
    return [entry.msgstr, *entry.msgstr_plural.values()]
