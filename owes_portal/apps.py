"""App of the frame itself: pages that mix the apps."""

from django.apps import AppConfig
from django.core.checks import register

from owes_portal.checks import database_is_reached_by_tls, redis_is_closed


class OwesPortalConfig(AppConfig):
    name = "owes_portal"
    label = "owes_portal"
    verbose_name = "portal"

    def ready(self) -> None:
        """What `check --deploy` asks beside Django's own questions."""
        register(redis_is_closed, "security", deploy=True)
        register(database_is_reached_by_tls, "security", deploy=True)
