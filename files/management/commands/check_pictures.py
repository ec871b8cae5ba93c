"""After a restore: is every picture and document there, and what is missing is made again or named."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.worker.wake import send
from files.repair import make_again, missing_everywhere

MOST_NAMED = 50


class Command(BaseCommand):
    help = "Looks for every picture and document in the storage; makes missing public pictures again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what is missing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        found = missing_everywhere()
        if not dry_run:
            for pk in found.copies:
                make_again(pk)
            if found.copies:
                send("files.sweep_renditions")
        self.stdout.write(f"Public pictures {'missing' if dry_run else 'to be made again'}: {len(found.copies)}")
        for label, ids in (("Originals of pictures", found.originals), ("Documents", found.documents)):
            named = ", ".join(map(str, ids[:MOST_NAMED])) + (" …" if len(ids) > MOST_NAMED else "")
            self.stdout.write(f"{label} missing: {len(ids)}" + (f" ({named})" if ids else ""))
        if found.originals or found.documents:
            raise CommandError("Bring these files back from a backup: nothing can be made of what is not there.")
