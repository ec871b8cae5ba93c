"""Sizes to feel at home in: files, functions, templates."""

import ast

from tests.architecture.tree import advise, code, ours, relative

FILE, FUNCTION, TEMPLATE = 400, 40, 150


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


def test_no_template_is_longer_than_150_lines():
    long = {relative(path): lines(path) for path in ours(".html", ".txt", under="templates/") if lines(path) > TEMPLATE}
    assert long == {}


def test_modules_say_what_they_hold():
    """Advice: a module begins with a sentence on what it holds."""
    trees = {relative(path): ast.parse(path.read_text()) for path in code()}
    advise(
        f"{name} begins without a docstring"
        for name, tree in trees.items()
        if tree.body and not ast.get_docstring(tree)
    )
