"""App configuration of `common`: the small things that every floor stands on."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.sockets import PERSONAL_DATA


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        PERSONAL_DATA.plug(import_string("common.outbox.personal.MAIL"))
        PERSONAL_DATA.plug(import_string("common.outbox.mailboxes.CONFIRMED"))
