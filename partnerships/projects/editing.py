"""Writing a project in the panel: its plain fields, partners, related projects, the official logos."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from common.auditlog.services import log_action
from common.db.states import refuse_columns
from common.forms.inline_rows import RowValues, SeenIds
from common.slugs.services import change_slug, free_slug
from common.text.folding import sort_key
from common.web.versions import bump
from files.models import StoredImage
from files.services import delete_image_if_unused
from partnerships.projects.models import FundingProject, LogoMark, PartnerRole, ProjectPartner
from partnerships.projects.sentence import english_sentence, polish_sentence
from partnerships.projects.services import SHOWN_ON, lock_project, show_project

KEPT = frozenset({"state", "slug", "sort_name", "published_at", "page_version"})
LONGEST_SORT_NAME = 250


class PartnerTwice(Exception):
    """An entity stands twice among the partners, or there would be two leaders."""


@transaction.atomic
def enter_project(
    *, by: int | None, title: str, related: Sequence[FundingProject] = (), **fields: Any
) -> FundingProject:
    """A new project: a draft that the public does not see. Empty funding sentences are made from the fields."""
    refuse_columns(fields, KEPT)
    project = FundingProject(slug=free_slug(FundingProject, fields.get("short_name") or title), title=title, **fields)
    _complete(project)
    project.save()
    project.related.set(related)
    log_action(verb="project.entered", obj=project, by=by)
    return project


@transaction.atomic
def update_project(
    *, project_id: int, by: int | None, related: Sequence[FundingProject] | None = None, **fields: Any
) -> FundingProject:
    """Change plain fields. A new short name brings a new address; the old one redirects."""
    refuse_columns(fields, KEPT)
    project = lock_project(project_id)
    before = {name: getattr(project, name) for name in (*fields, "funding_sentence", "funding_sentence_en")}
    made = {"funding_sentence": polish_sentence(project), "funding_sentence_en": english_sentence(project)}
    for name, value in fields.items():
        setattr(project, name, value)
    for name, sentence in made.items():
        if getattr(project, name) == sentence:  # nobody wrote it: it follows the fields
            setattr(project, name, "")
    _complete(project)
    changed = [name for name, was in before.items() if was != getattr(project, name)]
    if related is not None:
        project.related.set(related)
    project.save()
    if "short_name" in changed:
        change_slug(project, project.short_name)
    log_action(
        verb="project.update",
        obj=project,
        by=by,
        before={name: str(before[name] if before[name] is not None else "") for name in changed},
        after={name: str(getattr(project, name) if getattr(project, name) is not None else "") for name in changed},
    )
    show_project(project)
    return project


@transaction.atomic
def set_partners(*, project_id: int, rows: Sequence[RowValues], by: int | None, seen: SeenIds = None) -> None:
    """Who carries the project out, in this order, with one leader at most. Raises PartnerTwice."""
    project = lock_project(project_id)
    old = {row.pk: row for row in ProjectPartner.objects.filter(project=project)}
    kept = {row["id"] for row in rows if row.get("id") in old and old[row["id"]].entity_id == row["entity"].pk}
    sent = {row.get("id") for row in rows}
    gone = [pk for pk in old if pk not in kept and (pk in sent or seen is None or pk in seen)]
    stay = [row for pk, row in old.items() if pk not in kept and pk not in gone]
    everyone = [row["entity"].pk for row in rows] + [row.entity_id for row in stay]
    leaders = [row for row in rows if row["role"] == PartnerRole.LEADER] + [
        row for row in stay if row.role == PartnerRole.LEADER
    ]
    if len(set(everyone)) < len(everyone) or len(leaders) > 1:
        raise PartnerTwice
    ProjectPartner.objects.filter(pk__in=gone).delete()
    # Nobody leads until all rows are written: two may exchange their roles.
    ProjectPartner.objects.filter(pk__in=kept).update(role=PartnerRole.PARTNER)
    for place, values in sorted(enumerate(rows), key=lambda pair: pair[1]["role"] == PartnerRole.LEADER):
        row = old[values["id"]] if values.get("id") in kept else ProjectPartner(project=project)
        row.entity, row.role, row.country, row.position = values["entity"], values["role"], values["country"], place
        row.save()
    log_action(verb="project.partners", obj=project, by=by, after={"partners": len(everyone)})
    show_project(project)


@transaction.atomic
def set_logo(*, mark_id: int, image: StoredImage | None, name: str, by: int | None) -> LogoMark:
    """The official file of a mark and what it says to those who do not see it; without a file the drawing returns."""
    mark = LogoMark.objects.select_for_update(of=("self",)).get(pk=mark_id)
    former, mark.image, mark.name = mark.image, image, name
    mark.save(update_fields=["image", "name"])
    log_action(verb="logo.changed", obj=mark, by=by, after={"image": image.pk if image else None})
    if former is not None and former != image:
        delete_image_if_unused(image=former, by=by)
    bump(*SHOWN_ON)
    return mark


def _complete(project: FundingProject) -> None:
    """What follows from the fields."""
    project.sort_name = sort_key(project.title)[:LONGEST_SORT_NAME]
    project.funding_sentence = project.funding_sentence.strip() or polish_sentence(project)
    project.funding_sentence_en = project.funding_sentence_en.strip() or english_sentence(project)
