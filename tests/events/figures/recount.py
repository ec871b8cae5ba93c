"""A slow, obvious recount: every row is read and looked at in turn, as one would with a pencil."""

from datetime import datetime

from events.attendance.models import Attendance
from events.catalogue.models import Event
from events.figures.scopes import Scope
from events.registration.models import Participant


def someone(participant):
    return participant.person.merged_into or participant.person


def somewhere(participant):
    return participant.entity and (participant.entity.merged_into or participant.entity)


def took_place(event, today):
    return event.state in ("published", "completed") and event.published_at is not None and event.starts_on <= today


def belongs(event, scope: Scope, today):
    if scope.event is not None:
        return event.pk == scope.event and event.state != "cancelled"
    return (
        took_place(event, today)
        and (scope.since is None or event.starts_on >= scope.since)
        and (scope.until is None or event.starts_on <= scope.until)
        and (scope.centres is None or event.centre_id in scope.centres)
        and (scope.project is None or event.project_id == scope.project)
        and (not scope.kind or event.kind == scope.kind)
    )


def counts(participant):
    return participant.role in participant.event.counted_roles


READ = ("event", "person__merged_into", "entity__merged_into", "entity_kind")


def recount(scope: Scope, today) -> dict:
    rows = Attendance.objects.select_related(
        "session__event", "session__stop", *(f"participant__{name}" for name in READ)
    )
    marks = [mark for mark in rows if counts(mark.participant)]
    here = [mark for mark in marks if belongs(mark.participant.event, scope, today)]
    found = {
        "people": len({someone(mark.participant) for mark in here}),
        "entities": len({somewhere(mark.participant) for mark in here} - {None}),
        "with_entity": len({someone(mark.participant) for mark in here if mark.participant.entity}),
        "roles": lines(here, lambda one: one.role, alone=True),
        "groups": lines(here, lambda one: one.entity_kind.group if one.entity_kind else ""),
        "kinds": lines(here, lambda one: one.entity_kind_id or ""),
        "counties": lines(here, lambda one: somewhere(one).county_id or ""),
        "by_country": lines(here, lambda one: somewhere(one).country if somewhere(one) else "PL", alone=True),
        "listed_events": len({mark.participant.event for mark in here}),
        "events": len([event for event in Event.objects.all() if belongs(event, scope, today)]),
        "minutes": minutes(here),
        "first_time": newcomers(scope, marks, here, today),
    }
    return found | places(scope, marks, today)


def lines(marks, line, *, alone=False):
    """{line: (people, entities)}; `alone` takes those without an entity too."""
    found = {}
    for mark in marks:
        one = mark.participant
        if one.entity or alone:
            people, entities = found.setdefault(line(one), (set(), set()))
            people.add(someone(one))
            if one.entity:
                entities.add(somewhere(one))
    return {key: (len(people), len(entities)) for key, (people, entities) in found.items()}


def minutes(marks):
    """A day has its hours once: of the day's list and those of its stops together, the longer.

    A whole day lasts as long as the event; where that says nothing, as the only stop of the day.
    """
    days = {}
    for mark in marks:
        whole, stops = days.setdefault(
            (someone(mark.participant), mark.session.event, mark.session.day), (set(), set())
        )
        (stops if mark.session.stop else whole).add(mark.session)
    total = 0
    for (_person, event, day), (whole, stops) in days.items():
        has_hours = event.starts_on == event.ends_on and event.starts_at and event.ends_at
        planned = [event] if has_hours else list(event.stops.filter(day=day))
        lasting = span(planned[0]) if whole and planned else 0
        total += max(lasting, sum(span(session.stop) for session in stops))
    return total


def span(planned):
    day = datetime(2000, 1, 1)  # noqa: DTZ001
    return (datetime.combine(day, planned.ends_at) - datetime.combine(day, planned.starts_at)).seconds // 60


def newcomers(scope, marks, here, today):
    found = 0
    for person in {someone(mark.participant) for mark in here}:
        first = min(mark.participant.event.starts_on for mark in here if someone(mark.participant) == person)
        earlier = [
            mark
            for mark in marks
            if someone(mark.participant) == person
            and took_place(mark.participant.event, today)
            and (scope.home is None or mark.participant.event.centre_id in scope.home)
            and mark.participant.event.starts_on < first
        ]
        found += not earlier
    return found


def places(scope, marks, today):
    registered, missed = set(), set()
    listed = {mark.session.event for mark in Attendance.objects.select_related("session__event")}
    for one in Participant.objects.select_related(*READ).filter(state="confirmed"):
        event = one.event
        if not belongs(event, scope, today) or not counts(one):
            continue
        registered.add((event, someone(one)))
        over = event.state == "completed" or event.ends_on < today
        came = any(someone(mark.participant) == someone(one) for mark in marks if mark.participant.event == event)
        if over and event in listed and not came:
            missed.add((event, someone(one)))
    return {"registered": len(registered), "no_shows": len(missed)}
