"""Who caused a mail, by the id that stands in the audit log."""

from allauth.account.models import EmailAddress

from accounts.models import User
from common.outbox.causes import STAFF, SYSTEM, Cause, by_account


def cause_of(user_id: int | None, form: str = "") -> Cause:
    """Staff, a person with an account, or the portal itself where nobody did it."""
    if user_id is None:
        return SYSTEM
    user = User.objects.only("role").get(pk=user_id)
    return STAFF if user.is_centre_staff else by_account(user_id, form)


def has_account(address: str) -> bool:
    """Whether an account has this address confirmed."""
    return EmailAddress.objects.filter(email__iexact=address, verified=True).exists()
