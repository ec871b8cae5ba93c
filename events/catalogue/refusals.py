"""Why something cannot be done with an event, from its plan to its certificates: the sentence is shown as it stands."""

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused

# Said to everyone alike: a stranger learns from it nothing about who is registered.
_LINKED = _("If somebody registered from your address before, we have just mailed the link there.")


class Refusal(TextChoices):
    """The reason, in the order in which an event meets it."""

    # The plan, and what publishing needs.
    TITLE = "title", _("Enter the title.")
    PLACE = "place", _("Enter the town, or the link when the event is online.")
    DATE = "date", _("The event is over. Choose “no registration”, or correct the date.")
    ALT = "alt", _("Describe the picture in a sentence.")
    SIGNED_LIST = "signed-list", _("A signed list is for the staff only: signatures are personal data.")
    STOP_IN_USE = "stop-in-use", _("A place at which somebody was marked present cannot be removed.")
    QUESTIONS = "questions", _("At most ten questions: a colleague added some meanwhile. Open the page again.")
    ANSWERED = (
        "answered",
        _("Somebody has answered the question “%(question)s”: it can neither go nor change its kind."),
    )
    CANCEL_REASON = "cancel-reason", _("Write why the event is cancelled.")
    # Registering, and what people change themselves.
    CLOSED = "closed", _("Registration has just closed.")
    NOT_PUBLISHED = "not-published", _("Only people of a published event can be registered.")
    FULL = (
        "full",
        format_lazy("{} {}", _("The last place has just been taken, and this event has no waiting list."), _LINKED),
    )
    ENTITY_LIMIT = (
        "entity-limit",
        format_lazy(
            "{} {}",
            _(
                "Most people of one entity: %(most)s. Registered already: %(there)s. To be removed from this form:"
                " %(above)s."
            ),
            _LINKED,
        ),
    )
    NOBODY = "nobody", _("Enter at least one person.")
    BEGUN = "begun", _("This can no longer be changed here. Call or write to the organisers.")
    GIVEN_UP = "given-up", _("This can no longer be changed here. Call or write to the organisers.")
    # A place given up by mistake.
    NOT_GIVEN_UP = "not-given-up", _("There is no place here that could be given back.")
    RESTORE_LATE = (
        "restore-late",
        _("The time to take this back is over. Call or write to the organisers."),
    )
    REGISTERED_ANEW = "registered-anew", _("This person has registered anew since, and that registration stands.")
    PLACE_PASSED = "place-passed", _("The place has passed on to somebody else, who has been told.")
    PLACE_TAKEN = "place-taken", _("The place is not free any more.")
    # What staff decide.
    UNDECIDABLE = "undecidable", _("This event does not take decisions any more.")
    FEWER_PLACES = "fewer-places", _("There are fewer free places than ticked people. Nothing was changed.")
    TOO_EARLY = "too-early", _("Places still pass on by themselves, or the event is not to come any more.")
    NOT_WAITING = "not-waiting", _("This person does not wait any more.")
    PARTY_TOO_BIG = "party-too-big", _("The free places do not fit them.")
    NOT_DOUBLES = "not-doubles", _("These two are no doubles any more.")
    KEEP_OTHER = (
        "keep-other",
        _("The other one has the place or a presence that would be lost: keep the other one, or mark it here first."),
    )
    NOT_MERGED = "not-merged", _("A colleague was faster: this is no double any more.")
    LEFT = "left", _("This person has left this event already.")
    OTHER_CLOSED = "other-closed", _("The other event takes nobody any more.")
    THERE_ALREADY = "there-already", _("This person is registered for the other event already.")
    OTHER_FULL = "other-full", _("There is no free place there. Tick below if the person may wait for one.")
    # The lists, and the certificates after them.
    NO_LIST = "no-list", _("Publish the event first: a draft has no attendance list.")
    NO_PLACE = (
        "no-place",
        _("This person is entered already, but the place was given up since. Let them in on the list at the door."),
    )
    OTHER_EVENT = "other-event", _("This person is not registered for this event.")
    LISTS_OPEN = "lists-open", _("Close the attendance lists first: until then presence may change.")
    NO_TERMS = "no-terms", _("Set the terms of the certificates first.")
    REVOKE_REASON = "revoke-reason", _("Enter the reason")


class EventRefused(Refused[Refusal]):
    """An act that the event cannot bear."""
