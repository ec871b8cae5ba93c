"""The log of Django's admin of earlier versions loses what the objects were called: kinds and numbers stay."""

from django.db import migrations
from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, Concat, Left


def without_names(apps, schema_editor):
    LogEntry = apps.get_model("admin", "LogEntry")
    for kind, model in LogEntry.objects.values_list("content_type", "content_type__model").distinct().order_by():
        number = Coalesce("object_id", Value("", TextField()))
        named = Concat(Value(f"{model or 'row'} ", TextField()), number, output_field=TextField())
        LogEntry.objects.filter(content_type=kind).update(object_repr=Left(named, 200))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_participation_notice"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [migrations.RunPython(without_names, migrations.RunPython.noop)]
