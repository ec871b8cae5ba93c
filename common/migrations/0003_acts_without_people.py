"""Acts of earlier versions lose the values of people's columns: the log says that they changed, not from what to what.

The triggers that let the log only grow are put aside for it, and made again.
"""

import re

from django.db import migrations

PERSONAL = {"email", "phone", "first_name", "last_name", "function", "needs"} | {
    f"contact_{part}" for part in ("name", "function", "phone", "email")
}
# The note of an import began with the name of its file, which people name after people.
FILE = re.compile(r".*\((import \d+)\)", re.DOTALL)


def without_people(values):
    return {name: (value and "…") if name in PERSONAL else value for name, value in values.items()}


def scrub(apps, schema_editor):
    Act = apps.get_model("common", "Act")
    for act in Act.objects.iterator(chunk_size=500):
        before, after, note = without_people(act.before), without_people(act.after), FILE.sub(r"\1", act.note)
        if (before, after, note) != (act.before, act.after, act.note):
            Act.objects.filter(pk=act.pk).update(before=before, after=after, note=note)


def put_aside(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER act_is_kept_as_it_is")
    else:
        schema_editor.execute("ALTER TABLE common_act DISABLE TRIGGER act_is_kept")


def make_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER act_is_kept_as_it_is BEFORE UPDATE ON common_act "
            "BEGIN SELECT RAISE(ABORT, 'The log of acts only grows.'); END"
        )
    else:
        schema_editor.execute("ALTER TABLE common_act ENABLE TRIGGER act_is_kept")


class Migration(migrations.Migration):
    dependencies = [("common", "0002_evidence_of_sent_mail")]

    operations = [
        migrations.RunPython(put_aside, make_again),
        migrations.RunPython(scrub, migrations.RunPython.noop),
        migrations.RunPython(make_again, put_aside),
    ]
