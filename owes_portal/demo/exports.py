"""A file that the worker has made for the coordinator, ready to be taken: the directory as a workbook."""

from django.utils import translation

from accounts.exports.models import StaffExport
from accounts.exports.services import ask_for_export, find, make_waiting
from accounts.models import User
from entities.directory.export_source import DIRECTORY


def load() -> None:
    """Such a file lives for a day; a demo that is started again later has a new one."""
    by = User.objects.get(email="coordinator@demo.example")
    if StaffExport.objects.filter(asked_by=by).exists():
        return
    asked = {"query": ""}
    with translation.override("pl"):
        found = find(by, DIRECTORY.key, asked)
        ask_for_export(source=DIRECTORY.key, asked=asked, kind="xlsx", found=found, by=by.pk)
    make_waiting()
