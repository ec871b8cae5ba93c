"""The forms of a page that post. Django's test client asks for no token, so only looking at them finds a bare one."""

from html.parser import HTMLParser

from django.http import HttpResponse

TOKEN = "csrfmiddlewaretoken"


class Forms(HTMLParser):
    """Forms that post (their addresses) with the names of their fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.posting: list[tuple[str, set[str]]] = []
        self.fields: set[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.fields = set()
            if (given.get("method") or "get").lower() == "post":
                self.posting.append((given.get("action") or "", self.fields))
        elif self.fields is not None and given.get("name"):
            self.fields.add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.fields = None


def bare_forms(answer: HttpResponse) -> list[str]:
    """Addresses of forms on the page that no browser could send, since they carry no token."""
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [action or "(itself)" for action, fields in Forms(answer.content.decode()).posting if TOKEN not in fields]
