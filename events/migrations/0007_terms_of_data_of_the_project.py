"""Until when data is kept is the project's own: the day typed for its answers becomes that of all its data."""

from django.db import migrations


def to_projects(apps, schema_editor):
    for terms in apps.get_model("events", "ParticipationTerms").objects.select_related("project"):
        project = terms.project
        project.personal_data_until = max(terms.keep_until, project.ends_on or terms.keep_until)
        project.save(update_fields=["personal_data_until"])


class Migration(migrations.Migration):
    dependencies = [("events", "0006_how_a_place_was_lost"), ("partnerships", "0003_personal_data_until")]

    operations = [
        migrations.RunPython(to_projects, migrations.RunPython.noop),
        migrations.RemoveField(model_name="participationterms", name="keep_until"),
    ]
