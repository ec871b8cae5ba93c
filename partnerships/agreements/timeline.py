"""The history of a partnership: nothing of it is typed, all of it follows from what was done elsewhere.

Founding, joinings and leavings, the agreement, finished steps, public documents; meetings and their reports are added
by upper apps. The sources are merged by day, newest first, a portion at a time: each gives no more than is needed.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy

from common.extension_points import PageSection, TimelineRow
from common.text.polish import date_range, join_and
from common.web.page_sections import Portion
from partnerships.agreements.extension_points import PARTNERSHIP_TIMELINE
from partnerships.agreements.models import LocalPartnership, PartnershipMember, WorkPlanStep
from partnerships.agreements.queries import document_url, public_documents

SIZE = 20
NAMED_JOININGS = 4


class TimelineLine(NamedTuple):
    """A line of the history, as `components/prog.html` draws it."""

    time: str
    title: str
    text: str
    url: str


def history(partnership: LocalPartnership, page: int) -> Portion:
    """The page-th portion of the history, newest first."""
    rows = timeline(partnership, page * SIZE + 1)
    shown = rows[(page - 1) * SIZE : page * SIZE]
    told = [TimelineLine(date_range(row.on), row.title, row.text, row.url) for row in shown]
    return Portion(told, more=len(rows) > page * SIZE)


def timeline(partnership: LocalPartnership, limit: int) -> list[TimelineRow]:
    """The latest `limit` lines of the history."""
    rows = [*_steps(partnership, limit), *_comings(partnership), *_documents(partnership, limit)]
    for registered in PARTNERSHIP_TIMELINE:
        rows += registered.load(partnership, limit)
    rows += _beginnings(partnership)  # the first of all that happened on that day
    return sorted(rows, key=lambda row: row.on, reverse=True)[:limit]


def _beginnings(partnership: LocalPartnership) -> list[TimelineRow]:
    told = []
    if partnership.agreement_on:
        told.append(TimelineRow(partnership.agreement_on, "agreement", gettext("The agreement was signed")))
    if partnership.founded_on:
        told.append(TimelineRow(partnership.founded_on, "founded", gettext("The partnership was founded")))
    return told


def _steps(partnership: LocalPartnership, limit: int) -> list[TimelineRow]:
    done = WorkPlanStep.objects.filter(partnership=partnership, done_on__isnull=False).order_by("-done_on", "-pk")
    text = gettext("a step of the work plan is done")
    return [TimelineRow(day, "step", title, text=text) for day, title in done.values_list("done_on", "title")[:limit]]


def _documents(partnership: LocalPartnership, limit: int) -> list[TimelineRow]:
    text = gettext("a document was added")
    return [
        TimelineRow(row.added_on, "document", row.title, url=document_url(partnership, row), text=text)
        for row in public_documents(partnership)[:limit]
    ]


def _comings(partnership: LocalPartnership) -> Sequence[TimelineRow]:
    """Who joined after the founding and who left, one row for a day of either."""
    rows = PartnershipMember.objects.filter(partnership=partnership).order_by("position", "pk")
    joined: dict[date, list[str]] = {}
    left: dict[date, list[str]] = {}
    for came, went, name in rows.values_list("joined_on", "left_on", "entity__name"):
        if came and came != partnership.founded_on:
            joined.setdefault(came, []).append(name)
        if went:
            left.setdefault(went, []).append(name)
    new, gone = gettext("New in the partnership"), gettext("Left the partnership")
    told = [TimelineRow(day, "left", gone, text=_named(names)) for day, names in left.items()]
    return [*(TimelineRow(day, "joined", new, text=_named(names)) for day, names in joined.items()), *told]


def _named(names: list[str]) -> str:
    """The first of them by name, the others by number."""
    if len(names) > NAMED_JOININGS:
        names = [*names[:NAMED_JOININGS], gettext("%(n)s more") % {"n": len(names) - NAMED_JOININGS}]
    return join_and(names)


HISTORY = PageSection(
    title=gettext_lazy("History"),
    key="historia",
    template="partnerships/agreements/section_history.html",
    load=history,
)
