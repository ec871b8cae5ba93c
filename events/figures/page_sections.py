"""What figures put on public pages of lower apps: a project's meetings, people and entities, each once."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from common.extension_points import PageSection
from common.text.polish import is_english
from events.figures.queries import figures_of
from events.figures.scopes import of_project
from events.figures.sentences import project_sentence
from events.figures.sentences_en import project_in_english
from events.figures.services import ask_for
from partnerships.projects.models import FundingProject


def project_figures(project: FundingProject, page: int) -> Sequence[str]:
    """The sentence of the project; nothing where nobody was counted yet. What is large is counted behind the page."""
    if page > 1:
        return []
    scope = of_project(project)
    shown = figures_of(scope)
    if shown.figures is None or shown.as_of:
        ask_for(scope)
    if shown.figures is None or not shown.figures.people:
        return []
    return [project_in_english(shown.figures) if is_english() else project_sentence(shown.figures)]


PROJECT = PageSection(
    title=gettext_lazy("The project in figures"),
    key="liczby",
    template="events/figures/section_project.html",
    load=project_figures,
)
