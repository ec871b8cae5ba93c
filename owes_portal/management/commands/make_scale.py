"""`manage.py make_scale [--entities 100000]`: a directory as large as the country's (bench/directory.py)."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from owes_portal.demo.scale import make_entities


class Command(BaseCommand):
    help = "Enters many invented entities, for measuring. Never on a portal that people use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--entities", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other entities")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("This is a real portal: it is not filled with invented entities.")
        begun = time.monotonic()
        make_entities(options["entities"], options["seed"])
        with connection.cursor() as cursor:
            # As autovacuum does in time: without it the planner guesses.
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        self.stdout.write(f"{options['entities']} entities in {time.monotonic() - begun:.0f} s")
