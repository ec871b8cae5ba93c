"""App configuration of `accounts`."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from accounts import builtin
from common.builtin import fill_after_migrate
from common.outbox.sockets import ADDRESS_PROOFS
from common.sockets import PERSONAL_DATA


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        fill_after_migrate(self, [("Notice", ("kind", "controller", "version"), builtin.notices)])
        for name in ("signin_log", "factors", "trusted_devices", "confirming"):
            import_string(f"accounts.{name}.listen")()
        # By name: the models are ready only now.
        ADDRESS_PROOFS.plug(import_string("accounts.causes.has_account"))
        for name in ("ACCOUNT", "CONSENTS"):
            PERSONAL_DATA.plug(import_string(f"accounts.personal.{name}"))
        PERSONAL_DATA.plug(import_string("accounts.exports.personal.EXPORTS"), order=-20)
