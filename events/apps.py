"""App configuration of `events`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
