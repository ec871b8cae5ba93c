"""What upper apps may add to the pages of projects."""

from collections.abc import Callable

from common.extension_points import ExtensionPoint, PageSection
from partnerships.projects.models import FundingProject

# Parts of a project's page; `obj` is the FundingProject.
PROJECT_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of a project")
# Pages of a project in the panel that upper apps know: key, name, address.
PROJECT_PARTS: ExtensionPoint[Callable[[FundingProject], tuple[str, str, str]]] = ExtensionPoint(
    "panel pages of a project"
)
# Kinds of events, (value, word), to choose from.
EVENT_KINDS: ExtensionPoint[Callable[[], list[tuple[str, str]]]] = ExtensionPoint("kinds of events")
