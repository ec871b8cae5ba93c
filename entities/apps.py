"""App configuration of `entities`; `ready()` registers its extensions."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.db.reference_data import fill_after_migrate
from entities.directory import reference_data as directory
from entities.territory import reference_data as territory


class EntitiesConfig(AppConfig):
    name = "entities"

    def ready(self) -> None:
        fill_after_migrate(
            self,
            [
                ("Voivodeship", ("code",), territory.voivodeships),
                ("County", ("code",), territory.counties),
                ("EntityKind", ("code",), directory.kinds),
                ("ServiceCategory", ("code",), directory.service_categories),
            ],
        )
        # By name: the models that the extensions read are ready only now.
        import_string("entities.extensions.register_extensions")()
