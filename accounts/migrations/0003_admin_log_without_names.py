"""The log of Django's admin of earlier versions loses what the objects were called: kinds and numbers stay."""

from django.db import migrations


def without_names(apps, schema_editor):
    apps.get_model("admin", "LogEntry").objects.update(object_repr="")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_participation_notice"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [migrations.RunPython(without_names, migrations.RunPython.noop)]
