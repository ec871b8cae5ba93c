"""App configuration of `entities`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    name = "entities"
