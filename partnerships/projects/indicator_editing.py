"""Writing a project's indicators: what it promised, and values typed by hand with their evidence."""

from collections.abc import Sequence

from django.db import transaction

from common.auditlog.services import log_action
from common.forms.inline_rows import RowValues, SeenIds, keep_rows
from files.models import StoredFile
from files.services import remove_file
from partnerships.projects.models import FundingProject, Indicator, IndicatorEntry
from partnerships.projects.services import lock_project


class HasEvidence(Exception):
    """An indicator with values typed by hand is not removed in passing."""


@transaction.atomic
def set_indicators(*, project_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """The indicators in this order. Raises HasEvidence where one with typed values would be removed."""
    project = lock_project(project_id)
    sent = {row.get("id") for row in rows}
    gone = Indicator.objects.filter(project=project).exclude(pk__in=[pk for pk in sent if pk])
    if seen is not None:
        gone = gone.filter(pk__in=list(seen))
    if IndicatorEntry.objects.filter(indicator__in=gone).exists():
        raise HasEvidence
    kept = keep_rows(Indicator, project, "project", rows, seen=seen)
    log_action(verb="project.indicators", obj=project, by=by, after={"indicators": len(kept)})


@transaction.atomic
def set_entries(*, indicator_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
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
    gone = [row for pk, row in old.items() if pk not in sent and (seen is None or pk in seen)]
    IndicatorEntry.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for row in gone:
        _let_go(row.evidence_id, by)
    total = sum(row["value"] for row in rows)
    log_action(
        verb="project.indicator_values", obj=project, by=by, after={"indicator": indicator.pk, "total": str(total)}
    )


@transaction.atomic
def set_evidence(*, entry_id: int, file: StoredFile | None, by: int | None) -> None:
    """The file that proves a typed value, or none; the one before is taken away."""
    entry = IndicatorEntry.objects.select_related("indicator").get(pk=entry_id)
    project = lock_project(entry.indicator.project_id)
    entry.refresh_from_db(fields=["evidence"])
    before, entry.evidence = entry.evidence_id, file
    entry.save(update_fields=["evidence"])
    _let_go(before, by)
    after = {"indicator": entry.indicator_id, "entry": entry.pk, "file": file and file.pk}
    log_action(verb="project.indicator_evidence_file", obj=project, by=by, after=after)


def _let_go(file_id: int | None, by: int | None) -> None:
    if file_id is not None:
        remove_file(file=StoredFile.objects.get(pk=file_id), by=by)
