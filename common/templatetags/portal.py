"""Template filters and tags of the whole portal (dates, numerals, hard spaces)."""

from django import template

register = template.Library()
