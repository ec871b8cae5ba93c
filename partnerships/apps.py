"""App configuration of `partnerships`; `ready()` registers its extensions."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.db.reference_data import fill_after_migrate
from partnerships import reference_data


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        fill_after_migrate(self, [("LogoMark", ("period", "position"), reference_data.logo_marks)])
        # By name: the models that the extensions read are ready only now.
        import_string("partnerships.extensions.register_extensions")()
