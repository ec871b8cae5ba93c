"""Forms of a gallery: anyone's request to take a photo down, and the panel's pickers and descriptions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from common.forms.digests import as_shown, digests_of
from common.text.single_line import plain_line
from news.galleries.models import ConsentBasis, Gallery, Photo

WORDS = ("alt", "is_decorative", "caption", "alt_en", "caption_en", "credit", "consent_basis")


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
        help_text=_("E-mail address or phone number. We use it only to answer you and delete it a year later."),
        max_length=200,
        required=False,
        validators=[plain_line],
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A picker that takes many files."""

    allow_multiple_selected = True


class PhotosForm(forms.Form):
    """Pick photos. Each file goes through the gate by itself, so one bad file does not stop the others."""

    mark_optional = False
    photos = forms.FileField(
        label=_("Add photos"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic"}),
        help_text=_("JPEG, PNG, WebP or HEIC straight from the phone or camera, up to 20 MB each; a hundred at once."),
    )


class GalleryForm(forms.ModelForm):
    """What the gallery is called, and who took its photos."""

    mark_optional = False

    class Meta:
        model = Gallery
        fields = ["title", "title_en", "lead", "credit", "taken_on"]
        widgets = {"taken_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class GalleryPhotoForm(forms.ModelForm):
    """How a photo is described, and where it stands; `was` is the place that its writer saw.

    `shown` tells what else the writer's page showed: whether it was the cover, and marks of its words.
    """

    mark_optional = False
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=9999, required=False)
    was = forms.IntegerField(min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = WORDS

    def __init__(self, *args: Any, number: int, shown: str = "", **kwargs: Any) -> None:
        photo = kwargs["instance"]
        super().__init__(*args, prefix=f"z{photo.pk}", initial={"place": number, "was": number}, **kwargs)
        self.number, self.photo = number, photo
        self.heading = _now("Photo %(n)s") % {"n": number}
        self.fields["alt"].depends = True  # required unless decorative: not called optional
        # A page that is drawn again with an error still says what its writer saw first.
        self.shown = shown if self.is_bound else f"{photo.is_cover:d}{digests_of(vars(photo), WORDS)}"
        self.is_cover = self.data.get("cover") == str(photo.pk) if self.is_bound else photo.is_cover

    def described(self) -> dict[str, Any]:
        """What its writer changed in the words: what stands as it was shown may have been changed by others since."""
        untouched = as_shown(self.cleaned_data, WORDS, self.shown[1:])
        return {name: self.cleaned_data[name] for name in self.changed_data if name in WORDS and name not in untouched}

    def chosen_as_cover(self) -> bool:
        """Whether its writer made it the cover; the page may have shown it so already."""
        return self.is_cover and not self.photo.is_cover and self.shown[:1] != "1"

    def moved_to(self) -> int | None:
        """The place typed over the one that was shown, if any."""
        place, was = self.cleaned_data.get("place"), self.cleaned_data.get("was")
        return place if place and was and place != was else None

    @cached_property
    def details_open(self) -> bool:
        """Whether a field under "More" is wrong."""
        return any(self.errors.get(name) for name in ("alt_en", "caption_en", "credit", "consent_basis"))


def photo_forms(
    photos: Iterable[Photo], numbers: dict[int, int], data: Any = None, shown: Mapping[int, str] | None = None
) -> list[GalleryPhotoForm]:
    """A form for each photo; `numbers` says at which place it stands, `shown` what the posted page showed of it."""
    told = shown or {}
    return [GalleryPhotoForm(data, instance=one, number=numbers[one.pk], shown=told.get(one.pk, "")) for one in photos]


class TogetherForm(forms.Form):
    """The same words for many photos; what stays empty is left as it is."""

    mark_optional = False
    CHOSEN, ALL = "chosen", "all"
    together_caption = forms.CharField(label=_("Caption"), max_length=250, required=False)
    together_credit = forms.CharField(label=_("Credit"), max_length=120, required=False)
    together_basis = forms.ChoiceField(
        label=_("Basis"), choices=[("", _("leave as it is")), *ConsentBasis.choices], required=False
    )
    together_for = forms.ChoiceField(
        label=_("For which photos?"),
        choices=[(CHOSEN, _("for those ticked below")), (ALL, _("for all photos of the gallery"))],
        initial=CHOSEN,
        required=False,
        widget=forms.RadioSelect,
    )

    def changes(self) -> dict[str, str]:
        """The fields that were filled, by the photo's names for them."""
        said = {
            "caption": self.cleaned_data["together_caption"],
            "credit": self.cleaned_data["together_credit"],
            "consent_basis": self.cleaned_data["together_basis"],
        }
        return {name: value for name, value in said.items() if value}


class FocusForm(forms.Form):
    """The place that must stay in the frame, in hundredths from the left and from the top."""

    mark_optional = False
    x = forms.IntegerField(label=_("From the left, in %"), min_value=0, max_value=100)
    y = forms.IntegerField(label=_("From the top, in %"), min_value=0, max_value=100)
