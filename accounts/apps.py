"""App configuration of `accounts`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
