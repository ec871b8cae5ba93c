"""What the panel's page of an event shows of upper apps: the report, registered by news."""

from collections.abc import Callable
from dataclasses import dataclass

from common.extension_points import ExtensionPoint
from events.catalogue.models import Event


@dataclass(frozen=True)
class ReportStep:
    """How far the event's report is: `text` says it, `url` leads there.

    Where there is no draft yet `url` is empty and `begin_url` takes the POST that writes it.
    """

    text: str
    url: str
    done: bool
    public_url: str = ""
    begin_url: str = ""


EVENT_REPORTS: ExtensionPoint[Callable[[Event], ReportStep | None]] = ExtensionPoint("reports of an event")
