"""Reports of the centres: one quarter all accepted (one of them corrected), the last one in every state."""

from datetime import date, timedelta
from decimal import Decimal

from common.outbox.models import OutboxMail
from entities.centres.models import SupportCentre
from events.reporting.models import PeriodReport, ReportingPeriod
from events.reporting.queries import digest_of, figures_shown, hand_figures, latest_of, plain
from events.reporting.services import accept, correct, fill_report, hand_over, open_periods, return_report

CENTRES = ("dobra-robota", "owes-debrzno", "owes-slupsk", "nadwislanski-owes")
# Hours of advice, jobs created, entities supported; what proves them.
TYPED = {
    "dobra-robota": ("412,5", "6", "31"),
    "owes-debrzno": ("188", "2", "14"),
    "owes-slupsk": ("236", "3", "19"),
    "nadwislanski-owes": ("154,5", "0", "11"),
}
EVIDENCE = ("karty doradcze 1–46, segregator 2", "umowy o pracę, teczki 3/1–3/6", "karty wsparcia, segregator 4")
REMARK = "W kartach doradczych brakuje podpisów z września. Proszę je uzupełnić i podać numery kart."
REASON = "Po kontroli doszły dwie karty doradcze z czerwca, wcześniej leżące w złym segregatorze."


def load(today: date) -> None:
    """The two last quarters of Pomorze, and one of Małopolska; a second loading adds nothing."""
    if ReportingPeriod.objects.exists():
        return
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last, before = _quarter_before(quarter), _quarter_before(_quarter_before(quarter))
    for slug, period in _open(CENTRES, before, due=None):
        _hand(period, slug)
        _accept(period)
    first = ReportingPeriod.objects.get(centre__slug=CENTRES[0], starts_on=before)
    correct(period_id=first.pk, reason=REASON, by=None)
    _hand(first, CENTRES[0], more=Decimal("7.5"))
    _accept(first)
    due = quarter + timedelta(days=75)
    for slug, period in _open(CENTRES, last, due=due):
        if slug == "owes-debrzno":
            _fill(period, slug, only=1)
            continue
        _hand(period, slug)
        if slug == "dobra-robota":
            _accept(period)
        elif slug == "owes-slupsk":
            return_report(period_id=period.pk, seen=_kept(period), remark=REMARK, by=None)
    _open(("mowes",), last, due=due)
    OutboxMail.objects.filter(key__startswith="report:").delete()  # nobody is mailed about the demo


def _open(slugs: tuple[str, ...], starts_on: date, *, due: date | None) -> list[tuple[str, ReportingPeriod]]:
    centres = list(SupportCentre.objects.filter(slug__in=slugs))
    ends_on = _quarter_after(starts_on) - timedelta(days=1)
    periods = open_periods(centres=centres, starts_on=starts_on, ends_on=ends_on, due_on=due, by=None)
    return [(period.centre.slug, period) for period in periods]


def _fill(period: ReportingPeriod, slug: str, *, only: int = 9, more: Decimal = Decimal(0)) -> None:
    typed = zip(hand_figures(period.centre.voivodeship_id), TYPED[slug], EVIDENCE, strict=False)
    rows = [
        {
            "figure": figure.pk,
            "value": Decimal(value.replace(",", ".")) + (more if place == 0 else 0),
            "evidence": proof,
            "note": "",
        }
        for place, (figure, value, proof) in enumerate(typed)
    ]
    fill_report(period_id=period.pk, rows=rows[:only], note="", by=None)


def _hand(period: ReportingPeriod, slug: str, *, more: Decimal = Decimal(0)) -> None:
    _fill(period, slug, more=more)
    report = latest_of(period)
    figures, _plain = figures_shown(period, report)
    hand_over(period_id=period.pk, seen=digest_of(plain(figures), report) if figures else "", by=None)


def _accept(period: ReportingPeriod) -> PeriodReport:
    return accept(period_id=period.pk, seen=_kept(period), by=None)


def _kept(period: ReportingPeriod) -> str:
    report = latest_of(period)
    return digest_of(report.figures, report)


def _quarter_before(day: date) -> date:
    return (day - timedelta(days=1)).replace(day=1, month=(day - timedelta(days=1)).month - 2)


def _quarter_after(day: date) -> date:
    return date(day.year + day.month // 10, (day.month + 2) % 12 + 1, 1)
