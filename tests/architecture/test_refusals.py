"""A refusal is a member of an enum with its sentence: none is raised that a view could not put into words."""

import ast
from collections.abc import Iterator

from common.spreadsheets import reader
from common.web import json_input
from events.imports.reading import ListRefused
from files import refusals
from tests.architecture.tree import code, relative

# Errors of forms and of child processes, whose codes travel as text: each stands in its table with its sentence.
TABLES = {
    "UploadRefused": refusals.MESSAGES,
    "DecodingFailed": refusals.MESSAGES,
    "Active": refusals.MESSAGES,
    "Refused": refusals.MESSAGES,
    "TableRefused": reader.MESSAGES,
    "ListRefused": ListRefused.texts,
    "JSONRefused": json_input.MESSAGES,
}
# Caught in the module that raises it, and told by another exception.
NEVER_SHOWN = {"ClamdAway"}


def raised() -> Iterator[tuple[str, str, ast.expr]]:
    """(place, name of the exception, its first argument) of everything that is raised with an argument."""
    for path in code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                name = ast.unparse(node.exc.func).rpartition(".")[2]
                yield f"{relative(path)}:{node.lineno}", name, node.exc.args[0]


def test_no_refusal_is_a_code_without_a_sentence() -> None:
    ours = {
        node.name
        for path in code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and node.name not in NEVER_SHOWN
    }
    faults = [
        f"{where} {name}({ast.unparse(told)})"
        for where, name, told in raised()
        if name in ours
        and isinstance(told, ast.Constant)
        and isinstance(told.value, str)
        and told.value not in TABLES.get(name, ())
    ]
    assert faults == []


def test_no_exception_is_looked_up_by_its_text() -> None:
    faults = []
    for path in code():
        for handler in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(handler, ast.ExceptHandler) and handler.name):
                continue
            for node in ast.walk(handler):
                keys: list[ast.expr] = []
                if isinstance(node, ast.Subscript):
                    keys = [node.slice]
                elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
                    keys = [node.left, *node.comparators]
                elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".get", ".split")):
                    keys = [*node.args[:1], node.func.value]
                if f"str({handler.name})" in map(ast.unparse, keys):
                    faults.append(f"{relative(path)}:{node.lineno}")
    assert faults == []
