"""What is done at the door, by whoever keeps the list: staff in the panel, or a volunteer by a link of one day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.web.ids import clean_id, clean_ids, clean_number
from common.web.json_input import JSONRefused, json_body, json_refusal
from events.attendance.forms import GuestWalkInForm, WalkInForm
from events.attendance.list_changes import PRINTED, changes_since
from events.attendance.marking import NewMark, sane_time, take_marks
from events.attendance.models import DoorLink, Method, Session
from events.attendance.queries import DoorList, door_of, expected, same_name
from events.attendance.services import add_walk_in, let_in
from events.catalogue.refusals import EventRefused
from events.registration.models import Participant
from events.registration.questions import questions_of

MOST_MARKS = 200


@dataclass(frozen=True)
class Keeper:
    """Who keeps the list: a user of the staff, or a link without a user."""

    by: int | None = None
    link: DoorLink | None = None

    @property
    def may_add(self) -> bool:
        """Whether people without a registration or a place are let in."""
        return self.link is None or self.link.may_add

    @property
    def frame(self) -> str:
        return "events/attendance/guest_base.html" if self.link else "panel_base.html"

    def url(self, name: str, session: Session, *args: int) -> str:
        """The address of a page of the door for this keeper: `door`, `door-state`, `door-marks`, `walk-in`, `admit`."""
        if self.link:
            return reverse(f"attendance:{name}", args=[session.pk, *args])
        return reverse(f"panel:{name}", args=[session.event_id, session.pk, *args])

    def urls(self, session: Session) -> dict[str, str]:
        """The addresses that the page of a list names."""
        here = self.url("door", session)
        panel_worker = reverse("panel:door-worker", args=[session.event_id])
        return {
            "here": here,
            "state": self.url("door-state", session),
            "marks": self.url("door-marks", session),
            "walk_in": self.url("walk-in", session),
            "admit": self.url("admit", session, 0).removesuffix("0/"),
            "worker": reverse("attendance:door-worker") if self.link else panel_worker,
            "sign_in": reverse("attendance:door-enter") if self.link else f"{reverse('account_login')}?next={here}",
        }


def door_page(request: HttpRequest, session: Session, sessions: list[Session], keeper: Keeper) -> HttpResponse:
    """Who is here already. Saving marks those ticked and unmarks those whose tick was taken away *on this page*.

    Only people shown on the page that was sent are touched: another device's marks stay. A search is posted too, for
    a name has no place in an address; the scripts of the page search by themselves.
    """
    asked = request.POST if request.method == "POST" else request.GET
    typed, only_absent = request.POST.get("q", "")[:100], asked.get("tylko") == "brak"
    if request.method == "POST" and "q" not in asked:
        _save_ticks(request, session, keeper)
        return redirect(f"{request.path}?tylko=brak" if only_absent else request.path)
    list_ = door_of(session)
    rows = [row for row in list_.rows if row.answers(typed) and not (only_absent and row.marked_at)]
    context = {
        "event": session.event,
        "session": session,
        "sessions": sessions,
        "lists": [(one, keeper.url("door", one)) for one in sessions],
        "door": list_,
        "rows": rows,
        "typed": typed,
        "only_absent": only_absent,
        "keeper": keeper,
        "urls": keeper.urls(session),
        "printed": None if keeper.link else changes_since(session.event, PRINTED),
    }
    return render(request, "events/attendance/door.html", context)


def _save_ticks(request: HttpRequest, session: Session, keeper: Keeper) -> None:
    now = int(timezone.now().timestamp() * 1000)
    ticked, was_ticked = set(clean_ids(request.POST.getlist("here"))), set(clean_ids(request.POST.getlist("was_here")))
    marks = [NewMark(pk, True, now) for pk in sorted((ticked | _rest_of_group(request, session)) - was_ticked)]
    marks += [NewMark(pk, False, now) for pk in sorted(was_ticked - ticked)]
    take_marks(session_id=session.pk, marks=marks, by=keeper.by, link=keeper.link)
    messages.success(request, _("Saved."))


def _rest_of_group(request: HttpRequest, session: Session) -> set[int]:
    """Everybody with a place of the registration whose button was pressed."""
    group = clean_id(request.POST.get("group"))
    return set(expected(session.event).filter(registration=group).values_list("pk", flat=True)) if group else set()


def state_answer(request: HttpRequest, session: Session) -> JsonResponse:
    """Who is here, for the scripts of open pages: asked every few seconds."""
    return JsonResponse(_state(request, session, door_of(session)))


def _state(request: HttpRequest, session: Session, door: DoorList) -> dict[str, Any]:
    return {
        "now": int(timezone.now().timestamp() * 1000),
        "token": get_token(request),
        "version": door.version,
        "closed": session.closed_at is not None,
        "of": len(door.rows),
        "here": {row.participant.pk: row.marked_ms for row in door.rows if row.marked_at},
    }


def marks_answer(request: HttpRequest, session: Session, keeper: Keeper) -> HttpResponse:
    """Take a batch of marks from a device: in any order, any number of times. Says what became of each."""
    try:
        marks = _marks(json_body(request))
    except JSONRefused as refused:
        return json_refusal(refused)
    taken = take_marks(session_id=session.pk, marks=marks, by=keeper.by, link=keeper.link)
    state = _state(request, session, door_of(session))
    return JsonResponse(state | {"taken": {str(key): outcome for key, outcome in taken.items()}})


def _marks(sent: Any) -> list[NewMark]:
    """The marks of a batch; raises JSONRefused for what no device of ours sends."""
    try:
        if len(sent["marks"]) > MOST_MARKS:
            raise ValueError("too many")
        return [_mark(one) for one in sent["marks"]]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise JSONRefused("shape") from error


def _mark(sent: dict[str, Any]) -> NewMark:
    who, at, here = sent["who"], sent["at"], sent["here"]
    participant_id, ms = clean_id(who), clean_number(at, most=2**53 - 1)
    if participant_id is None or ms is None or type(here) is not bool or isinstance(who, str) or isinstance(at, str):
        raise ValueError("types")
    method = Method.SCAN if sent.get("how") == "scan" else Method.TAP
    return NewMark(participant_id=participant_id, is_here=here, device_ms=ms, key=UUID(sent["id"]), method=method)


def walk_in_page(request: HttpRequest, session: Session, keeper: Keeper) -> HttpResponse:
    """Add somebody who came without a registration; a namesake on the list is shown first."""
    form = _walk_in_form(request, session, keeper)
    namesakes: list[Participant] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "another" not in request.POST:
            namesakes = same_name(session.event, data["first_name"], data["last_name"], form_key=data["form_key"])
        if not namesakes:
            try:
                add_walk_in(
                    session_id=session.pk,
                    person=form.new_person(),
                    registrant=form.registrant(),
                    answers=form.shared_answers(),
                    entity=data.get("entity"),
                    by=keeper.by,
                    at=_moment(request, session),
                    form_key=data["form_key"],
                    link=keeper.link,
                )
                messages.success(request, _("Added and marked present."))
            except EventRefused as refused:
                messages.error(request, str(refused))
            return redirect(keeper.url("door", session))
    context = _page_of(session, keeper) | {"form": form, "namesakes": namesakes}
    status = 422 if form.errors or namesakes else 200
    return render(request, "events/attendance/walk_in.html", context, status=status)


def _moment(request: HttpRequest, session: Session) -> datetime | None:
    """When a device without a network wrote the person down; None for now."""
    ms = clean_number(request.POST.get("at"), most=2**53 - 1)
    return sane_time(ms, session, timezone.now()) if ms else None


def _walk_in_form(request: HttpRequest, session: Session, keeper: Keeper) -> GuestWalkInForm:
    questions = questions_of(session.event)
    if keeper.link:
        return GuestWalkInForm(request.POST or None, questions=questions)
    return WalkInForm(request.POST or None, questions=questions, user=request.user)


def admit_page(request: HttpRequest, session: Session, keeper: Keeper, participant_id: int) -> HttpResponse:
    """Somebody without a place came: asked once, then the place is given and the person marked."""
    person = get_object_or_404(
        Participant.objects.select_related("entity"),
        pk=participant_id,
        event=session.event,
        erased_at__isnull=True,
    )
    if request.method == "POST":
        try:
            let_in(participant_id=person.pk, session_id=session.pk, by=keeper.by, link=keeper.link)
            messages.success(request, _("%(name)s has a place and is marked present.") % {"name": person})
        except EventRefused as refused:
            messages.error(request, str(refused))
        return redirect(keeper.url("door", session))
    return render(request, "events/attendance/admit.html", _page_of(session, keeper) | {"one": person})


def _page_of(session: Session, keeper: Keeper) -> dict[str, Any]:
    return {"event": session.event, "session": session, "keeper": keeper, "urls": keeper.urls(session)}
