"""What changes about a user outside signing in."""

from collections.abc import Collection, Mapping
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.consents import withdraw_consents
from accounts.extension_points import LINK_HOLDERS, LinkHolder
from accounts.models import OWN_DETAILS, Consent, ErasureRequest, Notice, NoticeKind, User
from accounts.personal import PURPOSE, held_of, keys_of, sources_of, subject_of
from common.auditlog.services import log_action
from common.extension_points import Subject
from common.outbox.causes import SYSTEM, by_account, by_stranger
from common.outbox.render import render_mail
from common.outbox.services import Letter, queue_mails
from common.web.links import absolute
from common.web.versions import AREAS, bump


@transaction.atomic
def change_details(*, user: User, details: Mapping[str, str]) -> None:
    """The person's own details (`OWN_DETAILS`, by name), which forms fill in for them."""
    for name in OWN_DETAILS:
        setattr(user, name, details[name])
    user.save(update_fields=OWN_DETAILS)


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
def put_into_force(*, ids: Collection[int], by: int | None) -> int:
    """Approve versions of notices that came with an upgrade and wait: they hold from now on. How many."""
    now = timezone.now()
    rows = Notice.objects.select_for_update(of=("self",)).filter(pk__in=ids, published_at__gt=now).order_by("pk")
    for notice in rows:
        notice.published_at = now
        notice.save(update_fields=["published_at"])
        log_action(verb="notice.in_force", obj=notice, by=by, after={"version": notice.version})
    if rows:
        bump(*AREAS)
    return len(rows)


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


@transaction.atomic
def take_back_consent(*, user: User, consent_id: int) -> bool:
    """The person takes one consent back; False when it is not theirs, or only a notice that they were shown."""
    row = Consent.objects.select_related("notice").filter(pk=consent_id, subject__in=keys_of(user)).first()
    if row is None or not row.notice.kind.startswith(PURPOSE):
        return False
    withdraw_consents(subject=row.subject, kinds=[row.notice.kind])
    log_action(verb="consent.withdrawn", obj=row, by=user.pk, after={"kind": row.notice.kind})
    return True


def _receipts(request: ErasureRequest, *, to: str, url: str, language: str = "") -> list[Letter]:
    """That the request came: to the person, and to those who carry it out."""
    letters = []
    for address, name in ((to, "erasure_asked"), (settings.SITE_CONTACT["email"], "erasure_waits")):
        words = language if name == "erasure_asked" and language else get_language() or settings.LANGUAGE_CODE
        subject, text, html = render_mail(name, {"url": url, "number": request.pk}, words)
        key = f"{name}:{request.pk}"
        letters.append(Letter(to=address, subject=subject, text=text, html=html, key=key, template=name, about=name))
    return letters


@transaction.atomic
def ask_erasure(*, user: User) -> ErasureRequest:
    """The person asks to be forgotten; the administrators are told, and the person gets it in writing."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    request, is_new = ErasureRequest.objects.get_or_create(user=user, state=ErasureRequest.State.WAITING)
    if is_new:
        log_action(verb="erasure.asked", obj=user, by=user.pk)
        letters = _receipts(request, to=user.email, url=absolute("/konto/moje-dane/"))
        queue_mails(letters, cause=by_account(user.pk))
    return request


@transaction.atomic
def ask_erasure_by_link(*, holder: LinkHolder, key: UUID) -> ErasureRequest:
    """Somebody without an account asks to be forgotten, for what their personal link stands for; told as above."""
    request, is_new = ErasureRequest.objects.get_or_create(key=key, state=ErasureRequest.State.WAITING)
    if is_new:
        log_action(verb="erasure.asked", obj=request, by=None)
        letters = _receipts(request, to=holder.to, url=holder.url, language=holder.language)
        queue_mails(letters, cause=by_stranger(address=holder.to, form=f"erasure:{request.pk}"))
    return request


@transaction.atomic
def withdraw_erasure_by_link(*, key: UUID) -> None:
    """The holder of the link changed their mind before anything was erased."""
    request = ErasureRequest.objects.select_for_update(of=("self",)).filter(key=key, state="waiting").first()
    if request is not None:
        request.state, request.ended_at = ErasureRequest.State.WITHDRAWN, timezone.now()
        request.save(update_fields=["state", "ended_at"])
        log_action(verb="erasure.withdrawn", obj=request, by=None)


def link_holder(key: UUID) -> LinkHolder | None:
    """Whom the key of a personal link stands for."""
    return next((holder for find in LINK_HOLDERS if (holder := find(key)) is not None), None)


@transaction.atomic
def withdraw_erasure(*, user: User) -> None:
    """The person changed their mind before anything was erased."""
    rows = ErasureRequest.objects.filter(user=user, state=ErasureRequest.State.WAITING)
    if rows.update(state=ErasureRequest.State.WITHDRAWN, ended_at=timezone.now()):
        log_action(verb="erasure.withdrawn", obj=user, by=user.pk)


@transaction.atomic
def carry_out_erasure(*, request_id: int, by: int | None) -> int:
    """Erase what the law lets go, app by app; returns how many rows. What is held stays, as the page told.

    The person is answered: what went, what stays, why and until when. Of that last letter nothing is kept.
    """
    request = ErasureRequest.objects.select_for_update(of=("self",)).select_related("user").get(pk=request_id)
    if request.state != ErasureRequest.State.WAITING:
        return 0
    subject, to, language = _whose(request)
    held = held_of(subject) if subject else []
    erased = {source.key: source.erase(subject) for source in sources_of(subject)} if subject else {}
    request.state, request.ended_at = ErasureRequest.State.DONE, timezone.now()
    request.save(update_fields=["state", "ended_at"])
    log_action(verb="erasure.done", obj=request.user or request, by=by, after=erased)
    if not to:
        return 0
    told = {"held": held, "contact_email": settings.SITE_CONTACT["email"], "has_account": request.user is not None}
    mail, text, html = render_mail("erasure_done", told, language)
    key = f"erasure_done:{request.pk}"
    letter = Letter(to=to, subject=mail, text=text, html=html, key=key, template="erasure_done", leaves_nothing=True)
    queue_mails([letter], cause=SYSTEM)
    return sum(erased.values())


def _whose(request: ErasureRequest) -> tuple[Subject | None, str, str]:
    """The person, the address for the answer and its language; nobody when the link's place was erased meanwhile."""
    if request.user is not None:
        return subject_of(request.user), request.user.email, get_language() or settings.LANGUAGE_CODE
    holder = link_holder(request.key) if request.key else None
    return (holder.subject, holder.to, holder.language) if holder else (None, "", "")
