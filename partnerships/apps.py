"""App configuration of `partnerships`; `ready()` plugs its sockets in."""

from django.apps import AppConfig

from common.builtin import fill_after_migrate
from partnerships import builtin


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        fill_after_migrate(self, [("LogoMark", ("period", "position"), builtin.logo_marks)])
