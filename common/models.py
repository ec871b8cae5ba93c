"""Where Django finds the models of `common`; nobody imports from here."""

from common.acts.models import Act

__all__ = ["Act"]
