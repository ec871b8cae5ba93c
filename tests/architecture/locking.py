"""Which rows each function locks, and in which order, read from the source: calls are followed by their names."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.tree import code, relative

# Functions of common/db/locks.py, by which argument the model is found.
TAKING = {"locked", "lock_together"}
# Where the rows stand in a variable: their model.
UNREAD = {
    ("accounts/limits.py", "_all_within"): "LIMITS",
    ("common/db/locks.py", "locked"): "any",
    ("common/db/locks.py", "lock_together"): "any",
    ("entities/imports/working.py", "expire_old"): "EntityImport",
    ("events/catalogue/personal.py", "_erase"): "Event",
    ("events/certificates/services.py", "prepare_certificates"): "Certificate",
    ("events/folders/services.py", "_pack"): "EventFolder",
    ("events/imports/personal.py", "_erase"): "PeopleList",
    ("news/articles/services.py", "show_gallery"): "Article",
}


@dataclass
class Function:
    """What a function locks itself and whom it calls, in the order of its lines."""

    path: str
    name: str
    is_atomic: bool
    steps: list[tuple[str, str]] = field(default_factory=list)  # ("lock", model) or ("call", name)


def _models_in(node: ast.AST) -> Iterator[str]:
    """Names of models (`Event.objects…`) in an expression."""
    for one in ast.walk(node):
        if (
            isinstance(one, ast.Attribute)
            and one.attr in ("objects", "_base_manager")
            and isinstance(one.value, ast.Name)
        ):
            yield one.value.id


def _step(node: ast.Call) -> tuple[str, str] | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "select_for_update":
        model = next(_models_in(node.func), "")
        skips = any(keyword.arg == "skip_locked" for keyword in node.keywords)
        return None if skips else ("lock", model or "?")
    if name in TAKING and node.args:
        first = node.args[0]
        model = first.id if name == "lock_together" and isinstance(first, ast.Name) else next(_models_in(first), "?")
        return "lock", model
    return ("call", name) if isinstance(node.func, ast.Name) and name else None


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Calls in the order in which Python makes them: what stands inside first, functions within left out."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from _calls(child)
    if isinstance(node, ast.Call):
        yield node


def functions() -> dict[str, list[Function]]:
    """Every function of the apps by its name."""
    found: dict[str, list[Function]] = defaultdict(list)
    for path in code():
        if path.suffix == ".py" and not {"demo", "migrations"} & set(path.parts):
            for one in _functions_of(path):
                found[one.name].append(one)
    return found


def _functions_of(path: Path) -> Iterator[Function]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            steps = [step for line in node.body for call in _calls(line) if (step := _step(call))]
            atomic = any(ast.unparse(one).startswith("transaction.atomic") for one in node.decorator_list)
            yield Function(relative(path), node.name, atomic, steps)


def order_of(one: Function, known: dict[str, list[Function]], within: frozenset[str] = frozenset()) -> list[str]:
    """The models whose rows this function locks, itself or by whom it calls, each where it is first locked."""
    found: list[str] = []
    for kind, name in one.steps:
        if kind == "lock":
            found.append(UNREAD[one.path, one.name] if name == "?" and (one.path, one.name) in UNREAD else name)
        elif name not in within and (called := _meant(name, one.path, known)) is not None:
            found += order_of(called, known, within | {name})
    return list(dict.fromkeys(found))


def _meant(name: str, path: str, known: dict[str, list[Function]]) -> Function | None:
    """The function of this name: of the same module, or the only one."""
    here = [one for one in known.get(name, []) if one.path == path] or known.get(name, [])
    return here[0] if len(here) == 1 else None
