"""Documents of a partnership: added, exchanged for a newer version, named, taken away. Older versions are kept."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from common.auditlog.services import log_action
from files.models import StoredFile
from files.services import remove_file
from partnerships.agreements.models import DocumentVersion, LocalPartnership, PartnershipDocument
from partnerships.agreements.services import lock_partnership, show_partnership


@transaction.atomic
def add_document(
    *, partnership_id: int, file: StoredFile, title: str, access: str, by: int | None, kind: str, added_on: date | None
) -> PartnershipDocument:
    """A document with its first version; `added_on` is the day that the history tells, today where none is said."""
    partnership = lock_partnership(partnership_id)
    document = PartnershipDocument.objects.create(
        partnership=partnership,
        file=file,
        title=title,
        kind=kind,
        access=access,
        added_on=added_on or timezone.localdate(),
    )
    DocumentVersion.objects.create(document=document, number=1, file=file, added_by_id=by)
    _told(partnership, "document_added", document, by)
    return document


@transaction.atomic
def add_version(*, partnership_id: int, document_id: int, file: StoredFile, by: int | None) -> DocumentVersion:
    """A newer version: readers get it from now on, the older ones stay with the staff."""
    partnership = lock_partnership(partnership_id)
    document = PartnershipDocument.objects.get(partnership=partnership, pk=document_id)
    last = DocumentVersion.objects.filter(document=document).aggregate(n=Max("number"))["n"] or 0
    if last == 0:  # a document that came without versions
        DocumentVersion.objects.create(document=document, number=1, file=document.file)
        last = 1
    version = DocumentVersion.objects.create(document=document, number=last + 1, file=file, added_by_id=by)
    document.file = file
    document.save(update_fields=["file"])
    _told(partnership, "document_version", document, by, version=version.number)
    return version


@transaction.atomic
def change_document(*, partnership_id: int, document_id: int, by: int | None, **fields: Any) -> PartnershipDocument:
    """Its title, kind, day, and who may read it."""
    partnership = lock_partnership(partnership_id)
    document = PartnershipDocument.objects.get(partnership=partnership, pk=document_id)
    for name in ("title", "kind", "access", "added_on"):
        if name in fields:
            setattr(document, name, fields[name])
    document.save(update_fields=["title", "kind", "access", "added_on"])
    _told(partnership, "document_changed", document, by, access=document.access)
    return document


@transaction.atomic
def remove_document(*, partnership_id: int, document_id: int, by: int | None) -> None:
    """Take the document away with all its versions, for good."""
    partnership = lock_partnership(partnership_id)
    document = PartnershipDocument.objects.get(partnership=partnership, pk=document_id)
    files = {document.file_id, *document.versions.values_list("file_id", flat=True)}
    _told(partnership, "document_removed", document, by)
    document.delete()
    for file in StoredFile.objects.filter(pk__in=files):
        remove_file(file=file, by=by)
    show_partnership(partnership)


def _told(partnership: LocalPartnership, verb: str, document: PartnershipDocument, by: int | None, **more: Any) -> None:
    log_action(verb=f"partnership.{verb}", obj=partnership, by=by, after={"document": document.pk, **more}, note="")
    show_partnership(partnership)
