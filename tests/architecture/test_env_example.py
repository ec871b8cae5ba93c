"""deploy/env.example reads alike in bash, in dash and by systemd, and as it is meant."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

EXAMPLE = ROOT / "deploy/env.example"
MEANT = {
    "OWES_FROM_EMAIL": "Portal <portal@portal.example>",
    "OWES_SITE_NAME": "Wspólny Stół",
    "OWES_SITE_CLAIM": "Portal ekonomii społecznej",
    "OWES_REDIS_URL": "unix:///run/redis/redis-server.sock?db=0",
    "OWES_SECRET_KEY": "",
    "OWES_DATABASE_POOLER": "true",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """The file with its one commented variable taken in too."""
    path = tmp_path_factory.mktemp("env") / "owes-portal.env"
    path.write_text(re.sub(r"(?m)^# (OWES_\w+=)", r"\1", EXAMPLE.read_text()))
    return path


def by_shell(shell: str, path: Path) -> dict[str, str]:
    """What a shell that sources the file hands on; any complaint fails."""
    done = subprocess.run(
        [shell, "-c", 'set -eua; . "$1"; exec env -0', shell, str(path)],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pairs = dict(pair.split("=", 1) for pair in done.stdout.split("\0") if pair)
    return {name: value for name, value in pairs.items() if re.match("OWES_|DATABASE_URL|WEB_", name)}


def by_systemd(path: Path) -> dict[str, str]:
    """The rules of EnvironmentFile= in systemd.exec(5), for what the file may hold; anything else fails.

    Lines that are empty or begin with # or ; are left out. Space around a value goes. In single quotes everything
    stands for itself; in double quotes a backslash stands before " \\ ` $; without quotes it stands before any sign.
    """
    found = {}
    for line in path.read_text().replace("\\\n", "").splitlines():
        if not line.strip() or line.lstrip()[0] in "#;":
            continue
        name, sign, rest = line.strip().partition("=")
        assert sign
        assert re.fullmatch(r"[A-Za-z_]\w*", name)
        value = ""
        for piece in re.findall(r"'[^']*'|\"(?:\\.|[^\"\\])*\"|(?:\\.|[^'\"\\])+", rest.strip()):
            if piece[0] == "'":
                value += piece[1:-1]
            elif piece[0] == '"':
                value += re.sub(r'\\(["\\`$])', r"\1", piece[1:-1])
            else:
                value += re.sub(r"\\(.)", r"\1", piece)
        found[name] = value
    return found


@pytest.mark.parametrize("shell", ["bash", "dash"])
def test_a_shell_reads_the_example_as_systemd_does(example, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} was not found")
    assert by_shell(shell, example) == by_systemd(example)


def test_the_example_says_what_is_meant(example):
    read = by_systemd(example)
    assert {name: read[name] for name in MEANT} == MEANT
    assert len(read) == len(re.findall(r"(?m)^(?:# )?\w+=", EXAMPLE.read_text()))


def test_what_the_reader_of_systemds_rules_makes_of_its_cases(tmp_path):
    path = tmp_path / "cases.env"
    path.write_text('A= b c \nB=\'a "b" $c\'\nC="a\\$b\\n"\n;D=1\n\nE=a\\ b\nF=\n')
    assert by_systemd(path) == {"A": "b c", "B": 'a "b" $c', "C": "a$b\\n", "E": "a b", "F": ""}
