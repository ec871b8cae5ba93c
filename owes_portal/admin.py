"""Django's admin, for the administrator's repairs: every model of the portal, plainly; states change elsewhere.

Daily work has its own panel. What is saved here goes round the services, so all public pages are made stale.
"""

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntryManager
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.auditlog.admin import RecordedAdmin
from common.auditlog.models import AuditEntry
from common.auditlog.words import verb_in_words
from common.db.fields import EncryptedTextField
from common.web.json_input import LimitedJSONField
from common.web.versions import AREAS, bump

# One door for everybody: the portal's own sign-in, with its limits. (A wrapped method forgets that it is open.)
admin.site.login = login_not_required(secure_admin_login(admin.site.login))  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = settings.SITE_NAME


def log_without_names(
    self: LogEntryManager,
    user_id: int,
    queryset: Iterable[models.Model],
    action_flag: int,
    change_message: Any = "",
    *,
    single_object: bool = False,
) -> Any:
    """Django's log keeps for ever what the object was called: here its kind and number, which need no erasure."""
    message = json.dumps(change_message) if isinstance(change_message, list) else change_message
    rows = [
        self.model(
            user_id=user_id,
            content_type_id=ContentType.objects.get_for_model(obj, for_concrete_model=False).pk,
            object_id=obj.pk,
            object_repr=f"{obj._meta.verbose_name} {obj.pk}"[:200],
            action_flag=action_flag,
            change_message=message,
        )
        for obj in queryset
    ]
    self.model.objects.bulk_create(rows)
    return rows[0] if single_object and rows else rows


LogEntryManager.log_actions = log_without_names  # type: ignore[method-assign]

REPAIRED = ("news", "events", "partnerships", "entities")
READ_ONLY = ("files", "common")
# Codes, links and letters of other people; inner counters.
HIDDEN = {"common.OutboxMail": ("text", "html", "attachments", "to")}
LEFT_OUT = {"common.RateCount", "common.PageVersion", "common.SearchEntry"}
FREE = ("opens_at", "closes_at")
COLUMNS = ("title", "name", "state", "starts_on", "created_at")


# Who may do what, and where: written in the audit log with what it was before.
RIGHTS = {"entities.Assignment": ("user_id", "centre_id"), "entities.Membership": ("user_id", "entity_id", "role")}


class RepairAdmin(RecordedAdmin):
    """Any model: links as numbers (lists may be long), states and secrets not to be touched."""

    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.JSONField: {"form_class": LimitedJSONField, "most_bytes": 1024 * 1024, "most_depth": 50},
    }
    list_per_page = 50
    show_full_result_count = False

    def __init__(self, model: type[models.Model], site: admin.AdminSite) -> None:
        super().__init__(model, site)
        fields = model._meta.get_fields()
        own = {field.name: field for field in fields if isinstance(field, models.Field)}
        self.raw_id_fields = [name for name, field in own.items() if field.is_relation]
        self.exclude = [
            *(name for name, field in own.items() if isinstance(field, EncryptedTextField)),
            *HIDDEN.get(model._meta.label, ()),
        ]
        # The moments that belong to a state (published_at …) are tied to it by constraints.
        moments = [name for name, field in own.items() if isinstance(field, models.DateTimeField) and name not in FREE]
        self.settled = [name for name in ("state", *moments) if name in own and own[name].editable]
        self.list_display = ["pk", "__str__", *(name for name in COLUMNS if name in own)]
        self.list_display_links = ["pk", "__str__"]
        self.rights = RIGHTS.get(model._meta.label, ())
        self.search_fields = [name for name in ("slug", "title", "name", "last_name") if name in own]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return self.settled if obj else [name for name in self.settled if name == "state"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        bump(*AREAS)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            bump(*AREAS)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            bump(*AREAS)


class ReadAdmin(RepairAdmin):
    """To look at only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class SecurityActs(admin.SimpleListFilter):
    """The part of the log that an administrator looks through when something is wrong with somebody's access."""

    title = _("kind of act")
    parameter_name = "kind"
    KINDS: ClassVar = {
        "failed": ("signin.failed", "signin.locked"),
        "signin": ("signin.", "password.", "email."),
        "factors": ("factor.",),
        "rights": ("admin.", "entity.member_", "entity.claim"),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("failed", _("failed sign-ins and limits reached")),
            ("signin", _("sign-ins, passwords, addresses")),
            ("factors", _("second factor")),
            ("rights", _("roles, assignments, repairs")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        wanted = models.Q()
        for start in self.KINDS.get(self.value() or "", ()):
            wanted |= models.Q(verb__startswith=start)
        return queryset.filter(wanted)


class AuditEntryAdmin(ReadAdmin):
    """The audit log, to look through; who did it is the number of the user; empty when nobody was signed in."""

    def __init__(self, model: type[models.Model], site: admin.AdminSite) -> None:
        super().__init__(model, site)
        self.list_display = ["at", "words", "actor_id", "object_type", "object_id", "before", "after", "note"]
        self.list_display_links = ["at"]
        self.list_filter = [SecurityActs]
        self.search_fields = ["verb", "=object_id", "=actor_id"]

    @admin.display(description=_("act"), ordering="verb")
    def words(self, act: AuditEntry) -> str:
        """What was done, in words where there are some; the verb itself is searched for."""
        return verb_in_words(act)


admin.site.register(AuditEntry, AuditEntryAdmin)


def _register(labels: tuple[str, ...], how: type[RepairAdmin]) -> None:
    for label in labels:
        for model in apps.get_app_config(label).get_models():
            if model._meta.label not in LEFT_OUT and not admin.site.is_registered(model):
                admin.site.register(model, how)


_register(REPAIRED, RepairAdmin)
_register(READ_ONLY, ReadAdmin)
