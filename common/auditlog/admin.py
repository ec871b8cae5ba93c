"""Django's admin writes every addition, change and deletion into the audit log, which nobody can empty."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from common.auditlog.services import log_action


class RecordedAdmin(admin.ModelAdmin):
    """Which fields were changed is kept; their values only of those named in `rights`, which hold no personal data."""

    rights: tuple[str, ...] = ()

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        log_action(verb="admin.added", obj=obj, by=request.user.pk, after=self._rights_of(obj))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        before = getattr(obj, "_rights_before", {})
        after = self._rights_of(obj)
        changed = {name for name in after if after[name] != before.get(name)}
        log_action(
            verb="admin.changed",
            obj=obj,
            by=request.user.pk,
            before={name: before.get(name) for name in changed},
            after={name: after[name] for name in changed} | {"fields": getattr(obj, "_changed", [])},
        )
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            log_action(verb="admin.deleted", obj=obj, by=request.user.pk, before=self._rights_of(obj))
        return super().log_deletions(request, queryset)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj._changed = sorted(form.changed_data)
        super().save_model(request, obj, form, change)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            obj._rights_before = self._rights_of(obj)
        return obj

    def _rights_of(self, obj: models.Model) -> dict[str, Any]:
        return {name: obj.serializable_value(name) for name in self.rights}
