"""docs/GLOSSARY.md: one name per thing, one thing per name."""

import ast
import re
from collections import Counter

import pytest
from django.apps import apps

from tests.architecture.tree import APPS, ROOT, code, relative

ROW = re.compile(r"^\| (?P<polish>[^|]+) \| (?P<english>[^|]+) \| `(?P<code>[^`]+)` \|[^|]*\|(?P<never>[^|]*)\|$")


def rows() -> list[dict[str, str]]:
    found = map(ROW.match, (ROOT / "docs/GLOSSARY.md").read_text().splitlines())
    return [{name: text.strip() for name, text in row.groupdict().items()} for row in found if row]


def named() -> dict[str, set[str]]:
    """Names of classes, functions and modules of our code, with where they stand."""
    found: dict[str, set[str]] = {}
    for path in code():
        where = relative(path)
        if "/migrations/" in where or where.startswith(("tests/", "owes_portal/demo/")):
            continue
        found.setdefault(path.name, set()).add(where)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.setdefault(node.name, set()).add(where)
    return found


def words(name: str) -> list[str]:
    """`SupportCentre`, `support_centre.py` → support, centre."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name.removesuffix(".py"))]


@pytest.mark.parametrize("column", ["polish", "english", "code"])
def test_each_term_stands_once(column):
    assert [term for term, n in Counter(row[column].lower() for row in rows()).items() if n > 1] == []


def test_each_model_has_its_line():
    models = {model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] in APPS}
    assert models - {row["code"] for row in rows()} == set()


def test_the_code_has_each_name():
    there = named()
    assert [row["code"] for row in rows() if row["code"] not in there] == []


def test_no_second_name_is_used_for_a_term():
    never = {word.strip(): row["english"] for row in rows() for word in row["never"].split(",") if word.strip()}
    used = {
        f"{where}: {name} (say: {never[word]})"
        for name, places in named().items()
        for where in places
        for word in words(name)
        if word in never
    }
    assert sorted(used) == []
