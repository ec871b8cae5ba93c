"""What the factories share."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from factory.django import DjangoModelFactory


class ModelFactory(DjangoModelFactory):
    """A factory that does not save a second time after its related rows."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


def days_from_now(days: int) -> date:
    """A local day, so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()
