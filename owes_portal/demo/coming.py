"""Events around the day of loading: what was lately, what is today, what comes. No list of the demo is ever empty."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models

from events.catalogue.models import Event
from events.registration.models import Answer, Question, RegistrationSource
from events.registration.person_details import Registrant
from events.registration.questions import options_of
from events.registration.services import NewPerson, Terms, register
from owes_portal.demo.build import Data, add_all, at, missing
from owes_portal.demo.events_lately import LATELY
from owes_portal.demo.events_later import LATER
from owes_portal.demo.events_soon import SOON
from owes_portal.demo.people import admit, mark_present, party_of
from owes_portal.demo.pictures import Album
from owes_portal.demo.stories import add_event


def load(today: date, album: Album) -> None:
    """Events that are not there yet, placed by their distance from today, with their registrations."""
    for data in missing(Event, LATELY):
        day = day_of(data, today)
        event = add_event(_dated(data, day, today), album)
        admit(event, party_of(*data["party"]), on=day - timedelta(days=9))
        mark_present(event, but=data.get("absent", 0))
    for data in missing(Event, [*SOON, *LATER]):
        _open(add_event(_dated(data, day_of(data, today), today) | {"completed": False}, album), data)


# Holidays of a fixed date; nobody plans a workshop between Christmas and the New Year either.
HOLIDAYS = frozenset(
    {(1, 1), (1, 6), (5, 1), (5, 2), (5, 3), (8, 15), (11, 1), (11, 11)} | {(12, day) for day in range(23, 32)}
)


def day_of(data: Data, today: date) -> date:
    """The first day: that of the distance, or the nearest further from today from which only working days follow."""
    day, ahead = today + timedelta(days=data["days"]), data["days"] > 0
    while data["days"] and not _working(day, data.get("length", 1)):
        day += timedelta(days=1 if ahead else -1)
    return day


def _working(first: date, length: int) -> bool:
    days = [first + timedelta(days=further) for further in range(length)]
    return all(day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS for day in days)


OWN = frozenset(
    {
        "days",
        "length",
        "hours",
        "opens",
        "closes",
        "answers",
        "party",
        "absent",
        "needs",
        "cancelled",
        "ask",
        "namesake",
    }
)


def _dated(data: Data, day: date, today: date) -> dict[str, Any]:
    """The event with days and hours instead of distances."""
    fields = {key: value for key, value in data.items() if key not in OWN}
    last = day + timedelta(days=data.get("length", 1) - 1)
    begins, ends = data.get("hours", (None, None))
    fields |= {"starts_on": day, "ends_on": last, "starts_at": begins, "ends_at": ends}
    fields["published_at"] = at(min(day, today) - timedelta(days=21))
    if data.get("opens") is not None:
        fields["opens_at"] = at(today + timedelta(days=data["opens"]), 8)
    if data.get("closes") is not None:
        fields["closes_at"] = at(day - timedelta(days=data["closes"]), 16)
    if data.get("answers") is not None:
        fields["answers_by"] = day - timedelta(days=data["answers"])
    stops: Sequence[Mapping[str, Any]] = data.get("stops", ())
    fields["stops"] = [
        {key: value for key, value in stop.items() if key != "on"} | {"day": day + timedelta(days=stop.get("on", 0))}
        for stop in stops
    ]
    return fields


def _open(event: Event, data: Data) -> None:
    add_all(Question, data.get("ask", ()), event=event)
    for number, (slug, size) in enumerate(data.get("party", ())):
        admit(event, party_of((slug, size)), needs=data.get("needs", "") if number == 0 else "")
    if data.get("namesake"):
        _admit_namesake(event)
    _answer_choices(event)
    if "cancelled" in data:
        Event.objects.filter(pk=event.pk).update(
            state="cancelled", cancelled_at=models.F("published_at"), cancel_reason=data["cancelled"]
        )


def _admit_namesake(event: Event) -> None:
    """Somebody of the same name as the first one comes privately: told apart on every list."""
    first = event.participants.order_by("queue_number").select_related("registration")[0]
    register(
        event_id=event.pk,
        entity=None,
        registrant=Registrant(first_name=first.first_name, last_name=first.last_name),
        people=[NewPerson(first_name=first.first_name, last_name=first.last_name, needs="Dieta bezglutenowa.")],
        terms=Terms(source=RegistrationSource.STAFF),
    )


def _answer_choices(event: Event) -> None:
    """Everybody but the last one chose an option of each question of choice; hers is still open."""
    people = list(event.participants.order_by("queue_number"))[:-1]
    for question in event.questions.filter(kind="one", per_participant=True):
        options = options_of(question)
        Answer.objects.bulk_create(
            Answer(
                question=question,
                registration_id=person.registration_id,
                participant=person,
                value=options[(0, 0, 1, 0, 2)[number % 5] % len(options)],
            )
            for number, person in enumerate(people)
        )
