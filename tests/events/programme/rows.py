"""What a browser sends from a page of rows."""

from typing import Any

from django.test import Client

from events.catalogue.models import Event


def address(event: Event, part: str) -> str:
    return f"/panel/wydarzenia/{event.pk}/plan/{part}/"


def sent(*rows: dict[str, Any], act: str = "save", seen: str = "") -> dict[str, Any]:
    """The body of a form with these rows."""
    body: dict[str, Any] = {"act": act, "r-count": len(rows), "r-seen": seen}
    for number, row in enumerate(rows):
        body |= {f"r-{number}-{name}": value for name, value in row.items()}
    return body


def shown(client: Client, event: Event, part: str) -> list[dict[str, Any]]:
    """The rows of the page as a browser would send them back."""
    page = client.get(address(event, part))
    return [
        {bound.name: _plain(bound.value()) for bound in form if _plain(bound.value()) not in (None, "")}
        for form in page.context["rows"].forms
    ]


def _plain(value: Any) -> Any:
    return value if not hasattr(value, "pk") else value.name
