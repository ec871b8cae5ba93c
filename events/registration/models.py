"""Registrations with their participants, persons across events, the questions of an event and the answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from common.db.fields import EncryptedTextField, LineField, PhoneField, new_token
from common.db.states import dated
from entities.directory.models import Entity, EntityKind
from events.catalogue.models import Event
from events.programme.models import Appearance
from events.registration.person_details import ABOUT, PARTICIPANT_TEXTS, REGISTRANT_NAMES, Word
from events.registration.states import Leaving, ParticipantState


class Person(models.Model):
    """The same human being across events, without a login.

    Equal folded name and equal e-mail, or equal folded name and the same entity, make the same person; e-mail alone
    never does (biuro@…). Erasure blanks the name and keeps the row, so that counts hold.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = LineField(_("first name"), max_length=100, blank=True)
    last_name = LineField(_("surname"), max_length=100, blank=True)
    folded_name = models.CharField(max_length=200, blank=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = [models.Index(fields=["folded_name", "email"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(first_name="", last_name="", folded_name="", email=""),
                name="person_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class RegistrationSource(models.TextChoices):
    """How a registration came in."""

    WEB = "web", _("form")
    STAFF = "staff", _("staff")
    WALK_IN = "walk_in", _("without registration, at the door")
    IMPORT = "import", _("import")


class ForWhom(models.TextChoices):
    """Whom the registrant registers."""

    SELF = "self", _("myself")
    BOTH = "both", _("myself and others")
    OTHERS = "others", _("others")


class Registration(models.Model):
    """One submission by one person for an event, for an entity or privately."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # The signed key of the form: posting the same form again shows the first registration.
    form_key = models.CharField(max_length=64, editable=False)
    for_whom = models.CharField(_("for whom"), max_length=10, choices=ForWhom, default=ForWhom.SELF)
    entity = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("entity")
    )
    first_name = LineField(_("first name"), max_length=100, blank=True)
    last_name = LineField(_("surname"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = PhoneField(_("phone"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    all_or_none = models.BooleanField(_("all of us or none"), default=False)
    # How many times somebody behind was let in before this group (events/registration/places.py).
    passed_over = models.PositiveSmallIntegerField(default=0, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=RegistrationSource, default=RegistrationSource.WEB)
    rules = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, default="pl")
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [models.Index(F("event"), Upper("email"), name="registration_of_email")]
        constraints = [
            models.UniqueConstraint(fields=["event", "form_key"], name="registration_form_once"),
            models.CheckConstraint(condition=Q(source__in=RegistrationSource.values), name="registration_source_known"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(**dict.fromkeys(REGISTRANT_NAMES, "")),
                name="registration_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class FurtherForm(models.Model):
    """A later form of somebody who is registered already: sent anew from the same address, or to add people.

    Its key makes it one, however often it is sent. Sent anew it registers nobody; the people typed in it wait here,
    encrypted, to be offered to the owner of the address on the page that adds people.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="further_forms")
    form_key = models.CharField(max_length=64, editable=False)
    people = EncryptedTextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("further form of a registration")
        verbose_name_plural = _("further forms of registrations")
        constraints = [models.UniqueConstraint(fields=["event", "form_key"], name="further_form_once")]

    def __str__(self) -> str:
        return f"{self.registration_id}"


class ParticipantRole(models.TextChoices):
    """Role of a participant; the event says which roles count."""

    PARTICIPANT = "participant", _("participant")
    SPEAKER = "speaker", _("speaker")
    GUEST = "guest", _("guest")
    ORGANISER = "organiser", _("organiser")


class Participant(models.Model):
    """A person in a registration. Places are counted on participants."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="participants")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    ticket = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    first_name = LineField(_("first name"), max_length=100, blank=True)
    last_name = LineField(_("surname"), max_length=100, blank=True)
    sort_name = models.CharField(max_length=400, blank=True, editable=False)
    function = LineField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole, default=ParticipantRole.PARTICIPANT)
    # The entity and its kind as they were on that day: later changes of the directory do not rewrite the past.
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="participants")
    entity_kind = models.ForeignKey(EntityKind, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appearance = models.OneToOneField(Appearance, on_delete=models.SET_NULL, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ParticipantState)
    # Order of arrival within the event, given under the event's lock; the waiting list goes by it.
    queue_number = models.PositiveIntegerField(editable=False)
    # Added after the form was sent: counts alone, even where the others come "all or none".
    joined_later = models.BooleanField(default=False, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Empty for who gave the place up, and for everybody who is still there.
    left = models.CharField(_("how the place was lost"), max_length=10, choices=Leaving, blank=True, editable=False)
    # Special needs (health data): encrypted, read only by those who organise the event, erased 30 days after it.
    needs = EncryptedTextField(_("special needs"), blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["queue_number"]
        indexes = [
            models.Index(fields=["event", "state", "queue_number"], name="participant_queue"),
            models.Index(fields=["event", "sort_name", "id"], name="participant_by_name"),
        ]
        constraints = [
            dated(
                "participant",
                confirmed="confirmed_at",
                waiting="waiting_since",
                refused="refused_at",
                cancelled="cancelled_at",
            ),
            models.CheckConstraint(condition=Q(state__in=ParticipantState.values), name="participant_state_known"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participant_role_known"),
            models.CheckConstraint(
                condition=Q(left="") | Q(left__in=Leaving.values, state="cancelled"),
                name="participant_left_only_when_cancelled",
            ),
            models.UniqueConstraint(fields=["event", "queue_number"], name="participant_queue_number_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(**dict.fromkeys(PARTICIPANT_TEXTS, "")),
                name="participant_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def about(self) -> list[tuple[Word, str]]:
        """(heading, text) of what is told of the person besides the name and the address."""
        told = [(one.heading, str(getattr(self, one.name))) for one in ABOUT]
        return [(heading, text) for heading, text in told if text]

    @property
    def standing(self) -> str:
        """The state in words; of who is out, how the place was lost."""
        return str(Leaving(self.left).label if self.left else ParticipantState(self.state).label)


class CallOutcome(models.TextChoices):
    """What a person from the waiting list said on the phone."""

    CONFIRMS = "confirms", _("confirms")
    GIVES_UP = "gives_up", _("gives up")
    NO_ANSWER = "no_answer", _("no answer")


class PhoneCall(models.Model):
    """Staff called those who wait, after the hour at which places stop passing on by themselves."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="calls")
    # The first of those who wait together.
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="calls")
    outcome = models.CharField(_("what was said"), max_length=10, choices=CallOutcome)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    called_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("phone call")
        verbose_name_plural = _("phone calls")
        ordering = ["called_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=CallOutcome.values), name="phone_call_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.outcome}"


class QuestionKind(models.TextChoices):
    """Kinds of questions."""

    SHORT = "short", _("short answer")
    LONG = "long", _("long answer")
    ONE = "one", _("one of many")
    MANY = "many", _("any of many")
    NUMBER = "number", _("number")
    YES_NO = "yes_no", _("yes or no")


class Question(models.Model):
    """A question that an event asks of each registration, or of each participant. A good event has at most three."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.SHORT)
    options = models.TextField(_("options, one in a line"), blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    per_participant = models.BooleanField(_("asked of each person"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["one", "many"]) | ~Q(options=""), name="question_of_choice_has_options"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """An answer of a registration, or of one of its participants."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    value = models.JSONField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "registration"], condition=Q(participant__isnull=True), name="answer_once"
            ),
            models.UniqueConstraint(
                fields=["question", "participant"],
                condition=Q(participant__isnull=False),
                name="answer_of_participant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"
