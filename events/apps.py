"""App configuration of `events`; `ready()` registers its extensions."""

from importlib import import_module

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        # Models are there only now, so the extensions, which name them, are read now.
        import_module("events.extensions").register_extensions()
