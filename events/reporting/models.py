"""Reporting periods of the centres: figures computed and typed by hand, handed over to the ROPS, accepted, frozen.

What the fields cannot say stands in sql.py: periods of a centre do not overlap; an accepted report, and the figures of
one that waits for its decision, are refused any change by the database.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.db.states import dated
from entities.centres.models import SupportCentre
from entities.territory.models import Voivodeship
from events.reporting.states import ReportState


class HandFigure(models.Model):
    """What the centres of a region report besides what is computed: hours of advice, jobs. The ROPS keeps the list."""

    voivodeship = models.ForeignKey(Voivodeship, on_delete=models.PROTECT, related_name="hand_figures")
    name = models.CharField(_("name"), max_length=150)
    unit = models.CharField(_("unit"), max_length=40)
    hint = models.CharField(_("what counts"), max_length=250, blank=True)
    # One that was reported is not removed: it is asked for no more.
    is_active = models.BooleanField(_("asked for"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("figure typed by hand")
        verbose_name_plural = _("figures typed by hand")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class ReportingPeriod(models.Model):
    """A quarter, a half-year, any days on which a centre reports; its reports are versions."""

    centre = models.ForeignKey(
        SupportCentre, on_delete=models.PROTECT, related_name="reporting_periods", verbose_name=_("centre")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_on = models.DateField(_("to be handed over until"), null=True, blank=True)
    # The deadline of which people were reminded: another one reminds once more.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        indexes = [models.Index(fields=["-starts_on", "centre"], name="reporting_period_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.starts_on} {self.ends_on}"


class PeriodReport(models.Model):
    """A version of the report on a period. `figures` are frozen when it is handed over (events/figures Figures).

    Who handed it over and who decided stands in the audit log.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.OPEN)
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    note = models.TextField(_("note of the centre"), max_length=2000, blank=True)
    remark = models.CharField(_("remark of the ROPS"), max_length=1000, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report on a period")
        verbose_name_plural = _("reports on periods")
        ordering = ["period", "version"]
        constraints = [
            models.UniqueConstraint(fields=["period", "version"], name="report_version_once"),
            # Only one version is worked on; a correction begins when the one before it was accepted.
            models.UniqueConstraint(fields=["period"], condition=~Q(state="accepted"), name="report_one_in_work"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            dated(
                "report",
                handed="handed_at counted_at",
                returned="handed_at decided_at",
                accepted="handed_at counted_at decided_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(remark=""), name="report_returned_with_a_remark"
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="report_corrected_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.version}"


class ReportEntry(models.Model):
    """A figure typed by hand in a report. Its name and unit are kept as they were then."""

    report = models.ForeignKey(PeriodReport, on_delete=models.CASCADE, related_name="entries")
    figure = models.ForeignKey(HandFigure, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(_("name"), max_length=150)
    unit = models.CharField(_("unit"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    evidence = models.CharField(_("evidence"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "figure"], name="report_figure_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="report_figure_not_negative"),
            # Nothing is claimed without what proves it.
            models.CheckConstraint(condition=Q(value=0) | ~Q(evidence=""), name="report_figure_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.name} {self.value}"
