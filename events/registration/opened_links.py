"""Opening a personal link shows that the post box to which it was mailed is read by its owner."""

from django.http import HttpRequest

from common.outbox.mailboxes import confirm_address


def link_opened(request: HttpRequest, address: str) -> None:
    """Keep that the reader of this address opened their link; a browser that only looks ahead does not count."""
    if request.method != "HEAD" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        confirm_address(address)
