"""Writing reports: open a period, fill, hand over, accept or return, correct. Each act locks the period's row first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from entities.centres.models import SupportCentre
from entities.centres.services import lock_centre
from entities.territory.models import Voivodeship
from events.figures.counting import Figures, count
from events.reporting.emails import ACCEPTED, RETURNED, tell_centre, tell_rops
from events.reporting.models import HandFigure, PeriodReport, ReportEntry, ReportingPeriod
from events.reporting.queries import digest_of, hand_figures, latest_of, plain, scope_of
from events.reporting.states import IN_WORK, REPORT_MOVES, ReportState


class PeriodsOverlap(Exception):
    """These centres report on some of these days already; `names` says which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NotReady(Exception):
    """The report cannot be handed over yet: `names` of figures that are not typed, or the period is not over."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


class OtherFigures(Exception):
    """The figures are not those that were seen; `figures` as they stand now, where they were counted."""

    def __init__(self, figures: Figures | None = None) -> None:
        super().__init__("other figures than those shown")
        self.figures = figures


def lock_period(period_id: int) -> ReportingPeriod:
    """The period's row, locked until the end of the transaction."""
    return ReportingPeriod.objects.select_for_update(of=("self",)).select_related("centre").get(pk=period_id)


# --- what is asked for --------------------------------------------------------------------------------------------
# A region's list begins with these (built-in rows are Polish) and is its own from then on.
FIRST_LIST = (
    ("Godziny doradztwa", "godz.", "Godziny doradztwa udzielonego w tym okresie, według kart doradczych."),
    ("Utworzone miejsca pracy", "szt.", "Nowe miejsca pracy w przedsiębiorstwach społecznych, według umów."),
    ("Podmioty objęte wsparciem indywidualnym", "szt.", "Każdy podmiot raz, według kart wsparcia."),
)


@transaction.atomic
def begin_list(voivodeship: Voivodeship) -> None:
    """The list that a region begins with; a list that was ever there is left alone."""
    Voivodeship.objects.select_for_update().get(pk=voivodeship.pk)
    if HandFigure.objects.filter(voivodeship=voivodeship).exists():
        return
    HandFigure.objects.bulk_create(
        HandFigure(voivodeship=voivodeship, name=name, unit=unit, hint=hint, position=place)
        for place, (name, unit, hint) in enumerate(FIRST_LIST)
    )


@transaction.atomic
def set_hand_figures(
    *, voivodeship: Voivodeship, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None
) -> None:
    """What the region asks for, in this order. One that was reported already is asked for no more, but stays."""
    Voivodeship.objects.select_for_update().get(pk=voivodeship.pk)
    sent = {row.get("id") for row in rows}
    gone = HandFigure.objects.filter(voivodeship=voivodeship, is_active=True).exclude(pk__in=[pk for pk in sent if pk])
    if seen is not None:
        gone = gone.filter(pk__in=list(seen))
    reported = set(gone.filter(entries__isnull=False).values_list("pk", flat=True))
    HandFigure.objects.filter(pk__in=reported).update(is_active=False)
    removed = set(gone.values_list("pk", flat=True)) - reported
    kept = keep_rows(HandFigure, voivodeship, "voivodeship", rows, seen=removed)
    # The log names objects by number, and a voivodeship has a code.
    log_action(verb="reporting.list", obj=None, by=by, after={"voivodeship": voivodeship.pk, "figures": len(kept)})


# --- a period -----------------------------------------------------------------------------------------------------
@transaction.atomic
def open_periods(
    *, centres: Sequence[SupportCentre], starts_on: date, ends_on: date, due_on: date | None, by: int | None
) -> list[ReportingPeriod]:
    """A period for each of these centres, with the first version of its report. Raises PeriodsOverlap."""
    ids = sorted(centre.pk for centre in centres)
    locked = [lock_centre(pk) for pk in ids]
    taken = ReportingPeriod.objects.filter(centre__in=ids, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if names := list(taken.order_by("centre__sort_name").values_list("centre__short_name", flat=True).distinct()):
        raise PeriodsOverlap(names)
    made = []
    for centre in locked:
        begin_list(centre.voivodeship)
        period = ReportingPeriod.objects.create(centre=centre, starts_on=starts_on, ends_on=ends_on, due_on=due_on)
        PeriodReport.objects.create(period=period)
        log_action(verb="period.open", obj=period, by=by, after={"from": str(starts_on), "to": str(ends_on)})
        made.append(period)
    return made


@transaction.atomic
def drop_period(*, period_id: int, by: int | None) -> None:
    """Take away a period that was opened by mistake: nothing of it was ever handed over. Raises OtherFigures."""
    period = lock_period(period_id)
    if PeriodReport.objects.filter(period=period, handed_at__isnull=False).exists():
        raise OtherFigures
    log_action(verb="period.drop", obj=period, by=by, before={"from": str(period.starts_on), "to": str(period.ends_on)})
    PeriodReport.objects.filter(period=period).delete()
    period.delete()


# --- the centre ---------------------------------------------------------------------------------------------------
@transaction.atomic
def fill_report(*, period_id: int, rows: Sequence[RowValues], note: str, by: int | None) -> PeriodReport:
    """Figures typed by hand (`figure`, `value` or None, `evidence`, `note`) and the centre's note.

    Raises OtherFigures where the report was handed over meanwhile.
    """
    report = _in_work(lock_period(period_id))
    asked = {row.pk: row for row in HandFigure.objects.filter(pk__in=[row["figure"] for row in rows])}
    typed = [row for row in rows if row["value"] is not None]
    ReportEntry.objects.filter(report=report).exclude(figure__in=[row["figure"] for row in typed]).delete()
    for place, row in enumerate(typed):
        figure = asked[row["figure"]]
        ReportEntry.objects.update_or_create(
            report=report,
            figure=figure,
            defaults={
                "name": figure.name,
                "unit": figure.unit,
                "value": row["value"],
                "evidence": row["evidence"],
                "note": row["note"],
                "position": place,
            },
        )
    report.note = note
    report.save(update_fields=["note"])
    told = {asked[row["figure"]].name: str(row["value"]) for row in typed}
    log_action(verb="report.fill", obj=report, by=by, after=told)
    return report


@transaction.atomic
def hand_over(*, period_id: int, seen: str, by: int | None) -> PeriodReport:
    """Freeze the figures as they stand and give the report to the ROPS. `seen`: digest_of() what the page showed.

    Raises NotReady, OtherFigures when the figures have changed since: nobody hands over what they did not see.
    """
    period = lock_period(period_id)
    report = _in_work(period)
    if timezone.localdate() < period.ends_on:
        raise NotReady
    if missing := missing_in(period, report):
        raise NotReady(missing)
    counted = count(scope_of(period))
    figures = plain(counted)
    if digest_of(figures, report) != seen:
        raise OtherFigures(counted)
    now = timezone.now()
    fields: dict[str, Any] = {"figures": figures, "counted_at": now, "handed_at": now, "remark": "", "decided_at": None}
    change_state(report, ReportState.HANDED, allowed=REPORT_MOVES, by=by, **fields)
    tell_rops(period, report)
    return report


def missing_in(period: ReportingPeriod, report: PeriodReport) -> list[str]:
    """Names of figures that the region asks for and the centre has not typed; a nought is an answer."""
    typed = {row.figure_id for row in report.entries.all()}
    return [row.name for row in hand_figures(period.centre.voivodeship_id) if row.pk not in typed]


@transaction.atomic
def correct(*, period_id: int, reason: str, by: int | None) -> PeriodReport:
    """A new version after the accepted one: what was typed is copied, the figures are counted anew."""
    period = lock_period(period_id)
    last = latest_of(period)
    if last.state != ReportState.ACCEPTED:
        raise OtherFigures
    report = PeriodReport.objects.create(period=period, version=last.version + 1, reason=reason.strip(), note=last.note)
    ReportEntry.objects.bulk_create(
        ReportEntry(
            report=report,
            figure_id=row.figure_id,
            name=row.name,
            unit=row.unit,
            value=row.value,
            evidence=row.evidence,
            note=row.note,
            position=row.position,
        )
        for row in last.entries.all()
    )
    log_action(verb="report.correct", obj=report, by=by, after={"version": report.version}, note=report.reason)
    return report


# --- the ROPS -----------------------------------------------------------------------------------------------------
@transaction.atomic
def accept(*, period_id: int, seen: str, by: int | None) -> PeriodReport:
    """From now on the database refuses any change of this version. Raises OtherFigures for what was not seen."""
    period = lock_period(period_id)
    report = _waiting(period, seen)
    change_state(report, ReportState.ACCEPTED, allowed=REPORT_MOVES, by=by, decided_at=timezone.now())
    tell_centre(ACCEPTED, period, report)
    return report


@transaction.atomic
def return_report(*, period_id: int, seen: str, remark: str, by: int | None) -> PeriodReport:
    """Back to the centre with a remark that says what to mend. Raises OtherFigures for what was not seen."""
    period = lock_period(period_id)
    report = _waiting(period, seen)
    fields: dict[str, Any] = {"remark": remark.strip(), "decided_at": timezone.now()}
    change_state(report, ReportState.RETURNED, allowed=REPORT_MOVES, by=by, note=remark.strip()[:500], **fields)
    tell_centre(RETURNED, period, report)
    return report


def _in_work(period: ReportingPeriod) -> PeriodReport:
    report = latest_of(period)
    if report.state not in IN_WORK:
        raise OtherFigures
    return report


def _waiting(period: ReportingPeriod, seen: str) -> PeriodReport:
    """The report that waits for its decision, if it is the one that was read."""
    report = latest_of(period)
    if report.state != ReportState.HANDED or digest_of(report.figures, report) != seen:
        raise OtherFigures
    return report
