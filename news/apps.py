"""App configuration of `news`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
