"""Mails about entities; each is a row of the outbox."""

from accounts.causes import cause_of
from accounts.models import User
from common.outbox.causes import STAFF, by_stranger
from common.outbox.models import OutboxMail
from common.outbox.render import render_mail
from common.outbox.services import Letter, queue_mail, queue_mails
from common.web.links import absolute
from entities.directory.extension_points import KEEPERS
from entities.directory.models import Entity, EntityChange
from entities.directory.states import ChangeState


def mail_entity(*, entity: Entity, key: str, name: str, email: str, text: str) -> OutboxMail:
    """A visitor's message to the entity; whoever answers it, answers the visitor. The same `key` sends once."""
    url = absolute(f"/podmioty/{entity.slug}/")
    subject, body, html = render_mail("entity_message", {"name": name, "email": email, "words": text, "url": url})
    return queue_mail(
        cause=by_stranger(address=email, form=f"entity-message:{key}"),
        to=entity.email,
        subject=subject,
        text=body,
        html=html,
        reply_to=email,
        key=f"entity-message:{entity.pk}:{key}",
        template="entity_message",
        about=f"message to {entity.slug}",
    )


def tell_decision(change: EntityChange) -> None:
    """To who changed or proposed, and to the entity's owners: accepted, refused or reverted, and why."""
    entity, verdict = change.entity, ChangeState(change.state)
    readers = {user.pk: user for user in [*keepers_of(entity), *([change.by] if change.by else [])]}
    letters = []
    for user in readers.values():
        is_own = user.pk != change.by_id or not user.is_centre_staff
        path = f"/konto/podmioty/{entity.pk}/" if is_own else f"/panel/podmioty/{entity.pk}/"
        told = {"verdict": verdict.value, "answer": change.answer, "url": absolute(path)}
        letters.append(
            _letter("entity_change", user, entity, key=f"entity-change:{change.pk}:{verdict}:{user.pk}", **told)
        )
    queue_mails(letters, cause=STAFF)


def tell_state(entity: Entity, *, by: int | None, note: str, occasion: str) -> None:
    """To the entity's owners: it is public, came back to be completed, or left the directory; with the reason."""
    told = {"state": entity.state, "answer": note, "url": absolute(f"/konto/podmioty/{entity.pk}/")}
    letters = [
        _letter("entity_state", user, entity, key=f"entity-state:{entity.pk}:{occasion}:{user.pk}", **told)
        for user in keepers_of(entity)
        if user.pk != by
    ]
    queue_mails(letters, cause=cause_of(by))


def keepers_of(entity: Entity) -> list[User]:
    """Who keeps the entity's page and hears of decisions about it."""
    return [user for keepers in KEEPERS for user in keepers(entity.pk)]


def _letter(template: str, user: User, entity: Entity, *, key: str, **told: object) -> Letter:
    subject, text, html = render_mail(template, {"entity": entity, **told})
    about = f"{template} of {entity.slug}"
    return Letter(to=user.email, subject=subject, text=text, html=html, key=key, template=template, about=about)
