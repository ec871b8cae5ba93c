"""The form of a picture with its words, for whatever shows one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PictureForm(forms.Form):
    """A picture with its words. `has_picture`: there is one already, another may be sent in its place."""

    accept = "image/jpeg,image/png,image/webp"

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(),
        help_text=_("JPEG, PNG or WebP, taken lengthwise, at best 1600 pixels wide."),
    )
    alt = forms.CharField(
        label=_("What is in the picture"),
        max_length=250,
        help_text=_("For people who do not see it: one sentence."),
        error_messages={"required": _("Describe the picture in a sentence.")},
    )
    caption = forms.CharField(label=_("Caption"), max_length=250, required=False)
    credit = forms.CharField(label=_("Author of the picture"), max_length=120, required=False)

    def __init__(self, *args: Any, has_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture
        self.fields["picture"].widget.attrs["accept"] = self.accept
