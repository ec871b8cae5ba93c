"""Printing: the template, its data and pictures go into a folder of their own; a child sets them and is then gone."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from common.pdf.signs import printable_data

PROGRAM = Path(__file__).with_name("press.py")
FONTS = Path(__file__).with_name("fonts")
# What every paper has in common; each template may import it.
SHARED = "paper/house.typ"
MEMORY = 2 * 1024**3
_SAFE = re.compile(r"[a-z0-9-]{1,60}\.(svg|png|jpg|webp)")


class PrintingFailed(Exception):
    """The paper was not printed; the text says why, for the log (it may quote the data: never show or store it)."""


@dataclass(frozen=True)
class PrintedImage:
    """A picture of a paper, copied from wherever it is stored; the template knows it by its name (`ue.svg`)."""

    name: str
    content: bytes


def print_pdf(
    template: str, data: Mapping[str, Any], *, drawings: Sequence[PrintedImage] = (), seconds: float = 10
) -> bytes:
    """One paper: `templates/<template>` with the data. The child is ended after `seconds`; raises PrintingFailed."""
    return print_many(template, [data], drawings=drawings, seconds=seconds)[0]


def print_many(
    template: str, papers: Sequence[Mapping[str, Any]], *, drawings: Sequence[PrintedImage] = (), seconds: float = 60
) -> list[bytes]:
    """Papers of one kind, in order; all of them or PrintingFailed. Starting the child costs as much as five papers."""
    with tempfile.TemporaryDirectory(prefix="owes-paper-") as folder:
        root = Path(folder)
        for name in (SHARED, template):
            source = settings.BASE_DIR / "templates" / name
            (root / source.name).write_bytes(source.read_bytes())
        for drawing in drawings:
            if not _SAFE.fullmatch(drawing.name):
                raise ValueError(f"A drawing cannot be called {drawing.name!r}.")
            (root / drawing.name).write_bytes(drawing.content)
        order = {
            "root": folder,
            "template": Path(template).name,
            "fonts": str(FONTS),
            "memory": MEMORY,
            "cpu_seconds": int(seconds) + 1,
            "papers": [json.dumps(printable_data(data), ensure_ascii=False) for data in papers],
        }
        _ask(order, seconds)
        return [(root / f"{number}.pdf").read_bytes() for number in range(len(papers))]


def _ask(order: Mapping[str, Any], seconds: float) -> None:
    """Run the press. It inherits nothing of ours: no secrets, no address of the database."""
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program)
            [sys.executable, "-I", str(PROGRAM)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise PrintingFailed(f"not printed within {seconds} s") from late
    if done.returncode != 0:
        raise PrintingFailed(done.stderr.decode(errors="replace")[-2000:] or f"ended with {done.returncode}")
