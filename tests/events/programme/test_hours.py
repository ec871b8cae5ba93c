"""The hours of an event as a table: what stands in its plan, and the one number at all places that tell hours."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from events.attendance.services import check_in, complete_event, open_sessions
from events.catalogue.models import Event
from events.certificates.models import Certificate
from events.certificates.services import prepare_certificates, set_terms
from events.figures.queries import event_figures
from events.programme.hours import apportioned
from events.programme.models import ProgrammeItem
from events.schedule.queries import with_plan
from events.schedule.rows import rows_of
from tests.events.panel.rows import address, sent
from tests.factories import (
    EventFactory,
    FundingProjectFactory,
    ParticipantFactory,
    ProgrammeItemFactory,
    SessionFactory,
    StopFactory,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 1)
TERMS = {"share": 50, "place": "Kęty", "signatory": "Anna Żak", "signatory_function": "dyrektorka"}


def at(hours: str) -> dict[str, time]:
    """`9-12.30`, `9-` → the two hours."""
    ends = zip(("starts_at", "ends_at"), hours.split("-"), strict=True)
    return {name: time(*map(int, hour.split("."))) for name, hour in ends if hour}


def planned(**plan) -> Event:
    """An event of these `days` (hours of the event of one day in `own`); stops and items as (day, hours, more)."""
    event = EventFactory(
        published=True,
        project=FundingProjectFactory(published=True),
        starts_on=FIRST,
        ends_on=FIRST + timedelta(days=plan.get("days", 1) - 1),
        hours_by_hand=plan.get("by_hand"),
        hours_reason="Inaczej niż w planie." if "by_hand" in plan else "",
        **at(plan.get("own", "-")),
    )
    stops = [
        StopFactory(event=event, day=FIRST + timedelta(days=day), **at(hours)) for day, hours in plan.get("stops", ())
    ]
    for day, hours, *more in plan.get("items", ()):
        stop = next((stops[one] for one in more if isinstance(one, int)), None)
        ProgrammeItemFactory(
            event=event, day=FIRST + timedelta(days=day), stop=stop, is_counted="off" not in more, **at(hours)
        )
    return event


PLANS = [
    pytest.param({"own": "9-15.30"}, ["6,5"], id="a day"),
    pytest.param({"own": "9-15", "items": [(0, "12-13", "off")]}, ["5"], id="lunch is taken off"),
    pytest.param({"own": "9-15", "items": [(0, "12-", "off"), (0, "12.30-13")]}, ["5,5"], id="until the next point"),
    pytest.param({"own": "9-15", "items": [(0, "14-", "off")]}, ["5"], id="until the end"),
    pytest.param({"own": "9-15", "items": [(0, "12-13", "off"), (0, "12.30-14", "off")]}, ["4"], id="each hour once"),
    pytest.param({"own": "9-15", "items": [(0, "8-10", "off")]}, ["5"], id="only what lies inside"),
    pytest.param({"own": "9-15", "items": [(0, "-", "off")]}, ["6"], id="without hours nothing is taken off"),
    pytest.param(
        {"days": 2, "items": [(0, "8-12", "off"), (0, "12-19", "off"), (1, "9-12")]}, ["0", "3"], id="a day of travel"
    ),
    pytest.param(
        {"days": 2, "stops": [(0, "8-19"), (1, "9-13")], "items": [(0, "-", 0, "off")]}, ["0", "4"], id="a hotel"
    ),
    pytest.param(
        {"days": 2, "stops": [(0, "10-12"), (0, "13-15"), (1, "9-13")], "items": [(0, "12-13", "off")]}, ["4", "4"],
        id="the way between two places",
    ),
    pytest.param({"days": 2, "items": [(0, "7-9", "off"), (0, "9-12"), (1, "9-13")]}, ["3", "4"], id="the way there"),
    pytest.param({"own": "9-15", "by_hand": Decimal("4.5")}, ["4,5"], id="by hand"),
    pytest.param({"days": 2, "by_hand": Decimal(7)}, ["3,5", "3,5"], id="by hand without a plan"),
    pytest.param(
        {"days": 2, "items": [(0, "9-12"), (1, "9-10")], "by_hand": Decimal(8)}, ["6", "2"], id="shared as planned"
    ),
    pytest.param(
        {"days": 3, "items": [(0, "8-19", "off"), (1, "-"), (2, "-")], "by_hand": Decimal(8)}, ["0", "4", "4"],
        id="a day of travel has no share",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "hours"), PLANS)
def test_certificates_figures_and_the_schedule_tell_the_same_hours(plan, hours):
    event = planned(**plan)
    person = ParticipantFactory(registration__event=event)
    for session in open_sessions(event_id=event.pk):
        check_in(participant_id=person.pk, session_id=session.pk, by=None)
    set_terms(event_id=event.pk, by=None, **TERMS)
    complete_event(event_id=event.pk, by=None)
    prepare_certificates(event_id=event.pk, by=None)
    [told] = with_plan(Event.objects.filter(pk=event.pk))
    assert [row.count or "0" for row in rows_of([told])] == hours
    whole = sum(Decimal(one.replace(",", ".")) for one in hours)
    assert Certificate.objects.get().hours == whole
    assert event_figures(event).hours == float(whole)


def test_lists_of_stops_share_the_hours_set_by_hand():
    event = planned(days=2, stops=[(0, "9-11"), (0, "12-13"), (1, "9-12")], by_hand=Decimal(9))
    for stop in event.stops.all():
        SessionFactory(event=event, stop=stop, day=stop.day)
    people = [ParticipantFactory(registration__event=event) for _ in range(2)]
    for session in event.sessions.all():
        check_in(participant_id=people[0].pk, session_id=session.pk, by=None)
    check_in(participant_id=people[1].pk, session_id=event.sessions.order_by("pk").first().pk, by=None)
    assert event_figures(event).minutes == 9 * 60 + 206


def test_parts_together_are_the_whole():
    assert apportioned(100, [1, 1, 1]) == [33, 34, 33]
    assert sum(apportioned(479, [7, 0, 13, 1])) == 479
    assert apportioned(8, [0, 0]) == [4, 4]


def test_a_point_is_marked_as_not_counted_in_its_row(cast, client):
    event = planned(own="9-15")
    Event.objects.filter(pk=event.pk).update(centre=cast.centre)
    client.force_login(cast.animator)
    row = {"title": "Obiad", "day": FIRST.isoformat(), "starts_at": "12:00", "ends_at": "13:00", "not_counted": "on"}
    assert client.post(address(event, "program"), sent(row)).status_code == 302
    assert ProgrammeItem.objects.get().is_counted is False
    page = client.get(address(event, "program")).content.decode()
    assert 'name="r-0-not_counted" id="id_r-0-not_counted" checked' in page
    assert "Według programu: 5 godz." in client.get(reverse("panel:event-change", args=[event.pk])).content.decode()


@pytest.mark.parametrize(
    ("hours", "reason", "wrong", "shown"),
    [
        ("6,5", "Skończyliśmy wcześniej.", [], "6,5"),
        ("6.5", "Skończyliśmy wcześniej.", [], "6,5"),
        ("8", "Skończyliśmy wcześniej.", [], "8"),
        ("", "", [], None),
        ("8", "", ["hours_reason"], "8"),
        ("", "Skończyliśmy wcześniej.", ["hours_by_hand"], None),
        ("0", "Skończyliśmy wcześniej.", ["hours_by_hand"], "0"),
    ],
)
def test_hours_are_set_by_hand_with_a_reason(cast, client, hours, reason, wrong, shown):
    event = planned(own="9-15")
    Event.objects.filter(pk=event.pk).update(centre=cast.centre)
    client.force_login(cast.animator)
    url = reverse("panel:event-change", args=[event.pk])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(url, typed | {"hours_by_hand": hours, "hours_reason": reason})
    assert sorted(answer.context["form"].errors if answer.context else []) == wrong
    field = client.get(url).context["form"]["hours_by_hand"] if not wrong else answer.context["form"]["hours_by_hand"]
    assert (f'value="{shown}"' if shown else "value=") in str(field) or shown is None


def test_hours_by_hand_never_stand_without_a_reason():
    event = planned()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(hours_by_hand=8)
