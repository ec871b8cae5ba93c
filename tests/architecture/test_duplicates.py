"""One mechanism per job: what two modules need stands in one of them, or below both."""

import ast
from collections import defaultdict

from tests.architecture.tree import code, relative

SMALL = 300  # signs of the syntax tree: below it stand hooks and tasks of one line, alike by their nature


def body_of(node: ast.FunctionDef | ast.ClassDef) -> str:
    """What it does, without its name and docstring."""
    lines = node.body[1:] if ast.get_docstring(node) else node.body
    given = [node.args] if isinstance(node, ast.FunctionDef) else node.bases
    return "".join(ast.dump(one) for one in (*given, *lines))


def test_no_function_or_class_is_written_twice():
    found = defaultdict(list)
    for path in code():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and len(body := body_of(node)) > SMALL:
                found[body].append(f"{relative(path)}: {node.name}")
    assert [names for names in found.values() if len(names) > 1] == []


def test_no_centre_is_asked_about_one_by_one():
    """`centres_for` and `centre_ids_for` ask about all of them at once."""
    loops = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
    assert [
        f"{relative(path)}:{node.lineno}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, loops)
        for name in [ast.unparse(node.generators[0].target)]
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "may" and name in map(ast.unparse, call.args)
    ] == []
