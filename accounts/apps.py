"""App configuration of `accounts`."""

from django.apps import AppConfig

from accounts import builtin
from common.builtin import fill_after_migrate


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        fill_after_migrate(self, [("Notice", ("kind", "controller", "version"), builtin.notices)])
