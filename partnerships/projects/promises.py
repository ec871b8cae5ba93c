"""Writing a project's indicators: what it promised, and values typed by hand with their evidence."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from common.acts.services import record
from common.rows import keep_rows
from partnerships.projects.models import FundingProject, Indicator, IndicatorEntry
from partnerships.projects.services import lock_project

Row = Mapping[str, Any]
Seen = Collection[int] | None


class HasEvidence(Exception):
    """An indicator with values typed by hand is not removed in passing."""


@transaction.atomic
def set_indicators(*, project_id: int, rows: Sequence[Row], by: int | None, seen: Seen = None) -> None:
    """The indicators in this order. Raises HasEvidence where one with typed values would be removed."""
    project = lock_project(project_id)
    sent = {row.get("id") for row in rows}
    gone = Indicator.objects.filter(project=project).exclude(pk__in=[pk for pk in sent if pk])
    if seen is not None:
        gone = gone.filter(pk__in=list(seen))
    if IndicatorEntry.objects.filter(indicator__in=gone).exists():
        raise HasEvidence
    kept = keep_rows(Indicator, project, "project", rows, seen=seen)
    record(verb="project.indicators", obj=project, by=by, after={"indicators": len(kept)})


@transaction.atomic
def set_entries(*, indicator_id: int, rows: Sequence[Row], by: int | None, seen: Seen = None) -> None:
    """Values typed by hand, each with its day and evidence."""
    indicator = Indicator.objects.get(pk=indicator_id)
    project: FundingProject = lock_project(indicator.project_id)
    old = {row.pk: row for row in IndicatorEntry.objects.filter(indicator=indicator)}
    sent = set()
    for values in rows:
        row = old.get(values.get("id") or 0) or IndicatorEntry(indicator=indicator)
        row.on, row.value, row.note = values["on"], values["value"], values["note"]
        row.save()
        sent.add(row.pk)
    gone = [pk for pk in old if pk not in sent and (seen is None or pk in seen)]
    IndicatorEntry.objects.filter(pk__in=gone).delete()
    total = sum(row["value"] for row in rows)
    record(verb="project.indicator_values", obj=project, by=by, after={"indicator": indicator.pk, "total": str(total)})
