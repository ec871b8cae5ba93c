"""A browser's own name for itself, in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
# The first that fits: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox, Windows": browser and system as far as they say; otherwise "unknown device"."""
    named = [next((name for sign, name in known if sign in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, named)) or _("unknown device")
