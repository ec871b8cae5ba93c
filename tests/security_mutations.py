"""Takes guards of docs/SECURITY.md away, one by one, and sees that the test for each fails. Run by hand:

    .venv/bin/python -m tests.security_mutations [words of the guards to try]

Works on one copy of the tree in a temporary folder, on SQLite; about ten seconds for each. First every test is run with
all guards in their place: one that fails then would prove nothing. Ends with 1 when a test passes without its guard, or
when a guard is no longer found where it was (then this list is what has to be mended; tests/architecture says so too).
"""

import os
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
    """In `file` the text `there` becomes `gone`; then `test` has to fail."""

    file: str
    there: str
    gone: str
    test: str


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


def run(tree: Path, tests: list[str], *, new_database: bool) -> int:
    """The exit code of pytest: 0 when all pass, 1 when one fails, others when they could not be asked."""
    folder = str(tree.parent)
    environment = {**os.environ, "OWES_TEST_RUN": "1", "OWES_TEST_SCRATCH": folder}
    environment["PYTHONPATH"] = os.pathsep.join((str(tree), folder))
    database = ["--create-db"] if new_database else ["-p", "as_it_is"]
    asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--reuse-db", *database, *tests]
    done = subprocess.run(asked, cwd=tree, env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode > 1 or (done.returncode and new_database):
        sys.stdout.write(done.stdout[-3000:])
    return done.returncode


def try_without(tree: Path, guard: Guard) -> str:
    """What happened without it: "" when the test failed, as it should."""
    file = tree / guard.file
    text = file.read_text()
    if guard.there not in text:
        return "the guard is not there any more"
    try:
        file.write_text(text.replace(guard.there, guard.gone))
        code = run(tree, [guard.test], new_database=False)
    finally:
        file.write_text(text)
    return {0: "the test passes", 1: ""}.get(code, f"pytest ended with {code}")


def main(words: list[str]) -> int:
    """Try each guard whose line holds one of the words (all without any)."""
    guards = [guard for guard in GUARDS if not words or any(word in " ".join(guard) for word in words)]
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="owes-mutation-") as folder:
        tree = copy_tree(Path(folder))
        if run(tree, sorted({guard.test for guard in guards}), new_database=True):
            sys.stdout.write("FAULT: a test fails with all guards in their place\n")
            return 1
        for guard in guards:
            fault = try_without(tree, guard)
            wrong += bool(fault)
            sys.stdout.write(
                f"{'FAULT: ' + fault if fault else 'ok'}  {guard.file}: {guard.there.strip()[:60]} -> {guard.test}\n"
            )
            sys.stdout.flush()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
