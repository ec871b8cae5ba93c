"""The list of people sent as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from files.formfields import ScannedFileField


class SheetForm(forms.Form):
    """A file; what it holds is judged by who reads it."""

    file = ScannedFileField(
        label=_("File with the list (XLSX or CSV)"),
        help_text=_("The first row names the columns: first name, surname, function, e-mail."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose a file.")},
    )
