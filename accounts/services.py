"""What changes about a user outside signing in."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Consent, Notice, NoticeKind, User


@transaction.atomic
def change_details(*, user: User, first_name: str, last_name: str, function: str, phone: str) -> None:
    """The person's own details, which forms fill in for them."""
    user.first_name, user.last_name, user.function, user.phone = first_name, last_name, function, phone
    user.save(update_fields=["first_name", "last_name", "function", "phone"])


@transaction.atomic
def show_privacy_notice(*, user: User) -> None:
    """Write down which version of the privacy policy the person was shown when signing up."""
    notice = (
        Notice.objects.filter(kind=NoticeKind.PRIVACY, controller="", published_at__lte=timezone.now())
        .order_by("-version")
        .first()
    )
    if notice:
        Consent.objects.get_or_create(
            subject=user.key,
            notice=notice,
            withdrawn_at=None,
            defaults={"given_at": timezone.now(), "source": "sign-up"},
        )


@transaction.atomic
def keep_one_address(*, user: User) -> None:
    """After the administrator wrote the address: it alone signs in, once confirmed (a one-time code confirms too)."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})


@transaction.atomic
def confirm_only_address(*, user: User) -> None:
    """Who followed the link sent to the account's only address has shown that the box is theirs."""
    addresses = list(EmailAddress.objects.filter(user=user))
    if len(addresses) == 1 and not addresses[0].verified:
        addresses[0].set_verified()
