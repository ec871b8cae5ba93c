"""Portals that have their notices get the new texts about terms of keeping as versions that wait for approval."""

from datetime import UTC, datetime

from django.db import migrations

from accounts.reference_data import notices

KINDS = ("registration", "colleague", "privacy")
# Not in force: an administrator looks at it and puts it into force (accounts/admin.py).
WAITING = datetime(9999, 1, 1, tzinfo=UTC)


def add_versions(apps, schema_editor):
    Notice = apps.get_model("accounts", "Notice")
    for row in notices():
        there = Notice.objects.filter(kind=row["kind"], controller="").order_by("-version")
        if row["kind"] not in KINDS or not there or there.filter(digest=row["digest"]).exists():
            continue
        Notice.objects.create(**(row | {"version": there[0].version + 1, "published_at": WAITING}))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_admin_log_without_names")]

    operations = [migrations.RunPython(add_versions, migrations.RunPython.noop)]
