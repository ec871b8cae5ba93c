"""Hours in one place: points that are not counted, hours of an event set by hand; certificates only say to print them."""

from decimal import Decimal
from typing import Any

import django.core.validators
from django.db import migrations, models
from django.db.models import Q

REASON = "Godziny z warunków zaświadczeń"


def from_the_terms(apps: Any, _editor: Any) -> None:
    """Hours typed with the terms of certificates are those of the event; where none were typed, none are printed."""
    terms, event = apps.get_model("events", "CertificateTerms"), apps.get_model("events", "Event")
    terms.objects.filter(hours__isnull=True).update(prints_hours=False)
    for pk, hours in terms.objects.filter(hours__isnull=False).values_list("event_id", "hours"):
        event.objects.filter(pk=pk).update(hours_by_hand=hours, hours_reason=REASON)


class Migration(migrations.Migration):
    dependencies = [("events", "0014_previous_beginning_of_an_event")]

    operations = [
        migrations.AddField(
            model_name="certificateterms",
            name="prints_hours",
            field=models.BooleanField(default=True, verbose_name="print the hours"),
        ),
        migrations.AddField(
            model_name="event",
            name="hours_by_hand",
            field=models.DecimalField(
                blank=True,
                decimal_places=1,
                max_digits=5,
                null=True,
                validators=[django.core.validators.MinValueValidator(Decimal("0.5"))],
                verbose_name="hours of the whole event, set by hand",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="hours_reason",
            field=models.CharField(blank=True, max_length=250, verbose_name="why the hours are set by hand"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="is_counted",
            field=models.BooleanField(default=True, verbose_name="counted among the hours"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=Q(("hours_by_hand__isnull", True), ("hours_reason", ""))
                | Q(("hours_by_hand__gte", Decimal("0.5")), Q(("hours_reason", ""), _negated=True)),
                name="event_hours_by_hand_have_a_reason",
            ),
        ),
        migrations.RunPython(from_the_terms, migrations.RunPython.noop),
        migrations.RemoveField(model_name="certificateterms", name="hours"),
    ]
