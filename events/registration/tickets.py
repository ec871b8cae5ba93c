"""Tickets: the address in the QR code, the short code read aloud, and the print by which a list knows a ticket.

A ticket is 192 random bits and stands only on the person's own page. The list at the door holds its print (a hash):
enough to know the ticket when it is scanned, also without a network, and of no use to make one.
"""

from hashlib import sha256

import segno
from django.conf import settings

# The address stands in the step of attendance, which leads staff to their list.
PATH = "bilet/"
PRINT_LENGTH, CODE_LENGTH = 32, 8


def ticket_print(ticket: str) -> str:
    """The print of a ticket, in hexadecimal digits."""
    return sha256(ticket.encode()).hexdigest()[:PRINT_LENGTH]


def ticket_code(ticket: str) -> str:
    """The short code, to be read aloud and typed: `3FA9-07BC`. It finds the person among those of one event only."""
    code = ticket_print(ticket)[:CODE_LENGTH].upper()
    return f"{code[:4]}-{code[4:]}"


def ticket_address(ticket: str) -> str:
    """What the QR code says."""
    return f"{settings.SITE_URL}/{PATH}{ticket}/"


def ticket_picture(ticket: str) -> str:
    """The QR code of a ticket."""
    return code_picture(ticket_address(ticket))


def code_picture(address: str) -> str:
    """A QR code as an address of data, always dark on white: scanners need that."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=4, light="#fff")
