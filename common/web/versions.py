"""Versions of the public pages: a number per area, raised in the transaction of the change."""

from django.db import connection, models

AREAS = ("news", "events", "entities", "partnerships", "projects", "centres", "frame")


class PageVersion(models.Model):
    """How many times something shown in this area has changed."""

    area = models.CharField(max_length=20, primary_key=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "page version"
        verbose_name_plural = "page versions"

    def __str__(self) -> str:
        return f"{self.area} {self.number}"


def bump(*areas: str) -> None:
    """Make the cached pages of these areas stale from the commit on. Call once, last in the service: it locks the rows.

    The rows are taken in one order, so that two changes at once wait for each other and never block each other.
    """
    wanted = sorted(set(areas))
    if unknown := set(wanted).difference(AREAS):
        raise ValueError(f"Unknown page area: {', '.join(sorted(unknown))}.")
    with connection.cursor() as cursor:
        for area in wanted:
            cursor.execute(
                "INSERT INTO common_pageversion (area, number) VALUES (%s, 1) "
                "ON CONFLICT (area) DO UPDATE SET number = common_pageversion.number + 1",
                [area],
            )
