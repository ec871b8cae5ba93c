"""The folder's parts from this app's steps: programme, rules, presence and its evidence, figures, certificates."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils import timezone, translation

from accounts.models import NoticeKind
from common.pdf import print_pdf
from common.pdf.richtext import blocks_of
from common.spreadsheets.writer import xlsx_bytes
from common.templatetags.portal import clock
from events.attendance.grid import columns_of
from events.attendance.models import Attendance, Method
from events.attendance.paper import attendance_list, parts_of
from events.catalogue.models import DocumentKind, Event, EventDocument
from events.catalogue.wording import line
from events.certificates.models import Certificate
from events.certificates.states import CertificateState
from events.figures.exports import figure_rows
from events.figures.queries import event_figures
from events.figures.sentences import participation_sentence
from events.folders.extension_points import FolderFile, FolderPart
from events.programme.models import Appearance
from events.programme.printed_programme import appearance_line, day_label, head_of
from events.programme.queries import ProgrammeDay, programme_of
from events.registration.queries import latest_notice

SECONDS = 60


def _documents(event: Event, kind: DocumentKind, folder: str) -> list[FolderFile]:
    rows = EventDocument.objects.filter(event=event, kind=kind).select_related("file").order_by("position", "pk")
    return [
        FolderFile(f"{folder}/{place}-{row.file.name}", open=partial(row.file.content.open, "rb"))
        for place, row in enumerate(rows, start=1)
    ]


# --- programme and rules ------------------------------------------------------------------------------------------
def programme(event: Event) -> FolderPart:
    """The programme from the plan, and the file that was given out."""
    files = _documents(event, DocumentKind.PROGRAMME, "1-program")
    days = _days(event)
    if days:
        head = head_of(event)
        data = head.data("Program") | {"days": days, "foot": f"Program: {event.title}"}
        paper = print_pdf("events/folders/programme.typ", data, drawings=head.drawings, seconds=SECONDS)
        files.append(FolderFile("1-program/program.pdf", paper))
    return FolderPart(files, () if files else ("program",))


def _days(event: Event) -> list[dict[str, Any]]:
    """Days by the clock, each stop before its points; a day with nothing but one place has no rows."""
    people: dict[tuple[str, int], list[str]] = {}
    for one in Appearance.objects.filter(event=event).select_related("entity"):
        key = ("item", one.item_id) if one.item_id else ("stop", one.stop_id or 0)
        people.setdefault(key, []).append(appearance_line(one))
    told = programme_of(event)
    days = [(day.day, list(_rows(day, people, told.is_journey))) for day in told.days]
    return [{"label": day_label(day), "rows": rows} for day, rows in days if rows]


def _rows(day: ProgrammeDay, people: dict[tuple[str, int], list[str]], is_journey: bool) -> Iterable[dict[str, str]]:
    for block in day.blocks:
        stop = block.stop
        if stop is not None and is_journey and not block.is_again:
            where = line(*(part for part in (stop.address, stop.town, stop.county, stop.host[0]) if part != stop.name))
            yield {
                "hour": clock(stop.starts_at, stop.ends_at),
                "title": stop.name,
                "people": "; ".join(people.get(("stop", stop.id), [])),
                "text": "\n".join(part for part in (where, stop.description) if part),
            }
        for item in block.items:
            told = "; ".join(people.get(("item", item.id), []))
            yield {"hour": item.hours, "title": item.title, "people": told, "text": item.description}


def rules(event: Event) -> FolderPart:
    """The rules kept with the event, otherwise those that people accepted in the form."""
    files = _documents(event, DocumentKind.RULES, "2-regulamin")
    notice = None if files else latest_notice(NoticeKind.RULES, event.centre.slug)
    if notice is not None:
        head = head_of(event)
        data = head.data("Regulamin") | {
            "name": f"Regulamin udziału (wersja {notice.version})",
            "kind": "",
            "lead": "",
            "facts": [["Wydarzenie", event.title]],
            "blocks": blocks_of(notice.text_pl),
            "foot": "Regulamin udziału",
        }
        paper = print_pdf("paper/text.typ", data, drawings=head.drawings, seconds=SECONDS)
        files.append(FolderFile("2-regulamin/regulamin.pdf", paper))
    return FolderPart(files, () if files else ("regulamin",))


# --- presence -----------------------------------------------------------------------------------------------------
def presence(event: Event) -> FolderPart:
    """The list as it is printed, the marks with how and when, the signed scan."""
    scans = _documents(event, DocumentKind.SIGNED_LIST, "3-lista-obecnosci/podpisana")
    missing = [] if scans else ["skan podpisanej listy obecności"]
    files = [FolderFile("3-lista-obecnosci/lista-do-podpisu.pdf", attendance_list(event)), *scans]
    rows = _marks(event)
    if Attendance.objects.filter(session__event=event).exists():
        files.append(FolderFile("3-lista-obecnosci/obecnosc.xlsx", xlsx_bytes(rows, title="Arkusz")))
    else:
        missing.append("obecność (nikogo nie zaznaczono)")
    return FolderPart(files, missing)


def _marks(event: Event) -> list[list[str]]:
    sessions = columns_of(event)
    marks = {
        (one.participant_id, one.session_id): one for one in Attendance.objects.filter(session__in=sessions).order_by()
    }
    head = ["Nazwisko", "Imię", "Podmiot / instytucja", "Rola", *(_column(one) for one in sessions)]
    rows = [head]
    for part in parts_of(event):
        for person in part.people:
            cells = [_mark(marks.get((person.pk, one.pk))) for one in sessions]
            entity = person.entity.name if person.entity else ""
            rows.append([person.last_name, person.first_name, entity, person.get_role_display(), *cells])
    return rows


def _column(session: Any) -> str:
    return " ".join(part for part in (day_label(session.day), str(session.stop or "")) if part)


def _mark(mark: Attendance | None) -> str:
    if mark is None:
        return ""
    return f"{timezone.localtime(mark.marked_at):%Y-%m-%d %H:%M} ({Method(mark.method).label})"


# --- figures, certificates ----------------------------------------------------------------------------------------
def figures(event: Event) -> FolderPart:
    """What the report and the funder are told, from the one place that counts."""
    counted = event_figures(event)
    if not counted.listed and not counted.headcount:
        return FolderPart(missing=["liczby (nie było listy ani liczby wpisanej ręcznie)"])
    rows = [list(row) for row in figure_rows(counted, participation_sentence(event, counted), one_event=True)]
    return FolderPart([FolderFile("4-liczby/liczby.xlsx", xlsx_bytes(rows, title="Arkusz"))])


def certificates(event: Event) -> FolderPart:
    """The certificates that are valid; an event without them lacks nothing."""
    rows = Certificate.objects.filter(event=event, state=CertificateState.ISSUED).exclude(content="").order_by("serial")
    return FolderPart(_papers(rows))


def _papers(rows: Iterable[Certificate]) -> list[FolderFile]:
    return [
        FolderFile(f"7-zaswiadczenia/zaswiadczenie-{row.serial}-{row.year}.pdf", open=partial(row.content.open, "rb"))
        for row in rows
    ]


def in_polish(load: Any) -> Any:
    """Papers are Polish whatever language the worker has."""

    def loaded(event: Event) -> FolderPart:
        with translation.override("pl"):
            return load(event)

    return loaded


PARTS = [in_polish(load) for load in (programme, rules, presence, figures, certificates)]
