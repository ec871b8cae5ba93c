"""The panel's form of an article. The rich editor comes later; the text area takes the same HTML."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from entities.centres.permissions import visible_centres
from news.articles.models import Article


class ArticleForm(forms.ModelForm):
    """Texts of an article; `edition` says which saved text the editor opened."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ["title", "lead", "body", "category", "author", "participation"]
        labels = {"category": _("Section")}
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 4}),
            "body": forms.Textarea(attrs={"rows": 22}),
            "participation": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "body": _("HTML: headings from h2, paragraphs, lists, quotations, links. Anything else is removed."),
            "participation": _("Counted from the attendance list."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edition"] = self.instance.edition


class NewArticleForm(forms.ModelForm):
    """Plain news: a title and a centre, the rest is written in the editor."""

    class Meta:
        model = Article
        fields = ["title", "centre", "category"]
        labels = {"centre": _("Centre"), "category": _("Section")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = visible_centres(user)


class ScheduleForm(forms.Form):
    """When to publish."""

    at = forms.DateTimeField(
        label=_("Publish at"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
