"""Mails go in the language of the form just sent: whoever changes the page's language changes that of their mails."""

from django.utils.translation import get_language

from events.registration.models import Registration


def keep_form_language(registration: Registration) -> None:
    """The registrant has sent a form in the language of the moment: from now on their mails come in it."""
    language = get_language() or "pl"
    if registration.language != language:
        registration.language = language
        registration.save(update_fields=["language"])
