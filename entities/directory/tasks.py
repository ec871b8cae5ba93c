"""The directory behind the page."""

from celery import shared_task

from entities.directory import open_data


@shared_task(name="entities.directory.write_open_data")
def write_open_data() -> int:
    """Write the open data anew where they changed."""
    return open_data.write_open_data()
