"""Voivodeships, counties and municipalities with their TERYT codes (text, never numbers: leading zeros matter)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from entities.territory.naming import apart, county_label


class Voivodeship(models.Model):
    """One of the 16 voivodeships."""

    code = models.CharField(max_length=2, primary_key=True, validators=[RegexValidator(r"^\d\d$")])
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(unique=True)

    class Meta:
        verbose_name = _("voivodeship")
        verbose_name_plural = _("voivodeships")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class County(models.Model):
    """A county (powiat) or a city with county rights; 61–99 in its code says which."""

    code = models.CharField(max_length=4, primary_key=True, validators=[RegexValidator(r"^\d{4}$")])
    voivodeship = models.ForeignKey(Voivodeship, on_delete=models.PROTECT, related_name="counties")
    name = models.CharField(_("name"), max_length=60)
    is_city = models.BooleanField(_("city with county rights"), default=False)
    slug = models.SlugField(unique=True)
    sort_name = models.CharField(max_length=120, db_index=True, editable=False)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return (self.name if self.is_city else f"powiat {self.name}") + apart(self.pk)

    @property
    def label(self) -> str:
        """Its name on a page, in the language of the page; `str()` is Polish always, as the audit log keeps it."""
        return county_label(self.name, self.is_city, self.pk)


class Municipality(models.Model):
    """A municipality (gmina) of the TERC register; the seventh digit of its code is its kind."""

    code = models.CharField(max_length=7, primary_key=True, validators=[RegexValidator(r"^\d{7}$")])
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    name = models.CharField(_("name"), max_length=80)
    sort_name = models.CharField(max_length=160, db_index=True, editable=False)
    in_force = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name
