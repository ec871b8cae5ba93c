"""The worker's part: it only sweeps rows that wait."""

from celery import shared_task

from files import avif, deletion, orphans, renditions, repair


@shared_task(name="files.sweep_renditions")
def sweep_renditions() -> int:
    """Make the renditions of waiting images."""
    return renditions.sweep()


@shared_task(name="files.sweep_avif")
def sweep_avif() -> int:
    """Make AVIF copies while nothing else waits."""
    return avif.sweep()


@shared_task(name="files.sweep_discards")
def sweep_discards() -> int:
    """Delete the files that nothing needs any more."""
    return deletion.sweep_discards()


@shared_task(name="files.sweep_missing")
def sweep_missing() -> int:
    """Make public pictures again that are missing in the storage."""
    return repair.sweep_missing()


@shared_task(name="files.sweep_orphans")
def sweep_orphans() -> int:
    """Delete private files that no row names."""
    return orphans.sweep_orphans()
