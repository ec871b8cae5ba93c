"""The life of an event as steps, with the one next thing to do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.attendance.models import Session
from events.catalogue.models import Event, RegistrationMode
from events.catalogue.states import EventState
from events.certificates.queries import lines_of, terms_of
from events.figures.queries import Figures
from events.panel.extension_points import EVENT_REPORTS, ReportStep


@dataclass(frozen=True)
class WorkflowStep:
    """A step: `state` is done, now or todo."""

    name: str
    state: str
    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Next:
    """The one next thing: a link, or a button that posts."""

    title: str
    text: str
    action: str
    url: str
    posts: bool = False


@dataclass(frozen=True)
class Life:
    """Steps in order, and what to do next (None when everything is done, or the event was cancelled)."""

    steps: list[WorkflowStep]
    next: Next | None


def life_of(event: Event, figures: Figures, *, runs: bool) -> Life:
    """Where the event is. `runs`: whether the reader runs the event, and does not only write about it."""
    report = next((found for load in EVENT_REPORTS if (found := load(event)) is not None), None)
    steps = [_plan(event), _registration(event), _attendance(event, figures), _report(event, report)]
    return Life(steps=steps, next=None if event.state == EventState.CANCELLED else _next(event, figures, report, runs))


def _plan(event: Event) -> WorkflowStep:
    url = reverse("panel:event-change", args=[event.pk])
    if event.published_at is None:
        return WorkflowStep(_("Plan"), "now", _("A draft: only the staff see it."), url, _("Change"))
    return WorkflowStep(
        _("Plan"), "done", _("Ready. The page is public."), f"/wydarzenia/{event.slug}/", _("See the page")
    )


def _registration(event: Event) -> WorkflowStep:
    name, url = _("Registrations"), reverse("panel:registrations", args=[event.pk])
    if event.registration_mode == RegistrationMode.NONE:
        return WorkflowStep(name, "done" if event.published_at else "todo", _("No registration: one just comes."))
    text = ngettext("%(n)s person has a place.", "%(n)s people have a place.", event.taken) % {"n": event.taken}
    if event.waiting:
        text += " " + _("On the waiting list: %(n)s.") % {"n": event.waiting}
    if event.published_at is None:
        return WorkflowStep(name, "todo", _("They begin when the event is public."))
    # On the day of the event it is attendance that goes on, though one may still register.
    is_open = event.registration_open(timezone.now()) and event.starts_on > timezone.localdate()
    return WorkflowStep(name, "now" if is_open else "done", text, url, _("List of registrations"))


def _attendance(event: Event, figures: Figures) -> WorkflowStep:
    name = _("Attendance")
    session = Session.objects.filter(event=event).order_by("day").first()
    url = reverse("panel:door", args=[event.pk, session.pk]) if session else ""
    text = _("%(here)s marked of %(registered)s.") % {"here": figures.people, "registered": figures.registered}
    if event.state == EventState.COMPLETED:
        return WorkflowStep(name, "done", text, url, _("Attendance list"))
    if event.published_at is not None and event.starts_on <= timezone.localdate():
        return WorkflowStep(name, "now", text, url, _("Attendance list") if url else "")
    return WorkflowStep(
        name, "todo", _("The list opens on the day of the event."), url, _("Attendance list") if url else ""
    )


def _report(event: Event, report: ReportStep | None) -> WorkflowStep:
    name = _("Report")
    if report is None or not report.url:
        return WorkflowStep(name, "todo", _("The draft will be written when you close the list."))
    return WorkflowStep(
        name, "done" if report.done else "now", report.text, report.public_url or report.url, _("Open the report")
    )


def _next(event: Event, figures: Figures, report: ReportStep | None, runs: bool) -> Next | None:
    """The first step that is not over: what cannot be done any more is never next."""
    if event.published_at is None:
        return _publish(event)
    if event.state == EventState.PUBLISHED:
        return _before(event) if event.starts_on > timezone.localdate() else _at_the_event(event, figures)
    return (_certificates(event) if runs else None) or _write(report)


def _publish(event: Event) -> Next:
    is_past = event.ends_on < timezone.localdate()
    return Next(
        _("Publish the event"),
        _("Its days are over: the page will stand among the past events.")
        if is_past
        else _("Check the date, the place and the number of places. From then on anyone can register."),
        _("Publish"), reverse("panel:event-publish", args=[event.pk]), posts=True,
    )  # fmt: skip


def _before(event: Event) -> Next:
    now = timezone.now()
    is_over = event.registration_mode == RegistrationMode.NONE or (event.closes_at and event.closes_at <= now)
    if is_over:
        return Next(
            _("Prepare the day"),
            _("Registration is over. Print the list to sign, and see whom to expect."),
            _("Attendance list to sign, PDF"), reverse("panel:paper-list", args=[event.pk]),
        )  # fmt: skip
    return Next(
        _("See who is coming"),
        _("Registrations come in by themselves. Open the list to call people or to change the places."),
        _("List of registrations"), reverse("panel:registrations", args=[event.pk]),
    )  # fmt: skip


def _at_the_event(event: Event, figures: Figures) -> Next:
    if not figures.listed or event.ends_on > timezone.localdate():
        return Next(
            _("Mark who came"),
            _("One tick at a name; somebody without a registration can be added."),
            _("Open the attendance list"), reverse("panel:open-lists", args=[event.pk]), posts=True,
        )  # fmt: skip
    return Next(
        _("Check the list and close it"),
        _("The sentence below is counted from it."),
        _("Close the lists"), reverse("panel:close-lists", args=[event.pk]), posts=True,
    )  # fmt: skip


def _certificates(event: Event) -> Next | None:
    """Only where terms were set: not every event certifies."""
    terms = terms_of(event)
    n = sum(1 for row in lines_of(event, terms.share) if row.reaches and row.certificate is None) if terms else 0
    if not n:
        return None
    return Next(
        _("Issue the certificates"),
        ngettext("%(n)s person waits for a certificate.", "%(n)s people wait for a certificate.", n) % {"n": n},
        _("Certificates"), reverse("panel:certificates", args=[event.pk]),
    )  # fmt: skip


def _write(report: ReportStep | None) -> Next | None:
    if report is None or report.done:
        return None
    if not report.url:
        return Next(
            _("Write the report"),
            _("The draft already holds the date, the place, the people and the sentence below."),
            _("Write the report"), report.begin_url, posts=True,
        )  # fmt: skip
    return Next(_("Finish the report"), report.text, _("Open the report"), report.url)
