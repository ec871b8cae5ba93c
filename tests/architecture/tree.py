"""The tree as the house tests see it: files that git tracks (or would), by kind."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the roof to the ground: an app may use those after it.
APPS = ["owes_portal", "news", "events", "partnerships", "entities", "accounts", "files", "common"]
NOT_OURS = ("/vendor/", "/migrations/", "static/fonts/")


@cache
def tracked() -> list[Path]:
    """Paths of all files under version control or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in sorted(set(listing.stdout.splitlines())) if (ROOT / name).is_file()]


@cache
def ours(*suffixes: str, under: str = "") -> list[Path]:
    """Files with these suffixes that we write by hand, optionally under a folder."""
    return [
        path
        for path in tracked()
        if path.suffix in suffixes
        and relative(path).startswith(under)
        and not any(part in f"/{relative(path)}" for part in NOT_OURS)
    ]


def relative(path: Path) -> str:
    """The path from the root, for messages."""
    return path.relative_to(ROOT).as_posix()


def code() -> list[Path]:
    """Python files of the apps."""
    return [path for path in ours(".py") if relative(path).split("/")[0] in APPS]
