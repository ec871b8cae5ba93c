"""The panel: parts of a record that are edited as rows, its logo and photographs."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from entities.directory.permissions import DirectoryPermission, entity_for
from entities.directory.shared_views import EditingContext, part_page, photo_page, pictures_page


@private_page
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Rows of one part of the record."""
    return part_page(
        request, entity_for(request.user, pk, DirectoryPermission.PROPOSE), part, EditingContext(by=request.user.pk)
    )


@private_page
@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """The logo and the photographs."""
    return pictures_page(
        request, entity_for(request.user, pk, DirectoryPermission.PROPOSE), EditingContext(by=request.user.pk)
    )


@private_page
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """One photograph."""
    return photo_page(
        request, entity_for(request.user, pk, DirectoryPermission.PROPOSE), photo_id, EditingContext(by=request.user.pk)
    )
