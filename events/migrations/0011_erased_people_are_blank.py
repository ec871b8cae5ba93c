"""A row of an erased person or sender holds nothing that was typed, the function and the phone included."""

from django.db import migrations, models


def blank_what_was_left(apps, schema_editor):
    erased = {"erased_at__isnull": False}
    apps.get_model("events", "Participant").objects.filter(**erased).exclude(function="").update(function="")
    apps.get_model("events", "Registration").objects.filter(**erased).exclude(phone="").update(phone="")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0010_door_link"),
    ]

    operations = [
        migrations.RunPython(blank_what_was_left, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_erased_is_blank",
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("email", ""),
                        ("first_name", ""),
                        ("function", ""),
                        ("last_name", ""),
                        ("needs", ""),
                        ("sort_name", ""),
                    ),
                    _connector="OR",
                ),
                name="participant_erased_is_blank",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("email", ""), ("first_name", ""), ("last_name", ""), ("phone", "")),
                    _connector="OR",
                ),
                name="registration_erased_is_blank",
            ),
        ),
    ]
