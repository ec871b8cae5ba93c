"""The production settings without any cache of pages: what a page costs when it must be made."""

from owes_portal.settings import *  # noqa: F403

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
