"""App configuration of `common`: the small things that every app stands on."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.extension_points import PERSONAL_DATA


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        PERSONAL_DATA.register(import_string("common.auditlog.personal.CHANGES"))
        PERSONAL_DATA.register(import_string("common.outbox.personal.MAIL"))
        PERSONAL_DATA.register(import_string("common.outbox.mailboxes.CONFIRMED"))
