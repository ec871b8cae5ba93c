"""Packing behind the page: the worker only sweeps rows that wait."""

from celery import shared_task

from events.folders import services


@shared_task(name="events.folders.pack")
def pack() -> int:
    """Pack what waits."""
    return services.pack_waiting()
