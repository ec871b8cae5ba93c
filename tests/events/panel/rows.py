"""What a browser sends from a page of rows."""

from typing import Any

from events.catalogue.models import Event


def address(event: Event, part: str) -> str:
    return f"/panel/wydarzenia/{event.pk}/plan/{part}/"


def sent(*rows: dict[str, Any], act: str = "save", seen: str = "") -> dict[str, Any]:
    """The body of a form with these rows."""
    body: dict[str, Any] = {"act": act, "r-count": len(rows), "r-seen": seen}
    for number, row in enumerate(rows):
        body |= {f"r-{number}-{name}": value for name, value in row.items()}
    return body
