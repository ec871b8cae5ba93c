"""The panel's forms of an article. The text area takes plain paragraphs or HTML; a script puts the editor over it."""

from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.fields import choosable, few
from common.forms.inline_row_forms import RowForm
from common.text.rich import readable_html, too_deep
from entities.centres.permissions import CentrePermission, centres_for
from entities.directory.entity_widget import EntityPickField
from news.articles.models import Article, AttachmentKind, Tag
from news.articles.services import MOST_TAGS
from partnerships.projects.permissions import projects_for

LONGEST_BODY = 200_000


class ArticleForm(forms.ModelForm):
    """Texts of an article; `edition` says which saved text the editor opened."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    tags = forms.CharField(
        label=_("Subjects"),
        required=False,
        max_length=1000,
        help_text=_("Separated by commas. Readers find other texts by them."),
        widget=forms.TextInput(attrs={"list": "subjects", "autocomplete": "off"}),
    )

    class Meta:
        model = Article
        fields = [
            *("title", "lead", "body", "participation"),
            *("category", "author", "project", "language", "title_en", "lead_en"),
        ]
        labels = {"category": _("Section"), "project": _("Project that pays for it")}
        widgets = {
            "lead": few(4),
            "lead_en": forms.Textarea(attrs={"rows": 3, "class": "few", "lang": "en"}),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "body": forms.Textarea(attrs={"rows": 22}),
            "participation": few(3),
        }
        help_texts = {
            "lead": _("Two or three sentences: what happened, when and where, who came."),
            "body": _(
                "An empty line begins a new paragraph. HTML may be used: headings from h2 to h4, lists, quotations, "
                "links. Anything else is removed."
            ),
            "participation": _("Counted from the attendance list; it stands beside the text."),
            "project": _("The article carries its signs and its funding sentence."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edition"] = self.instance.edition
        self.initial["body"] = readable_html(self.initial.get("body") or "")
        self.initial["tags"] = ", ".join(self.instance.tags.values_list("name", flat=True))
        projects = projects_for(user, CentrePermission.WRITE_ARTICLES).order_by("short_name")
        self.fields["project"].queryset = choosable(projects, [self.instance.project_id])

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if len(body) > LONGEST_BODY:
            raise forms.ValidationError(
                _("The text is too long: at most 200,000 characters. Attach the rest as a file."), code="long"
            )
        if too_deep(body):
            raise forms.ValidationError(
                _("Lists and quotations are nested too deep. Copy the text once more as plain text."), code="deep"
            )
        return body

    def clean_tags(self) -> list[str]:
        names = (" ".join(name.split()) for name in self.cleaned_data["tags"].split(","))
        tags = list(dict.fromkeys(name for name in names if name))
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_("At most twelve subjects. Keep the most important ones."))
        if any(len(name) > 80 for name in tags):
            raise forms.ValidationError(_("A subject has at most 80 characters."))
        return tags

    def known_tags(self) -> list[str]:
        """Subjects offered while one types."""
        return list(Tag.objects.values_list("name", flat=True)[:200])


class NewArticleForm(forms.ModelForm):
    """Plain news: a title and a centre, the rest is written in the editor."""

    class Meta:
        model = Article
        fields = ["title", "centre", "category", "language"]
        labels = {"centre": _("Centre"), "category": _("Section")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centres = centres_for(user, CentrePermission.WRITE_ARTICLES)
        self.fields["centre"].queryset = centres
        if len(mine := centres[:2]) == 1:
            self.initial["centre"] = mine[0].pk


class ScheduleForm(forms.Form):
    """When to publish; sent with the text (`form`), as everything that stands beside it."""

    at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "form": "writing"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Enter the date and hour of publication.")},
    )

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This hour is over. Choose a later one, or publish now."))
        return at


class AttachmentForm(forms.Form):
    """A file to download from the article."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, a text document, a spreadsheet or a presentation."))
    kind = forms.ChoiceField(label=_("What it is"), choices=AttachmentKind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Readers see it as a link, with the kind and size of the file.")
    )


class PresentedForm(RowForm):
    """An entity presented in the article, with what it does."""

    told = ("entity", "note")
    once = ("entity",)
    layout = (("entity",), ("note",))
    entity = EntityPickField(
        label=_("Entity"),
        url=reverse_lazy("panel:entity-search"),
        error_messages={"required": _("Enter the name of the entity, or remove the row")},
    )
    note = forms.CharField(
        label=_("What it does"),
        required=False,
        max_length=500,
        widget=few(2),
        help_text=_("Left empty, the page shows the entity's own description."),
    )


class ReviewForm(forms.Form):
    """What the writer is to mend."""

    note = forms.CharField(
        label=_("What to mend"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "few", "form": "writing"}),
        help_text=_("The writer gets it by e-mail."),
        error_messages={"max_length": _("The remark is too long: at most 2000 characters.")},
    )
