"""App configuration of `news`; `ready()` plugs its sockets in."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.builtin import fill_after_migrate
from news import builtin


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        fill_after_migrate(self, [("Category", ("slug",), builtin.categories)])
        # By name: the models that the plugs read are ready only now.
        import_string("news.plugs.plug_in")()
        import_string("news.articles.reports.plug_in")()
