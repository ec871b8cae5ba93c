"""App configuration of `entities`; `ready()` plugs its sockets in."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.builtin import fill_after_migrate
from entities.directory import builtin as directory
from entities.territory import builtin as territory


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
        # By name: the models that the plugs read are ready only now.
        import_string("entities.plugs.plug_in")()
