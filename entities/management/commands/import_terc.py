"""`manage.py import_terc FILE`: municipalities, renames and new units from the official register (TERC, CSV of GUS)."""

from argparse import ArgumentParser
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entities.territory.register import RegisterRefused, read_register
from entities.territory.services import bring_register


class Command(BaseCommand):
    help = "Brings municipalities, renames and new units from the official TERC file. A wrong file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="TERC_Urzedowy_….csv, as GUS publishes it")
        parser.add_argument(
            "--partial", action="store_true", help="the file holds some counties only; the others stay as they are"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            register = read_register(options["file"].read_bytes())
            brought = bring_register(register=register, by=None, partial=options["partial"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except RegisterRefused as refused:
            raise CommandError(f"{options['file'].name}, {refused}. Nothing was changed.") from refused
        told = [
            f"{field.name.replace('_', ' ')}: {n}" for field in fields(brought) if (n := getattr(brought, field.name))
        ]
        self.stdout.write(", ".join(told) if told else "Nothing is new: the portal knows all of it.")
