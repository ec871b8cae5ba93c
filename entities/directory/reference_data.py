"""Kinds of entities and what entities offer: the lists a new portal begins with. Staff may add and rename."""

import csv
from functools import cache
from pathlib import Path

from common.db.reference_data import Row

DATA = Path(__file__).with_name("data")


@cache
def kinds() -> list[Row]:
    """Kinds with their groups: those of the social economy (act of 5 August 2022, art. 2 point 5), then the others."""
    return _read("kinds.tsv")


@cache
def service_categories() -> list[Row]:
    """Two levels: what people do, in a verb, and the things that are ordered. A row of the upper level comes first."""
    rows = _read("services.tsv")
    for row in rows:
        row["parent_id"] = row.pop("parent") or None
    return rows


def _read(name: str) -> list[Row]:
    """The rows of a file in its order, which is that of the lists on pages; tens leave place between them."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [
            {**row, "position": 10 * number} for number, row in enumerate(csv.DictReader(file, delimiter="\t"), start=1)
        ]
