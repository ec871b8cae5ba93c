"""What the code reads of a request: parameters of the address, the form and the JSON body, found in the source."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tests.architecture.tree import ROOT, code, relative

SENT = {"GET", "POST", "FILES"}
# Modules in which these names hold what was sent.
READERS = ("_views.py", "views.py", "filters.py", "manager_forms.py", "_source.py", "_sources.py")
NAMES = {"given", "asked", "query", "sent"}


def _is_sent(node: ast.expr, named: bool) -> bool:
    if isinstance(node, ast.BoolOp):
        return _is_sent(node.values[0], named)
    if isinstance(node, ast.Attribute):
        return node.attr in SENT and isinstance(node.value, ast.Name)
    return named and isinstance(node, ast.Name) and node.id in NAMES


def _key(node: ast.AST, named: bool) -> ast.expr | None:
    """The expression that names a parameter where `node` reads one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        reads = node.func.attr in ("get", "getlist", "pop") and _is_sent(node.func.value, named)
        return node.args[0] if reads else None
    if isinstance(node, ast.Subscript):
        return node.slice if _is_sent(node.value, named) else None
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        return node.left if _is_sent(node.comparators[0], named) else None
    return None


def _name(key: ast.expr, module: ModuleType) -> str:
    """The parameter's name; of an expression that is no constant its source in brackets."""
    try:
        value = eval(compile(ast.Expression(key), "key", "eval"), vars(module))  # noqa: S307 our own source
    except (NameError, AttributeError, KeyError):
        value = None
    return value if isinstance(value, str) else f"({ast.unparse(key)})"


def _handed(node: ast.AST) -> str:
    """Who is given the whole of what was sent: the name of the function or class, empty for nobody."""
    if not isinstance(node, ast.Call):
        return ""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    whole = [one.body if isinstance(one, ast.IfExp) else one for one in given]
    return ast.unparse(node.func) if any(_is_sent(one, False) for one in whole) else ""


def _module(path: Path) -> ModuleType:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def parameters_read() -> Iterator[tuple[str, str]]:
    """(path, parameter) of every read; what is handed on whole stands as `→ name`."""
    for path in code():
        named = path.name.endswith(READERS)
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if (key := _key(node, named)) is not None:
                yield relative(path), _name(key, _module(path))
            if (to := _handed(node)) and "demo" not in path.parts:
                yield relative(path), f"→ {to}"


def is_form(name: str) -> bool:
    """Whether what was sent is handed to a form or to rows of forms."""
    return name.startswith("→ ") and (name.endswith("Form") or name == "→ Rows")
