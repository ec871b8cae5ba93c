"""Users (who signs in, with which role), notices and consents."""

import hashlib
import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.exports.models import StaffExport as StaffExport  # Django finds it here
from common.db.fields import LineField, PhoneField
from common.text.folding import person_sort_key
from common.text.rich import clean_html


class Role(models.TextChoices):
    """What a person may do in the portal; where, is said by the assignment to a centre."""

    PARTICIPANT = "participant", _("participant")
    ANIMATOR = "animator", _("animator")
    EDITOR = "editor", _("editor")
    COORDINATOR = "coordinator", _("coordinator")
    ADMINISTRATOR = "administrator", _("administrator")


STAFF_ROLES = frozenset({Role.ANIMATOR, Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR})


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


# What people tell of themselves in their account: the form, the copy, the erasure and the log read it.
OWN_DETAILS = ("first_name", "last_name", "function", "phone")


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, by e-mail. What they may do is their role; `is_staff` opens Django's admin only."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = LineField(_("first name"), max_length=100, blank=True)
    last_name = LineField(_("surname"), max_length=100, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTICIPANT)
    function = LineField(_("function"), max_length=150, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(role=Role.ADMINISTRATOR), name="user_admin_is_administrator"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def sort_name(self) -> str:
        """The key by which lists of people are sorted; it is no column: few users stand in one list."""
        return person_sort_key(self.last_name, self.first_name)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_centre_staff(self) -> bool:
        """Works in a centre: may open the staff panel."""
        return self.role in STAFF_ROLES


class TrustedDevice(models.Model):
    """A browser on which its person is not asked for the second factor until `expires_at` (trusted_devices.py)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trusted_devices")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token, which only the browser knows
    user_agent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("trusted device")
        verbose_name_plural = _("trusted devices")

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d}"


class UsedTimeStep(models.Model):
    """The latest half minute whose code an application was let in with: it only rises (app_codes.py)."""

    authenticator = models.OneToOneField("mfa.Authenticator", on_delete=models.CASCADE, related_name="used_time_step")
    time_step = models.BigIntegerField()  # half minutes since 1970 (RFC 6238)

    class Meta:
        verbose_name = _("used code of an application")
        verbose_name_plural = _("used codes of applications")

    def __str__(self) -> str:
        return f"{self.authenticator_id} {self.time_step}"


class NoticeKind(models.TextChoices):
    """Texts that people are shown or agree to."""

    REGISTRATION = "registration", _("information for the registering person (art. 13)")
    COLLEAGUE = "colleague", _("information for the person registered by another (art. 14)")
    PARTICIPATION = "participation", _("information for the participant of a project (art. 13)")
    RULES = "rules", _("rules of participation")
    PRIVACY = "privacy", _("privacy policy")
    CONSENT_CONTACT = "consent-contact", _("consent: contact shared with participants")
    CONSENT_INVITATIONS = "consent-invitations", _("consent: invitations to further events")
    CONSENT_PORTRAIT = "consent-portrait", _("consent: recognisable portrait")


class Notice(models.Model):
    """One version of a notice or of a consent's wording. A published version never changes: a new one is added."""

    kind = models.CharField(_("kind"), max_length=30, choices=NoticeKind)
    # The data controller is a support centre, of an upper app: its key, empty for the portal's own text.
    controller = models.CharField(_("controller"), max_length=60, blank=True)
    version = models.PositiveIntegerField(_("version"))
    text_pl = models.TextField(_("text in Polish"))
    text_en = models.TextField(_("text in English"), blank=True)
    digest = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["kind", "controller", "version"], name="notice_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_pl, self.text_en = clean_html(self.text_pl), clean_html(self.text_en)
        self.digest = hashlib.sha256(f"{self.text_pl}\0{self.text_en}".encode()).hexdigest()
        super().save(*args, **kwargs)


class Consent(models.Model):
    """That a person was shown a notice (acknowledged) or agreed to a purpose, and when they took it back.

    `subject` is the key of the user or of the participant: consents belong to people of any app.
    """

    subject = models.UUIDField(db_index=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "notice"], condition=Q(withdrawn_at__isnull=True), name="consent_given_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.given_at:%Y-%m-%d}"


class ErasureRequest(models.Model):
    """A person asks to be forgotten (art. 17 RODO). What the law lets go is erased by an administrator, in a month."""

    class State(models.TextChoices):
        """`withdrawn`: by the person, before anything was erased."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # Who has an account; or the key of what a personal link stands for (accounts/extension_points.py LINK_HOLDERS).
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="erasure_requests")
    key = models.UUIDField(null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for deletion")
        verbose_name_plural = _("requests for deletion")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="waiting"), name="erasure_waits_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(state="waiting"), name="erasure_by_link_waits_once"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, key__isnull=True) | Q(user__isnull=True, key__isnull=False),
                name="erasure_of_an_account_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True) | Q(ended_at__isnull=False),
                name="erasure_ended_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id or self.key} {self.state}"
