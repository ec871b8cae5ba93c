"""App configuration of `news`; `ready()` plugs its sockets in."""

from django.apps import AppConfig

from common.builtin import fill_after_migrate
from news import builtin


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        fill_after_migrate(self, [("Category", ("slug",), builtin.categories)])
