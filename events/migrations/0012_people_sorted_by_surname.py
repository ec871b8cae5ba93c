"""Everybody is sorted by the surname, and only among equal surnames by the first name."""

from django.db import migrations

from common.text.folding import person_sort_key

CHUNK = 1000


def sort_anew(apps, schema_editor):
    people = apps.get_model("events", "Participant").objects
    batch = []
    for one in people.filter(erased_at__isnull=True).only("first_name", "last_name").order_by("pk").iterator(CHUNK):
        one.sort_name = person_sort_key(one.last_name, one.first_name)
        batch.append(one)
        if len(batch) == CHUNK:
            people.bulk_update(batch, ["sort_name"])
            batch = []
    people.bulk_update(batch, ["sort_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0011_erased_people_are_blank"),
    ]

    operations = [
        migrations.RunPython(sort_anew, migrations.RunPython.noop),
    ]
