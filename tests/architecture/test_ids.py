"""Numbers that name something are read by `common/web/ids.py` alone: a parser written by hand is found."""

import ast

from tests.architecture.tree import code, relative

HAND = {"isdigit", "isdecimal", "isnumeric"}
SENT = {"GET", "POST", "COOKIES", "headers", "body"}
TEXTS = {  # modules that ask whether *text* holds digits, and name nothing by them
    "common/web/ids.py",
    "common/web/serializer.py",  # a stored value that begins with a digit
    "common/search/fuzzy.py",
    "common/text/folding.py",
    "entities/directory/duplicates.py",
    "entities/directory/identifiers.py",
    "entities/directory/panel_filters.py",
    "entities/territory/register.py",
    "events/registration/panel_filters.py",  # the digits of a telephone that is looked for
}


def hand_parsers(source: str) -> list[int]:
    """Lines that ask a text whether it is a number, or make one of what a request sent."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        asks = isinstance(node.func, ast.Attribute) and node.func.attr in HAND
        makes = isinstance(node.func, ast.Name) and node.func.id in ("int", "float", "Decimal")
        sent = any(isinstance(part, ast.Attribute) and part.attr in SENT for part in ast.walk(node))
        if asks or (makes and sent):
            found.append(node.lineno)
    return found


def test_only_one_module_parses_numbers_that_were_sent():
    found = {relative(path): lines for path in code() if (lines := hand_parsers(path.read_text()))}
    assert set(found) - TEXTS == set(), {name: found[name] for name in set(found) - TEXTS}


def test_the_list_of_modules_that_read_texts_is_not_longer_than_needed():
    found = {relative(path) for path in code() if hand_parsers(path.read_text())}
    assert TEXTS - found == set()


def test_a_hand_parser_is_found():
    assert hand_parsers('def view(request):\n    return int(request.POST.get("id", "0"))') == [2]
    assert hand_parsers("text.isascii() and text.isdigit() and len(text) < 19 and int(text)") == [1]
