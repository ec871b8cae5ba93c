"""Papers of the attendance: the list to sign, in the order in which it is typed in again; the photographer's sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import Consent, NoticeKind
from common.pdf import print_pdf
from common.templatetags.portal import bare
from events.attendance.list_changes import ListChanges
from events.attendance.queries import expected
from events.catalogue.models import Event
from events.programme.printed_programme import PrintedHead, day_label, head_of
from events.registration.models import Participant, ParticipantRole, RegistrationSource
from events.registration.namesakes import told_apart
from events.registration.person_details import ON_ATTENDANCE_LIST, printed_details

LIST, SHEET = "events/attendance/list.typ", "events/attendance/photographer.typ"
# A list is printed while somebody waits for it: two hundred rows take about 0.2 s.
SECONDS = 15
# Columns for signatures on one sheet; a longer event gets further sheets.
MOST_DAYS = 5
FEWEST_BLANK = 6
STAFF = (ParticipantRole.SPEAKER, ParticipantRole.ORGANISER)


@dataclass(frozen=True)
class PaperSection:
    """A part of the list under its own heading."""

    title: str
    people: list[Participant]


def apart_on_paper(people: Iterable[Participant]) -> dict[int, str]:
    """What tells namesakes apart on the printed list and in the grid that repeats it; papers are Polish."""
    return told_apart(people, privately="prywatnie", numbered="zgłoszenie nr %(n)s")


def parts_of(event: Event) -> list[PaperSection]:
    """Everybody with a place in the order of the paper: participants, speakers and staff, then those added at the door.

    Who was added stays at the end, as on the paper that lies on the table; otherwise the order is Polish.
    """
    people = list(expected(event).filter(erased_at__isnull=True))
    added = [one for one in people if one.registration.source == RegistrationSource.WALK_IN]
    listed = [one for one in people if one.registration.source != RegistrationSource.WALK_IN]
    parts = [
        PaperSection("Uczestnicy i uczestniczki", [one for one in listed if one.role not in STAFF]),
        PaperSection("Osoby prowadzące i obsługa", [one for one in listed if one.role in STAFF]),
        PaperSection("Osoby dopisane na miejscu", sorted(added, key=lambda one: one.queue_number)),
    ]
    return [part for part in parts if part.people]


def blank_rows(people: int) -> int:
    """How many rows are left empty: a tenth of the people, six at least."""
    return max(FEWEST_BLANK, people // 10)


def attendance_list(event: Event) -> bytes:
    """The list as a tagged PDF. Names and entities only: no e-mails, phones or consents."""
    head = head_of(event)
    data = head.data("Lista obecności") | {
        "sheets": _sheets(event),
        "parts": _rows(parts_of(event)),
        "notice": _notice(event),
        "foot": f"Lista obecności: {event.title}",
    }
    return print_pdf(LIST, data, drawings=head.drawings, seconds=SECONDS)


def list_addition(event: Event, changes: ListChanges) -> bytes:
    """What is laid beside the printed list: those who came to it since, with a place to sign; who is crossed out."""
    head, since = head_of(event), timezone.localtime(changes.since).strftime("%d.%m.%Y, %H.%M")
    parts = [
        PaperSection(f"Doszły od wydruku ({since})", list(changes.came)),
        PaperSection("Dane poprawione", list(changes.corrected)),
        PaperSection("Nie przyjdą: skreśl na liście", list(changes.left)),
    ]
    found, number = [], 0
    for part in parts:
        people = [(number + n, one) for n, one in enumerate(part.people, start=1)]
        number += len(people)
        if people:
            found.append({"title": part.title, "rows": [_row(n, one) for n, one in people]})
    data = head.data("Uzupełnienie listy obecności") | {
        "sheets": _sheets(event),
        "parts": found,
        "notice": _notice(event),
        "foot": f"Uzupełnienie listy obecności: {event.title}",
    }
    return print_pdf(LIST, data, drawings=head.drawings, seconds=SECONDS)


def _row(number: int, person: Participant) -> dict[str, Any]:
    return {"n": f"{number}.", "name": str(person), "entity": person.entity.name if person.entity else ""}


def _sheets(event: Event) -> list[list[dict[str, str]]]:
    """Days of each sheet; the only day of an event is not repeated above its column."""
    n = (event.ends_on - event.starts_on).days + 1
    if n == 1:
        return [[{"label": "", "place": ""}]]
    days = [
        {"label": day_label(event.starts_on + timedelta(days=ahead)), "place": f"dzień {ahead + 1} z {n}"}
        for ahead in range(n)
    ]
    return [days[at : at + MOST_DAYS] for at in range(0, n, MOST_DAYS)]


def _rows(parts: Sequence[PaperSection]) -> list[dict[str, Any]]:
    number, found = 0, []
    apart = apart_on_paper(one for part in parts for one in part.people)
    for part in parts:
        rows = []
        for person in part.people:
            number += 1
            entity = person.entity.name if person.entity else ""
            words = (*printed_details(person, ON_ATTENDANCE_LIST), entity, apart.get(person.pk, ""))
            rows.append({"n": f"{number}.", "name": str(person), "entity": ", ".join(filter(None, words))})
        # Where there is one part only, its heading says nothing.
        found.append({"title": part.title if len(parts) > 1 else "", "rows": rows})
    blank = [{"n": f"{number + ahead}.", "name": "", "entity": ""} for ahead in range(1, blank_rows(number) + 1)]
    return [*found, {"title": "Osoby bez zgłoszenia", "rows": blank}]


def _notice(event: Event) -> str:
    """One line: who keeps the data, why, where the rest is read."""
    controller = event.centre.controller_name or event.centre.name
    address = f"{bare(settings.SITE_URL)}/polityka-prywatnosci/"
    return f"Administrator danych: {controller}. Pełna informacja: {address}"


# --- the photographer ---------------------------------------------------------------------------------------------
def photographer_sheet(event: Event, today: date) -> bytes:
    """Whom not to portray recognisably, and who agreed; as of today."""
    head = head_of(event)
    agreed, withdrawn = portrait_consents(event)
    people = list(expected(event).filter(erased_at__isnull=True))
    data = _photographer(head, people, agreed, withdrawn) | {"printed": day_label(today)}
    return print_pdf(SHEET, data, drawings=head.drawings, seconds=SECONDS)


def portrait_consents(event: Event) -> tuple[set[Any], set[Any]]:
    """Keys of participants who agree to a recognisable portrait now, and of those who took it back."""
    keys = expected(event).values("key")
    rows = Consent.objects.filter(subject__in=keys, notice__kind=NoticeKind.CONSENT_PORTRAIT)
    given = list(rows.values_list("subject", "withdrawn_at"))
    agreed = {subject for subject, withdrawn in given if withdrawn is None}
    return agreed, {subject for subject, _ in given} - agreed


def _photographer(
    head: PrintedHead, people: Sequence[Participant], agreed: set[Any], withdrawn: set[Any]
) -> dict[str, Any]:
    apart = apart_on_paper(people)

    def row(one: Participant) -> dict[str, str]:
        note = "zgoda wycofana" if one.key in withdrawn else ""
        words = (one.entity.name if one.entity else "", apart.get(one.pk, ""))
        return {"name": str(one), "entity": ", ".join(filter(None, words)), "note": note}

    return head.data("Kartka dla fotografa") | {
        "no": [row(one) for one in people if one.key not in agreed],
        "yes": [row(one) for one in people if one.key in agreed],
        "foot": f"Kartka dla fotografa: {head.name}",
    }
