"""What the search knows: one row per public thing and language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """A public thing as it can be found. Written by the service that changes the thing, in the same transaction."""

    source = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2, default="pl")
    # Written in no other language: then it is found from every language.
    alone = models.BooleanField(default=True)
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    title_tokens = models.TextField(blank=True)
    tokens = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "language"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id} {self.language}"


class SearchWord(models.Model):
    """A word of something public: folded, and as it is written. May stand twice (see fuzzy.py)."""

    word = models.CharField(max_length=40, db_index=True)
    written = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return self.written


class SearchNear(models.Model):
    """What a word becomes by one slip; words that share one are near each other."""

    near = models.CharField(max_length=41, db_index=True)
    word = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("neighbour of a word")
        verbose_name_plural = _("neighbours of words")

    def __str__(self) -> str:
        return f"{self.near}: {self.word}"
