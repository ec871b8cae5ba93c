"""What the tests of sign-in share: the doors as a person uses them, and their mail."""

import re

from django.http import HttpResponse
from django.test import Client

from common.outbox.models import OutboxMail

PASSWORD = "zielony traktor 7"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def sign_up(client: Client, email: str, *, password: str = PASSWORD, language: str = "", **more: str) -> HttpResponse:
    return client.post(f"{language}/konto/rejestracja/", {"email": email, "password1": password, **more})


def sign_in(client: Client, email: str, password: str, *, query: str = "", language: str = "") -> HttpResponse:
    return client.post(f"{language}/konto/logowanie/{query}", {"login": email, "password": password})


def ask_code(client: Client, email: str) -> HttpResponse:
    return client.post("/konto/kod/", {"email": email})


def ask_reset(client: Client, email: str) -> HttpResponse:
    return client.post("/konto/haslo/przypomnij/", {"email": email})


def last_mail(to: str) -> OutboxMail:
    return OutboxMail.objects.filter(to=to).latest("pk")


def link_in(mail: OutboxMail) -> str:
    """The path of the first link of the message."""
    return re.search(r"https?://[^/\s]+(/\S*)", mail.text)[1]


def code_in(mail: OutboxMail) -> str:
    return re.search(r"\d{4}-\d{4}", mail.text)[0]


def confirm(client: Client, email: str) -> HttpResponse:
    """Follow the link of the mail and press the button."""
    link = link_in(last_mail(email))
    assert client.get(link).status_code == 200
    return client.post(link)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def shown(response: HttpResponse, *emails: str) -> str:
    """The page without what differs by nature: the form's token and the address typed."""
    text = TOKEN.sub("", response.content.decode())
    for email in emails:
        text = text.replace(email, "…")
    return text
