"""App configuration of `files`."""

from django.apps import AppConfig
from django.http import multipartparser
from django.utils.module_loading import import_string

from common.web.health import CHECKS
from files.limits import PART_HEADER_BYTES
from files.scanning import clamd_answers


class FilesConfig(AppConfig):
    name = "files"

    def ready(self) -> None:
        CHECKS["clamd"] = clamd_answers
        # Django answers a file with a name of 300 Chinese or 900 Latin letters with a bare 400 before any form sees it.
        # Here it comes to the gate, which keeps a short name; there is no setting for that.
        multipartparser.MAX_TOTAL_HEADER_SIZE = PART_HEADER_BYTES
        CHECKS["pictures"] = import_string("files.repair.pictures_are_there")
