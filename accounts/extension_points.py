"""What upper apps put on a person's account pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from common.extension_points import ExtensionPoint, PageSection, Subject

# Parts of the account's first page; `obj` is the User. Shown in the order of registering.
ACCOUNT_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of an account")


@dataclass(frozen=True, slots=True)
class PendingStep:
    """Something that waits for this person, or for which they wait: what, and where it is done."""

    text: str
    url: str
    action: str
    waits_for_me: bool = True


# What waits, by the most urgent first; each gives the steps of one person.
ACCOUNT_STEPS: ExtensionPoint[Callable[[User], Iterable[PendingStep]]] = ExtensionPoint("what waits for a person")
# Under which keys upper apps keep consents and data of this person, each with what it is about.
SUBJECT_KEYS: ExtensionPoint[Callable[[User], Iterable[tuple[UUID, str]]]] = ExtensionPoint("keys of a person")
# Under which whole names upper apps told others of this person.
SUBJECT_NAMES: ExtensionPoint[Callable[[User], Iterable[str]]] = ExtensionPoint("names of a person")


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Somebody without an account, by what their personal link stands for: never more than themselves.

    `to`: where they are answered, in `language`; `about`: who and which event, for the administrator; `url`: of the
    page where they asked.
    """

    subject: Subject
    to: str
    language: str
    about: str
    url: str


# Whom a key of an upper app stands for; None for a key that it does not know, or of somebody erased.
LINK_HOLDERS: ExtensionPoint[Callable[[UUID], LinkHolder | None]] = ExtensionPoint("holders of personal links")
