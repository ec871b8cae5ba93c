"""App configuration of `news`; `ready()` registers its extensions."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from common.db.reference_data import fill_after_migrate
from news import reference_data


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        fill_after_migrate(self, [("Category", ("slug",), reference_data.categories)])
        # By name: the models that the extensions read are ready only now.
        import_string("news.extensions.register_extensions")()
        import_string("news.articles.report_progress.register_extensions")()
