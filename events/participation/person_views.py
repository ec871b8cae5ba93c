"""The form behind a person's own link. Never cached; answers that were given are never shown here again."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.models import NoticeKind
from common.web.cache import private_page
from events.participation.forms import AnswersForm
from events.participation.models import Participation
from events.participation.queries import by_token, terms_of
from events.participation.services import answer, is_past, send_anew
from events.participation.states import DataState
from events.registration.queries import latest_notice
from partnerships.projects.queries import funding_block
from partnerships.projects.retention import kept_until

AGAIN = "poprawka"
ANEW = "nowy-link"


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """The questions of the project, to this person; what was sent; or a way to a new link where this one expired.

    Whoever comes again (a link in a mail box may be opened by others) reads only that the data is complete, and may
    fill the form in anew.
    """
    row = by_token(token)
    terms = terms_of(row.project) if row else None
    if row is None or terms is None or not terms.is_on or is_past(terms):
        raise Http404
    context = _about(row)
    if row.token_until is None or row.token_until < timezone.now():
        return _expired(request, row, context)
    if request.method != "POST" and row.state == DataState.COMPLETE and AGAIN not in request.GET:
        return render(request, "events/participation/sent.html", context | {"again": f"?{AGAIN}=1"})
    asked = AnswersForm(request.POST or None, keys=terms.asked, of_person=True)
    notice = latest_notice(NoticeKind.PARTICIPATION, row.project.centre.slug if row.project.centre else "")
    if request.method == "POST" and asked.is_valid():
        answer(participation_id=row.pk, answers=asked.answers(), notice_id=notice and notice.pk)
        return redirect("participation:form", token=token)
    context |= {"form": asked, "notice": notice, "keep_until": kept_until(row.project, timezone.localdate())}
    return render(request, "events/participation/form.html", context, status=422 if asked.errors else 200)


def _about(row: Participation) -> dict[str, object]:
    return {
        "project": row.project,
        "person": row.person,
        "centre": row.project.centre,
        "funding": funding_block(row.project, get_language() or "pl"),
    }


def _expired(request: HttpRequest, row: Participation, context: dict[str, object]) -> HttpResponse:
    """The link is too old; a new one goes to the person's own address."""
    if request.method == "POST" and ANEW in request.POST:
        context |= {"pressed": True, "gone": send_anew(participation_id=row.pk)}
    return render(request, "events/participation/expired.html", context | {"anew": ANEW}, status=410)
