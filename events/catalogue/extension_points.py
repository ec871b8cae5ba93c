"""What upper apps and steps may add to the pages of events."""

from collections.abc import Callable

from common.extension_points import ExtensionPoint, PageSection
from events.catalogue.models import Event

# Parts of an event's page (its report, its gallery); `obj` is the Event.
EVENT_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of an event")
# What follows every change of an event that was published, in the transaction of the change, under the event's lock.
EVENT_SHOWN: ExtensionPoint[Callable[[Event], None]] = ExtensionPoint("what follows a change of an event")
