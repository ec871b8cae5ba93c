"""The tree as the tests of the architecture see it: files that git tracks (or would), by kind."""

import subprocess
import tomllib
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LAYERS = [
    one
    for one in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    if one["type"] == "layers"
]
# From the roof to the ground: an app may use those after it, a step those after it in its app. import-linter keeps
# them; the tests find what it cannot see.
APPS: list[str] = next(one["layers"] for one in _LAYERS if "containers" not in one)
STEPS: dict[str, list[str]] = {one["containers"][0]: one["layers"] for one in _LAYERS if "containers" in one}
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


def height(module: str) -> tuple[int, int]:
    """Height of a module: app, then step (-1 in an app's root, above its steps); lower numbers stand higher."""
    app, _, rest = module.partition(".")
    steps, step = STEPS.get(app, []), rest.split(".")[0]
    return APPS.index(app), steps.index(step) if step in steps else -1


def advise(found: Iterable[str]) -> None:
    """Show what might be worded better in the summary of warnings: a first change does not fail for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        for text in found:
            warnings.warn(text, stacklevel=2)
