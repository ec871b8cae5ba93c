"""Users, notices, consents."""

import uuid
from datetime import timedelta

import factory
from django.core.files.base import ContentFile

from accounts.exports.models import StaffExport
from accounts.models import Consent, ErasureRequest, Notice, NoticeKind, Role, TrustedDevice, UsedTimeStep, User
from common.db.fields import encrypted
from tests.factories.base import ModelFactory, now

PASSWORD = "haslo-do-testow"


class UserFactory(ModelFactory):
    """A participant with a confirmed address, who signs in with PASSWORD."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"osoba{n}@example.org")
    first_name = "Anna"
    last_name = factory.Sequence(lambda n: f"Testowa{n}")
    password = factory.django.Password(PASSWORD)
    confirmed = factory.RelatedFactory("tests.factories.accounts.EmailAddressFactory", factory_related_name="user")

    class Params:
        animator = factory.Trait(role=Role.ANIMATOR)
        editor = factory.Trait(role=Role.EDITOR)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        administrator = factory.Trait(role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True)


class EmailAddressFactory(ModelFactory):
    """allauth's record of the address: confirmed."""

    class Meta:
        model = "account.EmailAddress"

    user = factory.SubFactory(UserFactory, confirmed=None)
    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class NoticeFactory(ModelFactory):
    """A published notice of the portal itself."""

    class Meta:
        model = Notice

    kind = NoticeKind.RULES
    version = factory.Sequence(lambda n: n + 1000)
    text_pl = factory.LazyAttribute(lambda notice: f"Treść {notice.version}")
    published_at = factory.LazyFunction(now)


class ConsentFactory(ModelFactory):
    """A consent given just now."""

    class Meta:
        model = Consent

    subject = factory.LazyFunction(uuid.uuid4)
    notice = factory.SubFactory(NoticeFactory)
    given_at = factory.LazyFunction(now)
    source = "web"


class ErasureRequestFactory(ModelFactory):
    """Somebody asks to be forgotten."""

    class Meta:
        model = ErasureRequest

    user = factory.SubFactory(UserFactory)


class StaffExportFactory(ModelFactory):
    """The directory, asked for by a member of staff; `ready=True` has its file."""

    class Meta:
        model = StaffExport

    source = "entities"
    asked = factory.LazyFunction(lambda: {"query": ""})
    digest = factory.LazyFunction(lambda: uuid.uuid4().hex)
    kind = "csv"
    language = "pl"
    scope = factory.LazyFunction(lambda: ["directory"])
    name = "podmioty.csv"
    title = "Podmioty"
    asked_by = factory.SubFactory(UserFactory, coordinator=True)

    class Params:
        ready = factory.Trait(
            state="ready",
            ready_at=factory.LazyFunction(now),
            content=factory.LazyFunction(lambda: ContentFile(b"Anna", "podmioty.csv")),
            size=4,
        )


class TrustedDeviceFactory(ModelFactory):
    """A device trusted for thirty days from now."""

    class Meta:
        model = TrustedDevice

    user = factory.SubFactory(UserFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=30))


class AuthenticatorFactory(ModelFactory):
    """allauth's record of an application; its secret opens nothing."""

    class Meta:
        model = "mfa.Authenticator"

    user = factory.SubFactory(UserFactory)
    type = "totp"
    data = factory.LazyFunction(lambda: {"secret": encrypted("JBSWY3DPEHPK3PXP")})


class UsedTimeStepFactory(ModelFactory):
    """An application whose code was used."""

    class Meta:
        model = UsedTimeStep

    authenticator = factory.SubFactory(AuthenticatorFactory)
    time_step = 60_000_000
