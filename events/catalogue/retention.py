"""Until when the names of an event are kept: as its project says, or two years where nobody paid for it."""

from datetime import date, timedelta

from django.db.models import Q

from events.catalogue.models import Event
from partnerships.projects import retention as projects

# As the notices say (accounts/data/notices/registration.pl.html).
WITHOUT_PROJECT = timedelta(days=730)


def kept_until(event: Event) -> date:
    """The last day on which the names are kept."""
    return projects.kept_until(event.project, event.ends_on) if event.project else event.ends_on + WITHOUT_PROJECT


def past_term(today: date, event: str = "") -> Q:
    """Rows of events whose names are kept no longer; `event` leads from the row to its event ("event__")."""
    free = Q(**{f"{event}project__isnull": True, f"{event}ends_on__lt": today - WITHOUT_PROJECT})
    return free | projects.past_term(today, project=f"{event}project", day=f"{event}ends_on")
