"""Stages of a project in words and colours."""

from django.utils.translation import gettext_lazy, pgettext_lazy

# Beside the name of a project.
WORDS = {
    "running": pgettext_lazy("stage of a project", "running"),
    "planned": pgettext_lazy("stage of a project", "planned"),
    "finished": pgettext_lazy("stage of a project", "finished"),
}
# Over a list of projects.
FILTERS = {
    "running": gettext_lazy("Running now"),
    "planned": gettext_lazy("Planned"),
    "finished": gettext_lazy("Finished"),
}
# In the address of that list.
NAMES = {"running": "trwa", "planned": "planowane", "finished": "zakonczone"}
# The event kind that lends its colour.
TINTS = {"running": "partnership", "planned": "workshop", "finished": "conference"}
