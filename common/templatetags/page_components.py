"""Parts that stand on most public pages, as plain strings: a partial with a dozen tags costs ten times as much.

Each is described at the head of its partial in templates/components/ (contact.html …).
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from common.templatetags.component_lists import _of
from common.templatetags.components import _text, icon, photo_by, photograph, report_picture, tel
from common.templatetags.portal import bind, mail_link, phone
from common.web.page_head import Head

register = template.Library()


@register.simple_tag
def meta(head: Head) -> SafeString:
    """For search engines and shared links, in block head. The structured data is no script: nothing to run."""
    own, polish, title = _text(head.canonical), _text(head.polish_url), _text(head.title)
    told, image = _text(head.description), _text(head.image_url)
    drawn = (
        f'<link rel="canonical" href="{own}">\n<link rel="alternate" hreflang="pl" href="{polish}">\n'
        f'<link rel="alternate" hreflang="en" href="{_text(head.english_url)}">\n'
        f'<link rel="alternate" hreflang="x-default" href="{polish}">\n'
        f'<meta property="og:type" content="{_text(head.kind)}">\n<meta property="og:title" content="{title}">\n'
        f'<meta property="og:url" content="{own}">\n'
        f'<meta property="og:site_name" content="{_text(settings.SITE_NAME)}">\n'
    )
    if told:
        drawn += f'<meta property="og:description" content="{told}">\n'
    if image:
        drawn += (
            f'<meta property="og:image" content="{image}">\n<meta name="twitter:card" content="summary_large_image">\n'
        )
    if head.structured:
        drawn += f'<script type="application/ld+json">{_text(head.structured)}</script>\n'
    return mark_safe(drawn)  # noqa: S308 escaped


@register.simple_tag
def shot(
    picture: Any,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    sizes: str = "",
    eager: bool = False,
    url: str = "",
    page: str = "",
) -> SafeString:
    """One picture with its caption: `components/shot.html`."""
    drawn: str = photograph(picture, alt, sizes, eager)
    if url:
        drawn = f'<a href="{_text(url)}">{drawn}</a>'
    if caption or credit or page:
        by = f" {_text(photo_by(credit))}" if credit else ""
        drawn = f"{drawn}<figcaption>{_text(bind(caption))}{by}{report_picture(picture, page)}</figcaption>"
    return mark_safe(f'<figure class="shot">{drawn}</figure>')  # noqa: S308 escaped


@register.simple_tag
def contact(
    text: str = "", phone_number: str = "", email: str = "", hours: str = "", address: str = "", title: str = ""
) -> SafeString:
    """Whom to call: `components/contact.html`."""
    heading = title or gettext("Find out more")
    drawn = f'<h2 id="more">{_text(heading)}</h2>'
    if text:
        drawn += f"<p>{_text(bind(text))}</p>"
    if phone_number:
        drawn += f'<p><a class="tel" href="tel:{_text(tel(phone_number))}">{_text(phone(phone_number))}</a></p>'
    if email or hours:
        lines = ([mail_link(email)] if email else []) + ([_text(hours)] if hours else [])
        drawn += f"<p>{'<br>'.join(lines)}</p>"
    if address:
        drawn += f"<p>{linebreaksbr(address, True)}</p>"
    return mark_safe(f'<section class="contact" aria-labelledby="more">{drawn}</section>')  # noqa: S308 escaped


@register.simple_tag
def prevnext(label: str, previous: Any, following: Any, previous_word: str = "", next_word: str = "") -> SafeString:
    """Neighbours in time: `components/prevnext.html`. Each a pair (title, address), or nothing."""
    if not (previous or following):
        return mark_safe("")
    words = previous_word or gettext("Previous"), next_word or gettext("Next")
    drawn = "".join(
        f'<li><small>{_text(word)}</small><a href="{_text(pair[1])}" rel="{rel}">{_text(bind(pair[0]))}</a></li>'
        if pair
        else "<li></li>"
        for pair, word, rel in zip((previous, following), words, ("prev", "next"), strict=True)
    )
    return mark_safe(  # noqa: S308 escaped
        f'<nav aria-label="{_text(label)}"><ul class="prevnext">{drawn}</ul></nav>'
    )


@register.simple_tag
def files(items: Iterable[Any], title: str = "") -> SafeString:
    """Downloads: `components/files.html`."""
    drawn = "".join(
        f'<li><a href="{_text(_of(item, "url"))}">{icon(_of(item, "icon") or "file")}'
        f"<span>{_text(bind(_of(item, 'title')))}</span><small>{_text(_of(item, 'note'))}</small></a></li>"
        for item in items
    )
    if not drawn:
        return mark_safe("")
    label, heading = "", ""
    if title:
        label, heading = ' aria-labelledby="files"', f'<h2 id="files" class="sr">{_text(title)}</h2>'
    return mark_safe(f'<section{label}>{heading}<ul class="files">{drawn}</ul></section>')  # noqa: S308 escaped


@register.simple_tag
def funding(sentence: str, logos: Iterable[Any] = (), url: str = "", lang: str = "") -> SafeString:
    """Publicity of a project: `components/funding.html`."""
    marks = "".join(
        f'<img src="{_text(logo.url)}" alt="{_text(logo.alt)}" width="{_text(logo.width)}"'
        f' height="{_text(logo.height)}" loading="lazy">'
        for logo in logos
    )
    row = f'<div class="logos">{marks}</div>' if marks else ""
    label, about = gettext("Funding"), gettext("About the project")
    more = f' <a href="{_text(url)}">{about}</a>' if url else ""
    tongue = f' lang="{_text(lang)}"' if lang else ""
    told = f"<span{tongue}>{_text(bind(sentence))}</span>"
    return mark_safe(  # noqa: S308 escaped
        f'<section class="funding" aria-label="{label}">{row}<p>{told}{more}</p></section>'
    )
