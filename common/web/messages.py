"""Where messages to a visitor wait for the next page, in production."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """In a cookie that belongs to this host alone, as the other cookies do."""

    cookie_name = "__Host-messages"


class HostStorage(FallbackStorage):
    """There, and in the session what is too long for it."""

    storage_classes = (HostCookieStorage, SessionStorage)
