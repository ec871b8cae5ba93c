"""The voivodeships and counties of Poland, as TERYT names them (state of 2021)."""

import csv
from functools import cache
from pathlib import Path

from common.db.reference_data import Row
from common.text.folding import sort_key

DATA = Path(__file__).with_name("data")
# In the last two digits of a county's code: from here on they mean cities with county rights.
FIRST_CITY = 61


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def voivodeships() -> list[Row]:
    """The 16 voivodeships."""
    return [dict(row) for row in _read("voivodeships.tsv")]


@cache
def seats() -> list[tuple[str, str]]:
    """(code of a county, its seat); counties whose offices stand in a city of its own are left out."""
    return [(row["code"], row["town"]) for row in _read("seats.tsv")]


@cache
def counties() -> list[Row]:
    """The 380 counties and cities with county rights, each with its middle point."""
    return [
        {
            "code": row["code"],
            "voivodeship_id": row["code"][:2],
            "name": row["name"],
            "is_city": int(row["code"][2:]) >= FIRST_CITY,
            "slug": row["slug"],
            "sort_name": sort_key(row["name"]),
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
        }
        for row in _read("counties.tsv")
    ]
