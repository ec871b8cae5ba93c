"""Lists of people that were sent and not registered yet: kept for a day, thrown away when somebody on them asks."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.extension_points import PersonalData, Subject
from events.imports.models import PeopleList
from events.imports.services import finish
from events.imports.states import ListState
from events.imports.working import expire_old


def _naming(subject: Subject) -> list[PeopleList]:
    """Lists that wait and name the address."""
    waiting = PeopleList.objects.filter(state=ListState.CHECKED).select_related("event").order_by("pk")
    return [found for found in waiting if subject.email and _rows(found, subject)]


def _rows(found: PeopleList, subject: Subject) -> list[dict[str, str]]:
    email = subject.email.casefold()
    return [typed for typed, _person, _errors in found.rows if typed.get("email", "").casefold() == email]


def _export(subject: Subject) -> list[dict[str, Any]]:
    return [{"event": str(found.event), "rows": _rows(found, subject)} for found in _naming(subject)]


@transaction.atomic
def _erase(subject: Subject) -> int:
    """The whole list goes: whoever sent it has the file, and may send it again without the person."""
    found = _naming(subject)
    rows = PeopleList.objects.filter(pk__in=[one.pk for one in found], state=ListState.CHECKED).order_by("pk")
    for one in rows.select_for_update(of=("self",)):
        finish(one, ListState.EXPIRED, by=None)
    return len(found)


def _retain(today: date) -> int:
    return expire_old()


PEOPLE_LISTS = PersonalData(
    key="people-lists", title=_("Lists of people not registered yet"), export=_export, erase=_erase, retain=_retain
)
