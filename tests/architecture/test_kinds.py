"""What a module may import follows from the end of its name: `desk/list_views.py` is views, `reminders.py` is domain.

    urls → views → forms → domain → models → states          tasks → forms, domain, models, states

Each kind imports those to its right and its own. Nobody imports tasks: whoever has work for the worker writes a row in
the transaction and wakes the worker by the task's name (`common.worker.wake`).
"""

import ast
from functools import cache
from pathlib import Path

from tests.architecture.tree import ROOT, STEPS, code, height, relative

# What a module of a kind may import; `domain` is every module whose name has none of these ends.
MAY: dict[str, set[str]] = {
    "states": {"states"},
    "models": {"models", "states"},
    "domain": {"domain", "models", "states"},
    "forms": {"forms", "domain", "models", "states"},
    "views": {"views", "forms", "domain", "models", "states"},
    "urls": {"urls", "views", "domain", "models", "states"},
    "tasks": {"forms", "domain", "models", "states"},
}
# Modules of the domain that only read: what writes and what goes out is built on them.
READS, WRITES = {"queries", "permissions"}, {"services", "emails", "exports"}
# (importing, imported): what the rule does not allow, and why it is right there.
EXCUSED = {
    ("common.db.states", "common.auditlog.services"): "the only way from state to state writes the log",
    ("events.imports.working", "events.imports.forms"): "a row of a sheet is judged as the form judges it",
}


def name_of(path: Path) -> str:
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def end_of(module: str) -> str:
    return module.rpartition(".")[2].rpartition("_")[2]


def kind_of(module: str) -> str:
    return end_of(module) if end_of(module) in MAY else "domain"


@cache
def imported() -> dict[str, set[str]]:
    """Module → the modules of ours that it imports when it runs."""
    paths = {name_of(path): path for path in code()}
    return {
        module: {
            f"{name}.{part}" if f"{name}.{part}" in paths else name
            for name, part in _names(ast.parse(path.read_text()))
            if name in paths
        }
        for module, path in paths.items()
    }


def _names(tree: ast.AST) -> list[tuple[str, str]]:
    """(module, name taken from it), leaving out what only the type checker reads."""
    found: list[tuple[str, str]] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            found += [(one.name, "") for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.module, one.name) for one in node.names]
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            found += _names(node)
    return found


def pairs() -> list[tuple[str, str]]:
    return [(module, one) for module, names in sorted(imported().items()) for one in sorted(names)]


def is_plain(module: str) -> bool:
    """A module of the domain that knows no models, itself or through another one: models may use it."""
    return kind_of(module) == "domain" and all(is_plain(one) for one in imported()[module])


def test_no_module_imports_a_kind_above_its_own():
    above = {
        (module, one)
        for module, one in pairs()
        if kind_of(one) not in MAY[kind_of(module)]
        if not (kind_of(module) in ("models", "states") and is_plain(one))
    }
    assert above == set(EXCUSED)


def test_what_reads_imports_nothing_that_writes_or_goes_out():
    found = [pair for pair in pairs() if end_of(pair[0]) in READS and end_of(pair[1]) in WRITES]
    assert found == []


def test_views_leave_the_views_of_another_step_alone():
    """What several steps need of them stands in `shared_views.py`."""
    found = [
        (module, one)
        for module, one in pairs()
        if kind_of(module) == kind_of(one) == "views" and height(module) != height(one)
        if not one.endswith(".shared_views")
    ]
    assert found == []


def test_the_models_that_only_show_django_what_there_is_are_imported_by_nobody():
    shown = {name_of(path) for path in ROOT.glob("*/models.py") if path.parent.name not in ("accounts", "files")}
    assert [pair for pair in pairs() if pair[1] in shown] == []


def test_every_folder_of_an_app_with_steps_is_a_step():
    folders = {
        f"{app}.{path.parent.name}"
        for app in STEPS
        for path in (ROOT / app).glob("*/__init__.py")
        if path.parent.name not in ("migrations", "management", "templatetags")
    }
    assert folders == {f"{app}.{step}" for app, steps in STEPS.items() for step in steps}
