"""A centre's report on a period: counted, typed, handed over, decided, corrected; frozen by the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from common.auditlog.models import AuditEntry
from events.catalogue.models import Event
from events.figures.counting import Figures
from events.figures.services import refresh
from events.reporting.models import HandFigure, PeriodReport, ReportEntry, ReportingPeriod
from events.reporting.queries import digest_of, figures_shown, latest_of, plain, scope_of
from events.reporting.reminders import remind_due
from events.reporting.services import (
    NotReady,
    OtherFigures,
    PeriodsOverlap,
    accept,
    correct,
    fill_report,
    hand_over,
    open_periods,
    return_report,
    set_hand_figures,
)
from tests.events.figures.recount import recount
from tests.events.figures.test_recount import as_recounted
from tests.factories import (
    AssignmentFactory,
    AttendanceFactory,
    EventFactory,
    ParticipantFactory,
    PeriodReportFactory,
    ReportEntryFactory,
    ReportingPeriodFactory,
    SessionFactory,
    SupportCentreFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-07-10 10:00:00+02:00", tick=False)


@pytest.fixture
def region(cast):
    """The cast's OWES and its ROPS in one voivodeship."""
    cast.rops.voivodeship = cast.centre.voivodeship
    cast.rops.save()
    return cast


@pytest.fixture
def period(region):
    [made] = open_periods(centres=[region.centre], starts_on=QUARTER[0], ends_on=QUARTER[1], due_on=None, by=None)
    return made


def came(event, **who):
    session = event.sessions.first() or SessionFactory(event=event, day=event.starts_on)
    return AttendanceFactory(participant=ParticipantFactory(registration__event=event, **who), session=session)


@pytest.fixture
def training(region):
    """A training of the period with two people."""
    event = EventFactory(completed=True, centre=region.centre, starts_on=date(2026, 5, 12))
    came(event)
    came(event)
    return event


def fill(period, value="12.5"):
    rows = [
        {"figure": row.pk, "value": Decimal(value), "evidence": "karty 1–3", "note": ""}
        for row in HandFigure.objects.filter(voivodeship=period.centre.voivodeship_id, is_active=True)
    ]
    return fill_report(period_id=period.pk, rows=rows, note="", by=None)


def seen(period):
    report = latest_of(period)
    figures, kept = figures_shown(period, report)
    return digest_of(kept, report)


def hand(period):
    fill(period)
    return hand_over(period_id=period.pk, seen=seen(period), by=None)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client, period) -> str:
    return client.get(f"/panel/sprawozdania/{period.pk}/").content.decode().replace("\xa0", " ")


# --- from beginning to end, through the pages -----------------------------------------------------------------------
def test_a_report_goes_from_the_centre_to_the_rops_and_back_and_is_accepted(region, period, training, sweep_outbox):
    owes, rops = signed_in(region.coordinator), signed_in(region.rops_coordinator)
    base = f"/panel/sprawozdania/{period.pk}/"
    figures = list(HandFigure.objects.filter(voivodeship=period.centre.voivodeship_id))
    refused = owes.post(f"{base}liczby/", {f"value-{figures[0].pk}": "7,5"})
    assert refused.status_code == 422
    assert "Napisz, co potwierdza tę liczbę" in refused.content.decode()
    assert "7,5" in refused.content.decode()
    body = {f"{name}-{row.pk}": text for row in figures for name, text in (("value", "7,5"), ("evidence", "karta 1"))}
    owes.post(f"{base}liczby/", body)
    assert sorted(ReportEntry.objects.values_list("value", flat=True)) == [Decimal("7.50")] * 3

    owes.post(f"{base}przekazanie/", {"seen": seen(period)})
    [mail] = sweep_outbox()
    assert (mail.to, "czeka na przyjęcie" in mail.subject) == ([region.rops_coordinator.email], True)
    assert "Czeka na Twoją decyzję" in rops.get("/panel/sprawozdania/").content.decode()

    assert rops.post(f"{base}decyzja/", {"act": "return", "seen": seen(period)}).status_code == 422
    rops.post(f"{base}decyzja/", {"act": "return", "seen": seen(period), "remark": "Brak podpisów."})
    [mail] = sweep_outbox()
    assert (mail.to, "Brak podpisów." in mail.body) == ([region.coordinator.email], True)
    assert "Brak podpisów." in page_of(owes, period)

    owes.post(f"{base}przekazanie/", {"seen": seen(period)})
    rops.post(f"{base}decyzja/", {"act": "accept", "seen": seen(period)})
    assert "przyjęte" in sweep_outbox()[-1].subject
    report = latest_of(period)
    assert (report.state, report.figures["people"]) == ("accepted", 2)
    entries = AuditEntry.objects.filter(object_type="events.periodreport").order_by("pk")
    verbs = list(entries.values_list("verb", flat=True))
    moves = ["handed", "returned", "handed", "accepted"]
    assert verbs == ["report.fill", *(f"periodreport.{move}" for move in moves)]


def test_only_the_centre_fills_and_only_the_rops_decides(region, period):
    hand(period)
    base, told = f"/panel/sprawozdania/{period.pk}/", {"act": "accept", "seen": seen(period)}
    assert signed_in(region.coordinator).post(f"{base}decyzja/", told).status_code == 403
    assert signed_in(region.rops_coordinator).post(f"{base}korekta/", {"reason": "x"}).status_code == 403
    assert signed_in(region.other_coordinator).get(base).status_code == 404
    assert signed_in(region.editor).get(base).status_code == 403
    assert latest_of(period).state == "handed"


def test_the_rops_opens_a_period_for_all_its_centres_and_none_overlaps(region, period):
    beside = SupportCentreFactory(voivodeship=region.centre.voivodeship)
    rops = signed_in(region.rops_coordinator)
    body = {"starts_on": "2026-06-30", "ends_on": "2026-09-30", "centres": [region.centre.pk, beside.pk]}
    refused = rops.post("/panel/sprawozdania/nowe/", body)
    assert refused.status_code == 422
    assert region.centre.short_name in refused.content.decode()
    assert ReportingPeriod.objects.count() == 1
    rops.post("/panel/sprawozdania/nowe/", body | {"starts_on": "2026-07-01"})
    assert ReportingPeriod.objects.filter(starts_on="2026-07-01").count() == 2


# --- what the database refuses ------------------------------------------------------------------------------------
def test_the_database_refuses_periods_that_overlap(period):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingPeriodFactory(centre=period.centre, starts_on=date(2026, 6, 30), ends_on=date(2026, 7, 31))
    with pytest.raises(PeriodsOverlap):
        open_periods(centres=[period.centre], starts_on=QUARTER[0], ends_on=QUARTER[0], due_on=None, by=None)
    later = ReportingPeriodFactory(centre=period.centre, starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 31))
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingPeriod.objects.filter(pk=later.pk).update(starts_on=date(2026, 6, 1))
    ReportingPeriodFactory(starts_on=QUARTER[0], ends_on=QUARTER[1])  # of another centre


def test_the_database_keeps_what_waits_and_what_was_accepted(period, training):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO common_act_seal VALUES (1)")
    report = hand(period)
    rows, entries = PeriodReport.objects.filter(pk=report.pk), ReportEntry.objects.filter(report=report)

    def refused(act):
        with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
            act()

    for act in (
        lambda: rows.update(figures={}),
        lambda: entries.update(value=99),
        lambda: entries.first().delete(),
        lambda: ReportingPeriod.objects.filter(pk=period.pk).update(ends_on=date(2026, 6, 29)),
    ):
        refused(act)
    accept(period_id=period.pk, seen=seen(period), by=None)
    for act in (
        lambda: rows.update(state="open"),
        lambda: rows.update(remark="x"),
        lambda: entries.update(note="x"),
        lambda: rows.get().delete(),
    ):
        refused(act)
    assert rows.get().figures["people"] == 2


# --- numbers ------------------------------------------------------------------------------------------------------
def test_frozen_figures_equal_a_recount_and_stay_when_the_list_changes(period, training):
    report = hand(period)
    counted = recount(scope_of(period), timezone.localdate())
    assert as_recounted(Figures.of_json(report.figures), counted) == counted
    came(training)
    report.refresh_from_db()
    assert report.figures["people"] == 2
    assert figures_shown(period, report)[0].people == 2


def test_figures_that_changed_since_the_page_was_opened_are_shown_before_they_are_handed_over(region, period, training):
    fill(period)
    owes = signed_in(region.coordinator)
    before = seen(period)
    came(training)
    answer = owes.post(f"/panel/sprawozdania/{period.pk}/przekazanie/", {"seen": before})
    assert answer.status_code == 409
    assert latest_of(period).state == "open"
    # What the refused page showed is what the next try freezes.
    owes.post(f"/panel/sprawozdania/{period.pk}/przekazanie/", {"seen": answer.context["seen"]})
    report = latest_of(period)
    assert (report.state, report.figures) == ("handed", plain(answer.context["figures"]))


def test_a_large_centre_is_counted_behind_the_page(region, period, training):
    Event.objects.filter(pk=training.pk).update(taken=5000)
    fill(period)
    owes, page = signed_in(region.coordinator), f"/panel/sprawozdania/{period.pk}/"
    assert owes.get(page).context["figures"] is None
    refresh()
    shown = owes.get(page).context
    assert shown["figures"].people == 2
    owes.post(f"{page}przekazanie/", {"seen": shown["seen"]})
    assert latest_of(period).state == "handed"


def test_nothing_unfinished_or_too_early_is_handed_over(period, time_machine):
    with pytest.raises(NotReady) as lack:
        hand_over(period_id=period.pk, seen=seen(period), by=None)
    assert len(lack.value.names) == 3
    fill(period, "0")
    time_machine.move_to("2026-06-29 10:00:00+02:00", tick=False)
    with pytest.raises(NotReady):
        hand_over(period_id=period.pk, seen=seen(period), by=None)


def test_a_correction_is_a_version_that_names_what_changed_and_why(region, period, training):
    hand(period)
    accept(period_id=period.pk, seen=seen(period), by=None)
    came(training)
    correct(period_id=period.pk, reason="Znaleziono kartę.", by=None)
    fill(period, "20")
    shown = page_of(signed_in(region.coordinator), period)
    told = ("Znaleziono kartę.", "Osoby, każda raz", "12,5 godz.", "20 godz.")
    assert [part for part in told if part not in shown] == []
    hand_over(period_id=period.pk, seen=seen(period), by=None)
    accept(period_id=period.pk, seen=seen(period), by=None)
    assert [row.figures["people"] for row in PeriodReport.objects.filter(period=period).order_by("version")] == [2, 3]
    first = signed_in(region.coordinator).get(f"/panel/sprawozdania/{period.pk}/?wersja=1")
    assert "12,5" in first.content.decode()


def test_a_decision_is_about_what_was_read(period, training):
    hand(period)
    read = seen(period)
    return_report(period_id=period.pk, seen=read, remark="Popraw.", by=None)
    fill(period, "99")
    hand_over(period_id=period.pk, seen=seen(period), by=None)
    with pytest.raises(OtherFigures):
        accept(period_id=period.pk, seen=read, by=None)


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_holds(period):
    hand(period)
    told = {"period_id": period.pk, "seen": seen(period), "by": None}

    def decide(how):
        try:
            return how(**told).state
        except OtherFigures:
            return "too late"
        finally:
            connection.close()

    acts = [accept, accept, lambda **them: return_report(**them, remark="Popraw.")]
    with ThreadPoolExecutor(len(acts)) as pool:
        answers = list(pool.map(decide, acts))
    assert sorted(answers)[-2:] == ["too late", "too late"]
    assert latest_of(period).state in answers
    assert AuditEntry.objects.filter(verb__in=["periodreport.accepted", "periodreport.returned"]).count() == 1


# --- the region ---------------------------------------------------------------------------------------------------
def test_the_region_has_sums_and_the_same_people_once(region, period, training):
    beside = SupportCentreFactory(voivodeship=region.centre.voivodeship)
    [other] = open_periods(centres=[beside], starts_on=QUARTER[0], ends_on=QUARTER[1], due_on=None, by=None)
    elsewhere = EventFactory(completed=True, centre=beside, starts_on=date(2026, 5, 20))
    came(elsewhere, person=training.participants.first().person)
    hand(period)
    hand(other)
    rops = signed_in(region.rops_coordinator)
    sheet = rops.get("/panel/sprawozdania/").context["sheet"]
    people = sheet.heads.index("Osoby, każda raz")
    assert sorted(line.cells[people] for line in sheet.lines if line.cells) == ["1", "2"]
    assert (sheet.total[people], sheet.once[people]) == ("3", "2")
    assert sheet.total[-1] == "25"
    answer = rops.get("/panel/sprawozdania/zestawienie.csv?okres=2026-04-01_2026-06-30")
    text = b"".join(answer.streaming_content).decode()
    assert "Suma ośrodków" in text
    assert "karty 1–3" in text


@pytest.mark.parametrize("state", ["open", "returned"])
def test_accepted_figures_stay_in_the_table_while_a_correction_is_in_work(region, period, training, state):
    beside = SupportCentreFactory(voivodeship=region.centre.voivodeship)
    open_periods(centres=[beside], starts_on=QUARTER[0], ends_on=QUARTER[1], due_on=None, by=None)
    hand(period)
    accept(period_id=period.pk, seen=seen(period), by=None)
    rops, file = signed_in(region.rops_coordinator), "/panel/sprawozdania/zestawienie.csv?okres=2026-04-01_2026-06-30"

    def table():
        sheet = rops.get("/panel/sprawozdania/").context["sheet"]
        [line] = [line for line in sheet.lines if line.cells]
        return line, sheet

    before, whole = table()
    assert (before.state, before.note, whole.missing) == ("przyjęte", "", 2)  # and the ROPS, which was not asked
    came(training)
    correct(period_id=period.pk, reason="Znaleziono kartę.", by=None)
    fill(period, "20")
    if state == "returned":
        hand_over(period_id=period.pk, seen=seen(period), by=None)
        assert table()[0].note == ""  # what was handed over is what the table shows
        return_report(period_id=period.pk, seen=seen(period), remark="Popraw.", by=None)
    line, sheet = table()
    assert (line.cells, sheet.total, sheet.missing) == (before.cells, whole.total, 2)
    words = {"open": "w opracowaniu, wersja 2", "returned": "zwrócone do poprawy, wersja 2"}
    assert (line.state, line.note) == (words[state], "liczby z wersji 1, trwa korekta")
    assert "Liczby z wersji 1, trwa korekta" in rops.get("/panel/sprawozdania/").content.decode()
    text = b"".join(rops.get(file).streaming_content).decode()
    assert f"{words[state]} (liczby z wersji 1, trwa korekta)" in text
    typed = [row.split(";")[2] for row in text.splitlines() if "karty 1–3" in row]
    assert typed == ["12,5"] * 3


def test_region_takes_as_many_queries_for_one_centre_as_for_many(region, constant_queries):
    def add(n):
        now = timezone.now()
        for _ in range(n):
            centre = SupportCentreFactory(voivodeship=region.centre.voivodeship)
            report = PeriodReportFactory(period__centre=centre)
            ReportEntryFactory(report=report, figure__voivodeship=centre.voivodeship)
            told = {"figures": plain(Figures(people=3)), "counted_at": now, "handed_at": now, "decided_at": now}
            PeriodReport.objects.filter(pk=report.pk).update(**told, state="accepted")
            PeriodReportFactory(period=report.period, version=2, reason="Znaleziono kartę.")

    constant_queries(signed_in(region.rops_coordinator), "/panel/sprawozdania/", add)


def test_the_rops_keeps_the_list_and_what_was_reported_stays(region, period):
    fill(period)
    rows = list(HandFigure.objects.filter(voivodeship=period.centre.voivodeship_id).order_by("position"))
    kept = [{"id": rows[0].pk, "name": "Doradztwo", "unit": "godz.", "hint": ""}]
    set_hand_figures(voivodeship=period.centre.voivodeship, rows=kept, by=None, seen=[row.pk for row in rows])
    assert [row.name for row in HandFigure.objects.filter(is_active=True)] == ["Doradztwo"]
    # The report keeps the name under which it was typed.
    assert ReportEntry.objects.filter(report__period=period).count() == 3
    assert "Doradztwo" not in list(ReportEntry.objects.values_list("name", flat=True))


def test_a_deadline_is_reminded_of_once(region, period, sweep_outbox, time_machine):
    ReportingPeriod.objects.filter(pk=period.pk).update(due_on=date(2026, 7, 16))
    AssignmentFactory(user=UserFactory(coordinator=True, is_active=False), centre=region.centre)
    assert (remind_due(), remind_due()) == (1, 0)
    [mail] = sweep_outbox()
    assert (mail.to, "16\xa0lipca" in mail.body) == ([region.coordinator.email], True)


def test_a_typed_remark_is_not_lost_by_accepting(region, period):
    owes, rops = signed_in(region.coordinator), signed_in(region.rops_coordinator)
    base = f"/panel/sprawozdania/{period.pk}/"
    figures = HandFigure.objects.filter(voivodeship=period.centre.voivodeship_id)
    owes.post(f"{base}liczby/", {f"{name}-{row.pk}": "7" for row in figures for name in ("value", "evidence")})
    owes.post(f"{base}przekazanie/", {"seen": seen(period)})
    refused = rops.post(f"{base}decyzja/", {"act": "accept", "seen": seen(period), "remark": "Brak podpisów."})
    assert (refused.status_code, latest_of(period).state) == (422, "handed")
    assert refused.context["remark"]["remark"].value() == "Brak podpisów."
    rops.post(f"{base}decyzja/", {"act": "accept", "seen": seen(period), "remark": " "})
    assert latest_of(period).state == "accepted"
