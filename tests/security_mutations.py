"""Takes guards of docs/SECURITY.md away, one by one, and sees that the test for each fails. Run by hand:

    .venv/bin/python -m tests.security_mutations [words of the guards to try]

Works on one copy of the tree in a temporary folder, about five seconds for each: on SQLite, or on PostgreSQL with Redis
and Chromium (`on = "postgres"`, a minute). First every test is run with all guards in their place: one that fails then
would prove nothing. Proven is a guard only when the cited test itself fails, not when something breaks before it; the
reason that the test gave is printed. Ends with 1 when a test passes without its guard, or when a guard is no longer
found where it was (then this list is what has to be mended; tests/architecture says so too).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]


class Guard(NamedTuple):
    """In `file` the text `there` becomes `gone`; then `test` has to fail.

    `proof`: "removal" of a guard, or a "fault" that is put in (for tests that read the whole source; without `there`
    the file is a new one). `on`: "sqlite", "anew" (a database made from the changed tree) or "postgres".
    """

    file: str
    there: str
    gone: str
    test: str
    proof: str = "removal"
    on: str = "sqlite"


GUARDS = [Guard(**one) for one in tomllib.loads(Path(__file__).with_name("security_guards.toml").read_text())["guard"]]
# In a folder of its own on the way of Python: the database that the first run has made is taken as it is.
AS_IT_IS = """
from django.conf import settings
from django.db.backends.base.creation import BaseDatabaseCreation

def create_test_db(self, *args, **kwargs):
    name = self._get_test_db_name()
    self.connection.close()
    settings.DATABASES[self.connection.alias]["NAME"] = self.connection.settings_dict["NAME"] = name
    self.connection.ensure_connection()
    return name

BaseDatabaseCreation.create_test_db = create_test_db
"""


def copy_tree(folder: Path) -> Path:
    """The files that git knows, with compiled messages, as a repository of its own (some tests ask git)."""
    tree = folder / "tree"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
    for name in filter(None, names.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    for po in tree.glob("locale/*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
    for command in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(command, cwd=tree, check=True)  # noqa: S603
    (folder / "as_it_is.py").write_text(AS_IT_IS)
    return tree


def run(tree: Path, tests: list[str], *, on: str) -> tuple[int, str]:
    """The exit code of pytest (0 when all pass, 1 when one fails) and what it printed.

    `on` as in Guard; "new" makes the database that "sqlite" takes as it is.
    """
    folder = tree.parent / ("anew" if on == "anew" else "kept")
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "OWES_TEST_RUN": "1", "OWES_TEST_SCRATCH": str(folder)}
    environment["PYTHONPATH"] = os.pathsep.join((str(tree), str(tree.parent)))
    environment["COLUMNS"] = "300"  # the reason is not cut off
    asked = ["-q", "-x", "-p", "no:cacheprovider", *tests]
    database = ["-p", "as_it_is"] if on == "sqlite" else ["--create-db"]
    asked = (
        [sys.executable, "-m", "tests.run", "postgres", "-n", "0", *asked]
        if on == "postgres"
        else [sys.executable, "-m", "pytest", "--reuse-db", *database, *asked]
    )
    done = subprocess.run(asked, cwd=tree, env=environment, capture_output=True, text=True)  # noqa: S603
    return done.returncode, done.stdout


def try_without(tree: Path, guard: Guard) -> tuple[str, str]:
    """What is wrong ("" when the test failed, as it should), and why the test failed."""
    file = tree / guard.file
    text = file.read_text() if file.is_file() else ""
    if guard.there not in text:
        return "the guard is not there any more", ""
    try:
        file.write_text(text.replace(guard.there, guard.gone) if guard.there else guard.gone)
        if not guard.there:
            subprocess.run(["git", "add", "-f", guard.file], cwd=tree, check=True)  # noqa: S603, S607
        code, told = run(tree, [guard.test], on=guard.on)
    finally:
        file.write_text(text)
    failed = re.search(rf"^FAILED {re.escape(guard.test)}\S* ?-? ?(.*)", told, re.MULTILINE)
    if code == 1 and failed:
        return "", failed[1]
    return ("the test passes", "") if code == 0 else (f"pytest ended with {code}", told[-2000:])


def all_pass(tree: Path, guards: list[Guard]) -> bool:
    """Whether every test passes with all guards in their place, on the database on which it will be asked."""
    for on, where in (("new", ("sqlite", "anew")), ("postgres", ("postgres",))):
        tests = sorted({guard.test for guard in guards if guard.on in where})
        code, told = run(tree, tests, on=on) if tests else (0, "")
        if code:
            sys.stdout.write(f"{told[-3000:]}\nFAULT: a test fails with all guards in their place\n")
            return False
    return True


def main(words: list[str]) -> int:
    """Try each guard whose line holds one of the words (all without any)."""
    guards = [guard for guard in GUARDS if not words or any(word in " ".join(guard) for word in words)]
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="owes-mutation-") as folder:
        tree = copy_tree(Path(folder))
        if not all_pass(tree, guards):
            return 1
        for guard in guards:
            fault, why = try_without(tree, guard)
            wrong += bool(fault)
            what = guard.there.strip() or guard.gone.strip()
            sys.stdout.write(f"{'FAULT: ' + fault if fault else 'ok'}  {guard.file}: {what[:60]} -> {guard.test}\n")
            sys.stdout.write(f"      {why}\n" if why else "")
            sys.stdout.flush()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
