"""`manage.py rebuild_search [source]`: write the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.search.services import rebuild


class Command(BaseCommand):
    help = "Writes the search index anew from all public things."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="?", help="only this source (for example: event)")

    def handle(self, *args: Any, **options: Any) -> None:
        for source, count in rebuild(options["source"]).items():
            self.stdout.write(f"{source}: {count}")
