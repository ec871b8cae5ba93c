"""Form fields of the territory."""

from django import forms

from entities.territory.models import County


class CountiesField(forms.ModelMultipleChoiceField):
    """Counties as boxes to tick."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "picks--many"})

    def label_from_instance(self, obj: County) -> str:
        return obj.label
