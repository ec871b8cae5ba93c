"""Who brings entities from a sheet: those who decide about the directory. A sheet is the region's."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from entities.directory.permissions import Anyone, DirectoryPermission, may_in_directory
from entities.imports.models import EntityImport


def import_for(user: Anyone, pk: int) -> EntityImport:
    """The sheet, for somebody who decides. A stranger gets 404, a colleague without the right 403."""
    if not may_in_directory(user, DirectoryPermission.READ):
        raise Http404
    if not may_in_directory(user, DirectoryPermission.DECIDE):
        raise PermissionDenied
    sheet = EntityImport.objects.select_related("asked_by", "default_kind").filter(pk=pk).first()
    if sheet is None:
        raise Http404
    return sheet
