"""The address of an entity's page, for pages that name entities."""

from common.web.links import prefix
from entities.directory.states import EntityState


def entity_url(slug: str | None, state: str | None) -> str:
    """The entity's page in the language of the moment; empty while it has none."""
    return f"{prefix()}/podmioty/{slug}/" if slug and state == EntityState.PUBLISHED else ""
