"""Asking the limited child about an upload: what a picture's header says, what a document would run."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File

from files import limits
from files.child import DecodingFailed, child
from files.refusals import MESSAGES, UploadRefused
from files.sniffing import FileFormat

# Reasons whose words speak of a picture.
OF_PICTURES = frozenset({"broken", "truncated", "memory", "timeout", "crashed"})


def probe(upload: File, kind: FileFormat, *, whole: bool = False) -> dict[str, Any]:
    """Ask the child for what the header says (and whether the pixels can be read); its refusal becomes ours."""
    try:
        with on_disk(upload) as path:
            return child.ask("probe", path=path, format=kind.code, whole=whole, seconds=15)
    except DecodingFailed as failure:
        raise UploadRefused(failure.code if failure.code in MESSAGES else "broken") from failure


def inspect(upload: File) -> bool:
    """Whether a document brings scripts along; what is worse is refused, and what nobody can check too."""
    try:
        with on_disk(upload) as path:
            found = child.ask(
                "inspect", path=path, cpu_seconds=limits.DOCUMENT_CPU_SECONDS, seconds=limits.DOCUMENT_SECONDS
            )
    except DecodingFailed as failure:
        told = failure.code in MESSAGES and failure.code not in OF_PICTURES
        raise UploadRefused(failure.code if told else "unchecked") from failure
    return bool(found["scripts"])


@contextmanager
def on_disk(upload: File) -> Iterator[str]:
    """A path under which the child can read the upload: large ones lie in a file already."""
    if hasattr(upload, "temporary_file_path"):
        yield upload.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile(prefix="owes-") as copy:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        yield copy.name
