"""`manage.py load_demo`: the demo's data; a second run adds only what is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from owes_portal.demo.load import load
from owes_portal.demo.people import PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Loads the demo: five real reports as data and a region around them. Refuses in production."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo is not for production: its passwords are known to everybody.")
        loaded = load(timezone.localdate())
        if verbosity == 0:
            return
        self.stdout.write("The demo is loaded." if loaded.anything_new else "The demo was loaded before.")
        self.stdout.write(
            f"{loaded.centres} centres, {loaded.entities} entities, {loaded.events} events, "
            f"{loaded.articles} articles, {loaded.pictures} pictures"
        )
        for person in SIGN_INS:
            self.stdout.write(f"  {person.email:<26}{person.who}")
        self.stdout.write(f"  password of all: {PASSWORD}")
