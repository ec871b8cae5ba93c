"""Sizes to feel at home in: files, functions, view modules, templates."""

import ast

import pytest

from tests.architecture.tree import code, ours, relative

FILE, FUNCTION, VIEWS, TEMPLATE = 400, 40, 8, 150
VIEW_MODULES = ("public_views.py", "account_views.py", "panel_views.py")


def lines(path):
    return len(path.read_text().splitlines())


def functions(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_is_longer_than_400_lines():
    long = {relative(path): lines(path) for path in ours(".py", ".html", ".css", ".js", ".mjs") if lines(path) > FILE}
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{relative(path)}:{node.lineno} {node.name}": length
        for path in code()
        for node in functions(path)
        # The docstring is not counted: explaining more is no fault.
        if (length := node.end_lineno - node.body[bool(ast.get_docstring(node)) and len(node.body) > 1].lineno + 1)
        > FUNCTION
    }
    assert long == {}


def test_no_view_module_has_more_than_eight_views():
    crowded = {}
    for path in code():
        if path.name in VIEW_MODULES:
            tree = ast.parse(path.read_text())
            views = [
                node.name
                for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "request"
                if not node.name.startswith("_")
            ]
            if len(views) > VIEWS:
                crowded[relative(path)] = views
    assert crowded == {}


def test_no_template_is_longer_than_150_lines():
    long = {relative(path): lines(path) for path in ours(".html", ".txt", under="templates/") if lines(path) > TEMPLATE}
    assert long == {}


@pytest.mark.parametrize("path", code(), ids=relative)
def test_module_says_what_it_holds(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), f"{relative(path)} begins without a docstring"
