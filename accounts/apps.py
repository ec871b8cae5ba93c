"""App configuration of `accounts`."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from accounts import reference_data
from common.db.reference_data import fill_after_migrate
from common.extension_points import PERSONAL_DATA
from common.outbox.extension_points import ADDRESS_PROOFS


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        fill_after_migrate(self, [("Notice", ("kind", "controller", "version"), reference_data.notices)])
        for name in ("signin_log", "factors", "trusted_devices", "confirming"):
            import_string(f"accounts.{name}.listen")()
        # By name: the models are ready only now.
        ADDRESS_PROOFS.register(import_string("accounts.causes.has_account"))
        for name in ("ACCOUNT", "CONSENTS"):
            PERSONAL_DATA.register(import_string(f"accounts.personal.{name}"))
        PERSONAL_DATA.register(import_string("accounts.exports.personal.EXPORTS"), order=-20)
