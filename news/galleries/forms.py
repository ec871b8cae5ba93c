"""Forms of a gallery: anyone's request to take a photo down, and the panel's pickers and descriptions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.galleries.models import Photo


class TakedownForm(forms.Form):
    """Nothing is required: the photo's address says enough."""

    reason = forms.CharField(
        label=_("What is wrong with this photo?"),
        help_text=_("For example: I am on it and do not want to be shown. You need not give a reason."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=_("How shall we answer you?"),
        help_text=_("E-mail address or phone number. We use it only to answer this request."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A picker that takes many files."""

    allow_multiple_selected = True


class PhotosForm(forms.Form):
    """Pick photos. Each file goes through the gate by itself, so one bad file does not stop the others."""

    mark_optional = False
    photos = forms.FileField(
        label=_("Photos"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
        help_text=_("JPEG, PNG, WebP or HEIC; several at once."),
    )


class PhotoForm(forms.ModelForm):
    """How a photo is described."""

    class Meta:
        model = Photo
        fields = ["alt", "is_decorative", "caption", "credit", "consent_basis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].depends = True  # required unless decorative: not called optional


PhotoFormSet = forms.modelformset_factory(Photo, form=PhotoForm, extra=0)
