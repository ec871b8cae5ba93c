"""App configuration of `partnerships`; `ready()` plugs its sockets in."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.builtin import fill_after_migrate
from partnerships import builtin


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        fill_after_migrate(self, [("LogoMark", ("period", "position"), builtin.logo_marks)])
        # By name: the models that the plugs read are ready only now.
        import_string("partnerships.plugs.plug_in")()
