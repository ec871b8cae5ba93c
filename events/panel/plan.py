"""The plan of an event as its parts, with what stands in each, and what is still missing before it is published."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.web.record_pages import Tab
from events.catalogue.models import EntityRole, Event, EventDocument, EventEntity, RegistrationMode
from events.catalogue.refusals import Refusal
from events.catalogue.services import missing_for_publication
from events.programme.models import Appearance, PointList, ProgrammeItem, Quotation, Stop
from events.registration.models import Question

STOPS, PROGRAMME, PEOPLE, ENTITIES = "miejsca", "program", "osoby", "podmioty"
POINTS, QUOTATIONS, QUESTIONS = "punkty", "cytaty", "pytania"
# Parts edited as rows: key of the address → name, what it holds.
ROW_PARTS: dict[str, tuple[object, type[Model]]] = {
    STOPS: (gettext_lazy("Places and days"), Stop),
    PROGRAMME: (gettext_lazy("Programme"), ProgrammeItem),
    PEOPLE: (gettext_lazy("People who appear"), Appearance),
    ENTITIES: (gettext_lazy("Entities in their roles"), EventEntity),
    POINTS: (gettext_lazy("Topics and lists"), PointList),
    QUESTIONS: (gettext_lazy("Questions of the registration"), Question),
    QUOTATIONS: (gettext_lazy("Quotations"), Quotation),
}


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is not there yet; without an essential one the event is not published."""

    text: str
    url: str
    is_essential: bool


def parts_of(event: Event, *, counted: bool = True) -> list[Tab]:
    """All parts of the plan in the order in which one fills them."""
    rows = [
        Tab(
            key,
            str(name),
            reverse("panel:event-part", args=[event.pk, key]),
            model._default_manager.filter(event=event).count() if counted else None,
        )
        for key, (name, model) in ROW_PARTS.items()
    ]
    files = EventDocument.objects.filter(event=event).count() if counted else None
    return [
        Tab("podstawy", _("What and when"), reverse("panel:event-change", args=[event.pk])),
        *rows[:5],
        Tab("ustawienia", _("How people register"), reverse("panel:event-registration", args=[event.pk])),
        *rows[5:],
        Tab("okladka", _("Cover picture"), reverse("panel:event-cover", args=[event.pk])),
        Tab("dokumenty", _("Documents"), reverse("panel:event-documents", args=[event.pk]), files),
    ]


def checks_of(event: Event) -> list[Check]:
    """What is missing, the essential first; each leads to where it is entered."""
    change = reverse("panel:event-change", args=[event.pk])
    settings = reverse("panel:event-registration", args=[event.pk])
    stops = reverse("panel:event-part", args=[event.pk, STOPS])
    essential = [
        Check(str(reason.label), stops if reason == Refusal.PLACE else change, True)
        for reason in missing_for_publication(event)
    ]
    return essential + [
        Check(text, url, False) for is_missing, text, url in _advice(event, change, settings) if is_missing
    ]


def _advice(event: Event, change: str, settings: str) -> list[tuple[bool, str, str]]:
    """(whether it is missing, what to do, where)."""
    programme, entities, cover = (
        reverse("panel:event-part", args=[event.pk, PROGRAMME]),
        reverse("panel:event-part", args=[event.pk, ENTITIES]),
        reverse("panel:event-cover", args=[event.pk]),
    )
    registers = event.registration_mode != RegistrationMode.NONE
    organised = EventEntity.objects.filter(event=event, role=EntityRole.ORGANISER).exists()
    late = registers and event.closes_at is not None and timezone.localdate(event.closes_at) > event.ends_on
    return [
        (not event.lead and not event.aim, _("Say in a sentence what the event is for."), change),
        (event.starts_at is None, _("Enter the hour at which it begins."), change),
        (not ProgrammeItem.objects.filter(event=event).exists(), _("Write the programme."), programme),
        (not organised, _("Say who organises the event."), entities),
        (event.project_id is None, _("Choose the project that pays for it, if there is one."), change),
        (registers and event.capacity is None, _("Set the number of places, or leave it without a limit."), settings),
        (registers and event.closes_at is None, _("Say until when people may register."), settings),
        (late, _("Registration closes after the event is over."), settings),
        (not event.accessibility and not event.online_url, _("Describe the accessibility of the place."), change),
        (not event.contact_email and not event.contact_phone, _("Say whom people may ask."), change),
        (event.cover_id is None, _("Add a picture."), cover),
    ]
