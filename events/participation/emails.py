"""The letter with a person's own link."""

from datetime import datetime

from common.outbox.render import render_mail
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import mail_funding


def link_mail(
    project: FundingProject, *, person: str, url: str, until: datetime, language: str
) -> tuple[str, str, str]:
    """Subject, text and HTML. The preview of staff shows the same with no link in it."""
    context = {
        "project": project,
        "title": project.title_en if language == "en" and project.title_en else project.title,
        "person": person,
        "url": url,
        "until": until,
        "funding": mail_funding(project, language),
        "centre": project.centre,
    }
    return render_mail("participation", context, language)
