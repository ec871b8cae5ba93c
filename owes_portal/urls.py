"""Mount points only: every app keeps its own addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from common.web import health

AUDIT_LOG = RedirectView.as_view(pattern_name="admin:common_auditentry_changelist", query_string=True)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # The audit log was called "act" once: a kept link still leads there.
    path("admin/common/act/", AUDIT_LOG, name="old-audit-log"),
    path("admin/", admin.site.urls),
    path("media/", include("files.urls")),
    path("", include("owes_portal.site.machine_urls")),
    *i18n_patterns(
        path("", include("owes_portal.site.urls")),
        path("konto/", include("accounts.urls")),
        path("konto/", include("entities.account_urls")),
        path("", include("entities.urls")),
        path("", include("partnerships.urls")),
        path("", include("events.urls")),
        path("", include("news.urls")),
        path("", include("events.registration.urls")),
        path("", include("events.attendance.urls")),
        path("panel/", include("owes_portal.site.panel_urls")),
        prefix_default_language=False,
    ),
]
handler400 = "owes_portal.site.errors.bad_request"
handler403 = "owes_portal.site.errors.forbidden"
handler404 = "owes_portal.site.errors.not_found"
handler500 = "owes_portal.site.errors.server_error"
