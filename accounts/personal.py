"""A person's own data: the keys under which the apps know them, their consents, the copy, what must be kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.extension_points import SUBJECT_KEYS, SUBJECT_NAMES
from accounts.models import OWN_DETAILS, Consent, TrustedDevice, User
from accounts.redaction import erase_sessions, forget_sessions
from common.extension_points import PERSONAL_DATA, PersonalData, Subject

PURPOSE = "consent-"  # kinds that are agreed to; the others are only acknowledged


class Given(NamedTuple):
    """A consent, or a notice that was acknowledged, and what it is about."""

    pk: int
    title: str
    text: str
    about: str
    given_at: datetime
    withdrawn_at: datetime | None
    is_purpose: bool


def keys_of(user: User) -> dict[UUID, str]:
    """Every key of this person with what it is about; the account's own about nothing."""
    return {user.key: "", **{key: about for keys in SUBJECT_KEYS for key, about in keys(user)}}


def subject_of(user: User) -> Subject:
    """The person as the apps that hold personal data know them."""
    names = {user.get_full_name(), *(name for names in SUBJECT_NAMES for name in names(user))}
    whole = frozenset(name for name in names if " " in name)  # a first name alone is many people's
    phones = frozenset({user.phone} if user.phone else ())
    return Subject(email=user.email, keys=frozenset(keys_of(user)), names=whole, phones=phones)


def consents_of(user: User) -> list[Given]:
    """What the person agreed to and was shown, the latest first."""
    about = keys_of(user)
    rows = Consent.objects.filter(subject__in=about).select_related("notice").order_by("-given_at", "-pk")
    return [
        Given(
            row.pk,
            row.notice.get_kind_display(),
            (get_language() == "en" and row.notice.text_en) or row.notice.text_pl,
            about[row.subject],
            row.given_at,
            row.withdrawn_at,
            row.notice.kind.startswith(PURPOSE),
        )
        for row in rows
    ]


def sources_of(subject: Subject) -> list[PersonalData]:
    """Who is asked for this person's data; for somebody known by a link alone, those who need no address."""
    return [source for source in PERSONAL_DATA if source.by_link or subject.letters is None]


def copy_of(subject: Subject) -> dict[str, Any]:
    """Everything that the portal holds about the person, app by app."""
    rows = [
        {"part": source.key, "title": str(source.title), "rows": source.export(subject)}
        for source in sources_of(subject)
    ]
    return {"made_at": timezone.now(), "data": rows}


def held_of(subject: Subject) -> Sequence[tuple[str, str]]:
    """(what, why) must be kept although the person asks for deletion."""
    return [line for source in sources_of(subject) for line in source.held(subject)]


def _users(subject: Subject) -> Any:
    return User.objects.filter(key__in=subject.keys)


def _export(subject: Subject) -> list[dict[str, Any]]:
    names = ("email", *OWN_DETAILS, "role", "created_at", "last_login")
    trusted = TrustedDevice.objects.filter(user__key__in=subject.keys).order_by("pk")
    devices = UserSession.objects.filter(user__key__in=subject.keys).order_by("pk")
    return [
        *(dict(row) for row in _users(subject).values(*names)),
        *({"what": "trusted device", **row} for row in trusted.values("created_at", "expires_at", "user_agent")),
        *({"what": "device", **row} for row in devices.values("created_at", "last_seen_at", "ip", "user_agent")),
    ]


def _consents(subject: Subject) -> list[dict[str, Any]]:
    names = ("notice__kind", "notice__version", "given_at", "withdrawn_at", "source")
    return [dict(row) for row in Consent.objects.filter(subject__in=subject.keys).order_by("pk").values(*names)]


def _close(subject: Subject) -> int:
    """The account is closed and blank; its row stays, so that the audit log keeps its numbers."""
    rows = list(_users(subject))
    erase_sessions(subject)
    for user in rows:
        user.emailaddress_set.all().delete()
        Authenticator.objects.filter(user=user).delete()
        UserSession.objects.filter(user=user).delete()
        TrustedDevice.objects.filter(user=user).delete()
        user.email = f"{user.key}@usuniete.invalid"
        for name in OWN_DETAILS:
            setattr(user, name, "")
        user.is_active = user.is_staff = user.is_superuser = False
        user.role = User._meta.get_field("role").default
        user.set_unusable_password()
        user.save()
    return len(rows)


def _retain(today: date) -> int:
    """Sessions and trusted devices whose time is over are forgotten."""
    devices = TrustedDevice.objects.filter(expires_at__date__lt=today).delete()[0]
    return int(devices) + forget_sessions(timezone.now())


def _nothing(_: Subject | date) -> int:
    return 0


ACCOUNT = PersonalData(key="account", title=_("The account"), export=_export, erase=_close, retain=_retain)
CONSENTS = PersonalData(
    key="consents",
    title=_("Consents and notices"),
    export=_consents,
    erase=_nothing,
    retain=_nothing,
    held=lambda subject: [
        (str(_("Consents and notices shown")), str(_("we must be able to show that we asked and told (art. 7 RODO)")))
    ],
    by_link=True,
)
