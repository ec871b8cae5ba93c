"""App configuration of `common`: the small things that every floor stands on."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"
