"""Writing to an entity from its page: a form apart, never cached, so that the page itself stays one for everybody."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from common.forms.fields import EmailField, NameField
from common.web.cache import private_page
from common.web.ratelimit import allow, allow_from
from entities.directory.emails import mail_entity
from entities.directory.models import Entity

HOUR, DAY = 3600, 86_400
VISITORS_PER_HOUR, ENTITYS_PER_DAY = 5, 60


class EntityMessageForm(forms.Form):
    """What a visitor writes. `website` is for robots: people do not see it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write who you are, so that they know whom they answer.")},
    )
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("The answer will come here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address: without it they cannot answer."),
            "invalid": _("Enter a whole e-mail address, for example anna@spoldzielnia.pl"),
        },
    )
    text = forms.CharField(
        label=_("Message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What you need, for how many people, when and where."),
        error_messages={"required": _("Write the message.")},
    )
    website = forms.CharField(required=False, max_length=200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is sent goes to the entity's address by the outbox."""
    entity = _reachable(slug)
    form = EntityMessageForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    too_often = False
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("name", "email", "text")}
        if form.cleaned_data["website"]:
            return redirect("entities:written", slug)
        if allow_from(request, "write", VISITORS_PER_HOUR, HOUR) and allow(
            f"write-to:{entity.pk}", ENTITYS_PER_DAY, DAY
        ):
            mail_entity(entity=entity, key=str(form.cleaned_data["key"]), **told)
            return redirect("entities:written", slug)
        too_often = True
    context = {"entity": entity, "form": form, "too_often": too_often}
    status = 429 if too_often else 422 if form.errors else 200
    return render(request, "entities/directory/write.html", context, status=status)


@login_not_required
@require_safe
@private_page
def written(request: HttpRequest, slug: str) -> HttpResponse:
    """The message is on its way; who answers it."""
    return render(request, "entities/directory/written.html", {"entity": _reachable(slug)})


def _reachable(slug: str) -> Entity:
    entity = Entity.objects.published().filter(slug=slug).exclude(email="").first()
    if entity is None:
        raise Http404
    return entity
