"""The panel: correct what was entered about a participant."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.registration.desk.correcting import correct_place
from events.registration.desk.correction_forms import CorrectionForm
from events.registration.models import Participant
from events.registration.questions import questions_of


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Everything that was entered about the person, in any state of the event."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    rows = Participant.objects.filter(event=event, erased_at__isnull=True).select_related("registration", "entity")
    row = get_object_or_404(rows, pk=participant_id)
    form = CorrectionForm(request.POST or None, person=row, questions=questions_of(event), user=request.user)
    if request.method == "POST" and form.is_valid():
        changed = correct_place(
            participant_id=row.pk, values=form.touched(), answers=form.answers(), by=request.user.pk
        )
        messages.success(request, _("Corrected. What was and what is stands below.") if changed else _("Saved."))
        return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
    context = {"event": event, "row": row, "form": form}
    return render(request, "events/registration/correct.html", context, status=422 if form.errors else 200)
