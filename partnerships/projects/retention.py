"""Until when a project keeps the personal data of those who took part.

The day belongs to the project and is typed from its funding agreement. Where nobody typed it, it follows from the end
of the project: documents are kept for five years from 31 December of the year of the last payment (art. 82 of
regulation (EU) 2021/1060), and it is assumed that the last payment comes in the year after the end.
"""

from datetime import date

from django.db.models import Q

from partnerships.projects.models import FundingProject

YEARS = 6


def kept_until(project: FundingProject, day: date) -> date:
    """The last day on which data of an event on `day` are kept; without an end of the project that day counts as it."""
    return project.personal_data_until or date((project.ends_on or day).year + YEARS, 12, 31)


def past_term(today: date, *, project: str, day: str) -> Q:
    """Rows whose project's term has passed: `project` and `day` say how the row leads to both ("event__project").

    Says the same as `kept_until` to a database; a term is never over before the event itself is.
    """
    year = date(today.year - YEARS, 1, 1)
    typed = Q(**{f"{project}__personal_data_until__lt": today})
    by_end = Q(**{f"{project}__personal_data_until__isnull": True, f"{project}__ends_on__lt": year})
    endless = {f"{project}__personal_data_until__isnull": True, f"{project}__ends_on__isnull": True}
    return (typed | by_end | Q(**endless, **{f"{day}__lt": year})) & Q(**{f"{day}__lt": today})
