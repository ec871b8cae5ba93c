"""The programme: stops of each day, items, who appeared with which function, what was said and agreed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from entities.directory.models import Entity
from entities.territory.models import County
from events.catalogue.models import Event


class Stop(models.Model):
    """A place in a day's order. A one-place event has one stop."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="stops")
    day = models.DateField(_("day"))
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name of the place"), max_length=200)
    host = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="hosted_stops", verbose_name=_("host")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    town = models.CharField(_("town"), max_length=100)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, blank=True, related_name="stops", verbose_name=_("county")
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    description = models.TextField(_("what is seen there"), blank=True)
    description_en = models.TextField(_("what is seen there, in English"), blank=True)

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ["day", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="stop_hours_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(models.Model):
    """A point of the programme; most real programmes give an order and no hours."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="items")
    stop = models.ForeignKey(Stop, on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    description = models.TextField(_("description"), blank=True)
    # Travel, meals and check-in are part of the plan, not of the support: their time is taken off (hours.py).
    is_counted = models.BooleanField(_("counted among the hours"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("item of the programme")
        verbose_name_plural = _("programme")
        ordering = ["day", "position", "id"]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


class AppearanceRole(models.TextChoices):
    """What a person did at the event."""

    HOST = "host", _("host")
    OPENER = "opener", _("opened the event")
    SPEAKER = "speaker", _("speaker")
    ADVISER = "adviser", _("adviser")
    EXPERT = "expert", _("expert")
    MODERATOR = "moderator", _("moderator")
    GUIDE = "guide", _("guide")
    STAFF = "staff", _("organiser's staff")
    PANELLIST = "panellist", _("panellist")
    SIGNATORY = "signatory", _("signatory")


class Appearance(models.Model):
    """A person with their function *at this event*. Counted among the people only when linked to a participant."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="appearances")
    item = models.ForeignKey(
        ProgrammeItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="appearances"
    )
    stop = models.ForeignKey(Stop, on_delete=models.SET_NULL, null=True, blank=True, related_name="appearances")
    role = models.CharField(_("role"), max_length=10, choices=AppearanceRole)
    academic_title = models.CharField(_("academic title"), max_length=40, blank=True)
    name = models.CharField(_("name and surname"), max_length=150)
    function = models.CharField(_("function"), max_length=200, blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="appearances")
    topic = models.CharField(_("topic, or what they did"), max_length=300, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    photo = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.academic_title} {self.name}".strip()


class PointKind(models.TextChoices):
    """What a list of points holds."""

    TOPIC = "topic", _("topics")
    QUESTION = "question", _("questions for discussion")
    CONCLUSION = "conclusion", _("conclusions")
    COMMITMENT = "commitment", _("commitments")
    RESULT = "result", _("results of the workshop")
    DIAGNOSIS = "diagnosis", _("issues for the diagnosis")
    ELEMENT = "element", _("elements")


class PointList(models.Model):
    """A titled list of points: topics, questions, conclusions, what a stop showed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="point_lists")
    stop = models.ForeignKey(Stop, on_delete=models.SET_NULL, null=True, blank=True, related_name="point_lists")
    kind = models.CharField(_("kind"), max_length=12, choices=PointKind)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("list of points")
        verbose_name_plural = _("lists of points")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


class Point(models.Model):
    """One point of a list."""

    list = models.ForeignKey(PointList, on_delete=models.CASCADE, related_name="points")
    text = models.CharField(_("text"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class Quotation(models.Model):
    """Words said at the event, with who said them."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="quotations")
    text = models.CharField(_("text"), max_length=500)
    appearance = models.ForeignKey(Appearance, on_delete=models.SET_NULL, null=True, blank=True)
    said_by = models.CharField(_("who said it"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text
