"""Events: what, when, for whom, who pays, how many places; and the entities in their roles."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.db.fields import LineField, PhoneField, new_token
from common.db.states import dated
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from entities.territory.models import County
from events.catalogue import wording
from events.catalogue.kinds import EventKind
from events.catalogue.states import EventState
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject


class RegistrationMode(models.TextChoices):
    """How one takes part: by registering, by registering and being accepted, or without registration."""

    NONE = "none", _("no registration")
    OPEN = "open", _("registration")
    APPROVAL = "approval", _("registration with approval")


def roles_that_count() -> list[str]:
    """Roles counted among the participants, unless the event says otherwise: organisers are not."""
    return ["participant", "speaker", "guest"]


class EventQuerySet(models.QuerySet["Event"]):
    """Questions to the catalogue."""

    def public(self) -> "EventQuerySet":
        """What anyone may see: a cancelled event stays visible once it was published."""
        return self.filter(published_at__isnull=False).exclude(state=EventState.DRAFT)

    def coming(self, today: date) -> "EventQuerySet":
        """Published events that are not over, the nearest first."""
        return self.filter(state=EventState.PUBLISHED, ends_on__gte=today).order_by("starts_on", "starts_at", "id")

    def past(self, today: date) -> "EventQuerySet":
        """Events that are over, by the calendar or by the staff's word, the latest first."""
        over = Q(ends_on__lt=today) | Q(state=EventState.COMPLETED)
        return self.public().filter(over).order_by("-starts_on", "-id")


class Event(models.Model):
    """An event, entered once. Days are local dates (Europe/Warsaw); hours are optional."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState, default=EventState.DRAFT)
    kind = models.CharField(_("kind"), max_length=15, choices=EventKind)
    title = LineField(_("title"), max_length=250)
    title_en = LineField(_("title in English"), max_length=250, blank=True)
    theme = models.CharField(_("theme"), max_length=250, blank=True)
    theme_en = models.CharField(_("theme in English"), max_length=250, blank=True)
    lead = models.CharField(_("lead"), max_length=500, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=500, blank=True)
    aim = models.TextField(_("aim"), blank=True)
    description = models.TextField(_("description"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    assumption = models.CharField(_("what was assumed about the date"), max_length=250, blank=True)
    online_url = models.URLField(_("online link"), blank=True)
    # Shown and filtered by lists: kept from the first stop by the programme's services.
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    town = LineField(_("town"), max_length=100, blank=True)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("county")
    )
    centre = models.ForeignKey(SupportCentre, on_delete=models.PROTECT, related_name="events", verbose_name=_("centre"))
    project = models.ForeignKey(
        FundingProject,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("project"),
    )
    partnership = models.ForeignKey(
        LocalPartnership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("partnership"),
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    section = models.CharField(_("section"), max_length=80, blank=True)
    target_group = models.CharField(_("for whom"), max_length=300, blank=True)
    target_region = models.CharField(_("participants' region, in genitive"), max_length=120, blank=True)
    cost = models.CharField(_("cost"), max_length=200, blank=True)
    accessibility = models.TextField(_("accessibility of the place"), blank=True)
    contact_name = LineField(_("contact person"), max_length=150, blank=True)
    contact_function = models.CharField(_("function of the contact person"), max_length=150, blank=True)
    contact_phone = PhoneField(_("phone"), blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    cover = models.ForeignKey("files.StoredImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cover_alt = models.CharField(_("alternative text of the picture"), max_length=250, blank=True)
    cover_caption = models.CharField(_("caption"), max_length=250, blank=True)
    cover_credit = models.CharField(_("credit"), max_length=120, blank=True)
    # Registration.
    registration_mode = models.CharField(
        _("registration"), max_length=10, choices=RegistrationMode, default=RegistrationMode.OPEN
    )
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    # With approval: until when the centre answers everybody.
    answers_by = models.DateField(_("the centre answers by"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    entity_limit = models.PositiveIntegerField(_("most people of one entity"), null=True, blank=True)
    # How many people one e-mail address may bring without asking; empty for the rule of registration/address_quota.py.
    people_per_address = models.PositiveSmallIntegerField(_("people from one e-mail address"), null=True, blank=True)
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    promotion_stops_at = models.DateTimeField(_("places pass on by themselves until"), null=True, blank=True)
    remind_days_before = models.PositiveSmallIntegerField(_("reminder, days before"), null=True, blank=True)
    # The first day of which people were reminded: an event moved to another day reminds once more.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    # Day, hours and place as people were told last, while they differ from what stands (events/catalogue/changes.py).
    told = models.JSONField(default=dict, blank=True, editable=False)
    # The beginning that people had been told before it moved; for search engines (schema.org: previousStartDate).
    previous_starts_on = models.DateField(null=True, blank=True, editable=False)
    previous_starts_at = models.TimeField(null=True, blank=True, editable=False)
    counted_roles = models.JSONField(_("roles that count"), default=roles_that_count)
    # Kept by the services of registration under the lock of this row.
    taken = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)
    # Places above the capacity that staff knowingly gave, or that a lowered capacity left.
    places_over = models.PositiveIntegerField(default=0, editable=False)
    queue_next = models.PositiveIntegerField(default=1, editable=False)
    # Hours of the whole event where the plan does not say them: instead of those counted from it.
    hours_by_hand = models.DecimalField(
        _("hours of the whole event, set by hand"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    hours_reason = models.CharField(_("why the hours are set by hand"), max_length=250, blank=True)
    # A headcount typed by hand where there was no list.
    headcount = models.PositiveIntegerField(_("people, counted by hand"), null=True, blank=True)
    headcount_source = models.CharField(_("source of the headcount"), max_length=200, blank=True)
    preview_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    page_version = models.PositiveBigIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["state", "starts_on", "id"], name="event_coming"),
            models.Index(fields=["-starts_on", "-id"], name="event_past"),
            models.Index(fields=["centre", "-starts_on"], name="event_of_centre"),
        ]
        constraints = [
            dated("event", published="published_at", completed="published_at completed_at", cancelled="cancelled_at"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="event_state_known"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on"))
                | Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="event_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="event_registration_closes_after_it_opens",
            ),
            # The exact places: whatever a service forgets, the database does not.
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity") + F("places_over")),
                name="event_places_not_exceeded",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="event_cancelled_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(headcount__isnull=True) | ~Q(headcount_source=""), name="event_headcount_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(hours_by_hand__isnull=True) & Q(hours_reason="")
                | Q(hours_by_hand__gte=Decimal("0.5")) & ~Q(hours_reason=""),
                name="event_hours_by_hand_have_a_reason",
            ),
            models.CheckConstraint(condition=Q(cover__isnull=True) | ~Q(cover_alt=""), name="event_cover_has_alt"),
        ]

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    @property
    def when(self) -> str:
        """Its day or days with the hours, in words."""
        return wording.when(self)

    @property
    def first_place(self) -> str:
        """Where one comes first, with the address, and that one may join online; asks for the stops."""
        return wording.line(wording.first_place(self, next(iter(self.stops.all()), None)), wording.online(self))

    @property
    def whom_to_ask(self) -> dict[str, str]:
        """Whom to ask about it (`contact_name`, `phone`, `email`): its own person, otherwise its centre."""
        return wording.whom_to_ask(self)

    @property
    def controller(self) -> str:
        """Who is responsible for the data of its people: name, address, the data protection officer or an address."""
        return wording.controller(self)

    @property
    def last_day(self) -> date:
        """The last day on which something takes place: an end at 0.00 belongs to the day before."""
        return wording.last_day(self)

    @property
    def free(self) -> int | None:
        """Places left; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def registration_open(self, now: datetime) -> bool:
        """Whether a registration may come in now (it may still end on the waiting list)."""
        return (
            self.state == EventState.PUBLISHED
            and timezone.localdate(now) <= self.ends_on
            and self.registration_mode != RegistrationMode.NONE
            and (self.opens_at is None or self.opens_at <= now)
            and (self.closes_at is None or now < self.closes_at)
        )


class EntityRole(models.TextChoices):
    """What an entity is to an event."""

    ORGANISER = "organiser", _("organiser")
    CO_ORGANISER = "co_organiser", _("co-organiser")
    SUPPORTER = "supporter", _("supporter of the event")
    HOST = "host", _("host")
    PRESENTED = "presented", _("presented entity")
    VISITED = "visited", _("visited entity")
    REPRESENTED = "represented", _("represented entity")


class EventEntity(models.Model):
    """An entity in a role at an event; `note` says what it presented or did there."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="entity_roles")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="event_roles")
    role = models.CharField(_("role"), max_length=15, choices=EntityRole)
    note = models.CharField(_("what it did there"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("entity of an event")
        verbose_name_plural = _("entities of events")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "entity", "role"], name="event_entity_role_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.entity_id} {self.role}"


class DocumentKind(models.TextChoices):
    """What a file of an event is; the event's folder asks for the first three."""

    PROGRAMME = "programme", _("programme")
    RULES = "rules", _("rules of participation")
    SIGNED_LIST = "signed_list", _("signed attendance list")
    OTHER = "other", _("other file")


class EventDocument(models.Model):
    """A file of the event: its programme, rules, a signed list kept as evidence."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is"), max_length=12, choices=DocumentKind, default=DocumentKind.OTHER)
    title = LineField(_("title"), max_length=200)
    is_public = models.BooleanField(_("public"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("document of an event")
        verbose_name_plural = _("documents of events")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            # Signatures are personal data.
            models.CheckConstraint(
                condition=~Q(kind="signed_list") | Q(is_public=False), name="document_signed_list_is_private"
            ),
        ]

    def __str__(self) -> str:
        return self.title
