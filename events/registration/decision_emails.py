"""Mail of the staff's decisions: one to each post box for one decision, naming all whom it concerns."""

from collections.abc import Collection

from common.outbox.causes import STAFF
from common.outbox.services import Letter, queue_mails
from events.catalogue.models import Event
from events.registration.letters import CANCEL, REQUEST, letter_of, to_colleagues
from events.registration.models import Participant, Registration
from events.registration.states import ParticipantState


def mail_decided(people: Collection[Participant], event: Event, *, seated: Collection[int]) -> None:
    """The staff's one decision about all these people (`seated` had a place): one mail to each of their post boxes."""
    groups: dict[Registration, list[Participant]] = {}
    for one in people:
        groups.setdefault(one.registration, []).append(one)
    queue_mails([mail for row, ones in groups.items() for mail in _decision(row, ones, event, seated)], cause=STAFF)


def _decision(row: Registration, ones: list[Participant], event: Event, seated: Collection[int]) -> list[Letter]:
    # The same decision may be taken twice, at two moments.
    first = ones[0]
    moments = {"confirmed": first.confirmed_at, "waiting": first.waiting_since}
    key = f"participant:{first.pk}:{first.state}:{moments.get(first.state, first.refused_at):%Y%m%d%H%M%S%f}"
    out = CANCEL if any(one.pk in seated for one in ones) else ""
    # The registrant's entry is that of the whole registration: it stays while anybody of it comes.
    still = out and row.participants.filter(state=ParticipantState.CONFIRMED).exists()
    calendar = REQUEST if first.state == ParticipantState.CONFIRMED else "" if still else out
    letters = letter_of("decided", row, event, key=key, calendar=calendar, people=ones, participant=first)
    return letters + to_colleagues(
        "decided", ones, row, event,
        key=lambda one: f"participant:{one.pk}:{key.partition(':')[2].partition(':')[2]}:own",
        calendar=lambda one: calendar if calendar == REQUEST else CANCEL if one.pk in seated else "",
    )  # fmt: skip
