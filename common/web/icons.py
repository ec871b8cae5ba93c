"""Path data of the icons and of the woven signs of event kinds; drawn into pages by common.templatetags.components."""

# ruff: noqa: E501 (path data)

# 20 px outline icons; always beside a word, hence aria-hidden.
ICONS = {
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 5 5"/>',
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "file": '<path d="M5 2h7l4 4v12H5zM12 2v4h4"/>',
    "calendar": '<path d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4"/>',
    "warning": '<path d="M10 2.5 18.5 17h-17zM10 8v4M10 14.5v.2"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "print": '<path d="M6 8V3h8v5M5 15H3V8h14v7h-2M6 12h8v5H6z"/>',
    "people": '<circle cx="7" cy="7" r="3"/><path d="M1.5 17c0-3.5 2.5-5.5 5.5-5.5s5.5 2 5.5 5.5M13 4.3a3 3 0 0 1 0 5.4M15 12c2.2.7 3.5 2.5 3.5 5"/>',
    "pin": '<path d="M10 18s6-5.6 6-10.2A6 6 0 0 0 4 7.8C4 12.4 10 18 10 18z"/><circle cx="10" cy="7.8" r="2"/>',
    "phone": '<path d="M4 3h3l1.5 4-2 1.5a9 9 0 0 0 5 5l1.5-2 4 1.5v3c0 1-1 1.5-2 1.5C8 17 3 12 2.5 5 2.5 4 3 3 4 3z"/>',
    "mail": '<path d="M2.5 4.5h15v11h-15zM2.5 5l7.5 6 7.5-6"/>',
    "feed": '<circle cx="5.5" cy="14.5" r="1.5"/><path d="M4 8.5A7.5 7.5 0 0 1 11.5 16M4 3.5A12.5 12.5 0 0 1 16.5 16"/>',
    "link": '<path d="M8 12 17 3M11 3h6v6M15 11v6H3V5h6"/>',
    "image": '<path d="M2.5 3.5h15v13h-15zM2.5 13l4-4 4 4 2.5-2.5 4.5 4.5"/><circle cx="13" cy="7" r="1.3"/>',
    "edit": '<path d="m3 17 1-4L14 3l3 3L7 16zM12 5l3 3"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "door": '<path d="M5 18V2.5h10V18M2.5 18h15M12 10v1"/>',
}

# Woven signs of the kinds of events, by the kind: events/extensions.py registers them.
SIGNS: dict[str, str] = {}
