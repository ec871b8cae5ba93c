"""App of the frame itself: pages that mix the apps."""

from django.apps import AppConfig


class OwesPortalConfig(AppConfig):
    name = "owes_portal"
    label = "owes_portal"
    verbose_name = "portal"
