"""Why a service refuses what it was asked: members of an enum, each with the sentence that people read."""

from typing import Any, Generic, TypeVar

from django.db.models import TextChoices

R = TypeVar("R", bound=TextChoices)


class Refused(Exception, Generic[R]):
    """Nothing was changed. A step derives its own exception, typed by the enum of its reasons.

    The message is the sentences of all reasons, in the language of who asks for it. `params` fill their places, as
    `%(question)s`.
    """

    def __init__(self, *reasons: R, **params: Any) -> None:
        super().__init__(*reasons)
        self.reasons, self.params = reasons, params

    @property
    def reason(self) -> R:
        """The first reason, mostly the only one."""
        return self.reasons[0]

    @property
    def sentences(self) -> list[str]:
        """What to show, a sentence a reason."""
        return [str(one.label) % self.params if self.params else str(one.label) for one in self.reasons]

    def __str__(self) -> str:
        return " ".join(self.sentences)
