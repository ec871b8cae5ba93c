"""App configuration of `files`; `ready()` plugs its sockets in."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "files"
