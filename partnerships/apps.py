"""App configuration of `partnerships`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
