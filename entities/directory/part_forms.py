"""How the rows of each part of a record are read, shown and saved."""

from typing import Any

from django.utils.translation import gettext_lazy

from common.forms.inline_row_forms import Initial, RowsEditor
from entities.directory import forms
from entities.directory.editing import set_bundles, set_founders, set_service_rows, set_statuses
from entities.directory.models import EnterpriseStatus, Entity, OfferedService, ServiceBundle
from entities.directory.tabs import BUNDLES, FOUNDERS, SERVICES, STATUSES


def _services(entity: Entity) -> Initial:
    rows = OfferedService.objects.filter(entity=entity)
    return [
        {"id": row.pk, "title": row.title, "category": row.category_id, "description": row.description} for row in rows
    ]


def _bundles(entity: Entity) -> Initial:
    rows = ServiceBundle.objects.filter(entity=entity).prefetch_related("services")
    return [
        {
            "id": row.pk,
            "name": row.name,
            "description": row.description,
            "services": "\n".join(service.title for service in row.services.all()),
        }
        for row in rows
    ]


def _statuses(entity: Entity) -> Initial:
    names = ("id", "basis", "decision_number", "decided_on", "ends_on")
    return list(EnterpriseStatus.objects.filter(entity=entity).order_by("decided_on", "pk").values(*names))


def _founders(entity: Entity) -> Initial:
    return [{"entity": one} for one in entity.founders.select_related("kind", "county").order_by("sort_name")]


def _save_founders(*, entity_id: int, rows: Initial, by: int | None, seen: Any) -> None:
    set_founders(entity_id=entity_id, founders=[row["entity"] for row in rows], by=by)


EDITORS = {
    SERVICES: RowsEditor(
        forms.ServiceForm, gettext_lazy("Service"),
        gettext_lazy("Products and services as a buyer would call them; the first ones are the most important."),
        _services, set_service_rows,
    ),
    BUNDLES: RowsEditor(
        forms.BundleForm, gettext_lazy("Bundle"),
        gettext_lazy("A named model of services that belong together, for example “Rehabilitation+”."),
        _bundles, set_bundles,
    ),
    STATUSES: RowsEditor(
        forms.StatusForm, gettext_lazy("Decision"),
        gettext_lazy("Decisions of the voivode. The badge of a social enterprise is shown only while one is valid."),
        _statuses, set_statuses,
    ),
    FOUNDERS: RowsEditor(
        forms.FounderForm, gettext_lazy("Founder"),
        gettext_lazy("Entities that founded this one, for example the legal persons of a social cooperative."),
        _founders, _save_founders,
    ),
}  # fmt: skip
