"""Lists that a page draws by the dozen: plain strings, because a loop of a template costs several times as much.

Each is described at the head of its partial in templates/ (components/facts.html …), which is what a page includes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from common.templatetags.components import _text, initial, kind, leaf, photo_by, photograph, tel
from common.templatetags.portal import bind, clock, counted, phone
from common.text.polish import date_range

register = template.Library()


@register.simple_tag
def agenda(rows: Iterable[Any], level: int | str = 3) -> SafeString:
    """Events as a list of leaves: `events/catalogue/agenda.html`."""
    return _list('<ul class="agenda">', (_event(row, level or 3) for row in rows), "</ul>")


def _event(row: Any, level: int | str) -> str:
    tint = "" if row.is_cancelled else f' data-kind="{_text(row.kind)}"'
    tag = f' <span class="tag"{tint}>{_text(row.tag)}</span>' if row.tag else ""
    note = f'<p class="soft">{_text(row.note)}{tag}</p>' if row.note or tag else ""
    return (
        f"<li>{leaf(row.start, row.end, row.kind, row.year)}<div>{kind(row.kind, row.word)}"
        f"{_title(level, row.url, row.title.text, row.title.attr)}{note}</div></li>"
    )


@register.simple_tag
def story(
    item: Any, form: str = "", sizes: str = "(min-width: 60rem) 24rem, 100vw", level: int | str = 3
) -> SafeString:
    """One article: "lead" (the large one of a page) or "row" (beside others), in a .box; `level` of its heading."""
    return mark_safe(_article(item, form, sizes, level or 3))  # noqa: S308 escaped


@register.simple_tag
def stories(items: Iterable[Any], level: int | str = 3) -> SafeString:
    """Articles as a grid: `news/articles/stories.html`."""
    sizes = "(min-width: 60rem) 24rem, 100vw"
    rows = (f"<li>{_article(item, '', sizes, level or 3)}</li>" for item in items)
    return _list('<ul class="covers stories">', rows, "</ul>")


def _article(item: Any, form: str, sizes: str, level: int | str) -> str:
    classes = f"story{f' story--{_text(form)}' if form else ''}{'' if item.picture else ' story--bare'}"
    picture = photograph(item.picture, item.alt, sizes) if item.picture else ""
    lang = f' lang="{_text(item.lang)}"' if item.lang else ""
    lead = f"<p>{_text(bind(item.lead))}</p>" if item.lead and form != "row" else ""
    title = _title(level, item.url, bind(item.title))
    return (
        f'<article class="{classes}">{picture}<div{lang}>{kind(item.kind, item.word)}{title}{lead}{_text(item.date)}'
        f"</div></article>"
    )


@register.simple_tag
def facts(title: str, rows: Iterable[Sequence[Any]], level: int | str = 2) -> SafeString:
    """The "metryczka": `components/facts.html`."""
    level = level or 2
    drawn = []
    for term, text, *more in rows:
        if text:
            shown, url = _text(bind(text)), more[0] if more else ""
            told = f'<a href="{_text(url)}">{shown}</a>' if url else shown
            drawn.append(f"<div><dt>{_text(term)}</dt><dd>{told}</dd></div>")
    return _list(f'<section class="facts"><h{level}>{_text(title)}</h{level}><dl>', drawn, "</dl></section>")


@register.simple_tag
def people(items: Iterable[Any]) -> SafeString:
    """People with their functions: `components/people.html`."""
    return _list('<ul class="people">', map(_person, items), "</ul>")


def _person(item: Any) -> str:
    name, url, number = _of(item, "name"), _of(item, "url"), _of(item, "phone")
    tint = f' data-kind="{_text(_of(item, "kind"))}"' if _of(item, "kind") else ""
    shown = f'<a href="{_text(url)}">{_text(name)}</a>' if url else _text(name)
    told = "".join(f"<small>{_text(bind(text))}</small>" for text in (_of(item, "function"), _of(item, "note")) if text)
    call = f'<a href="tel:{_text(tel(number))}">{_text(phone(number))}</a>' if number else ""
    return f"<li{tint}>{initial(str(name))}<div><b>{shown}</b>{told}{call}</div></li>"


@register.simple_tag
def hours(items: Iterable[Any], by_day: bool = False) -> SafeString:
    """The items of a programme retold: hour, title, who, what; `by_day` puts the day before the first of each day."""
    drawn, day = [], None
    for item in items:
        if by_day and item.day != day:
            drawn.append(f'<li class="day-line"><b class="t">{date_range(item.day)}</b></li>')
        day = item.day
        hour = clock(item.starts_at, item.ends_at)
        head = f'<li><span class="t">{_text(hour)}</span>' if hour else '<li class="untimed">'
        told = _speakers(item.people)
        told += f"<p>{_text(bind(item.description))}</p>" if item.description else ""
        drawn.append(f"{head}<div><h3>{_text(bind(item.heading.text))}</h3>{told}</div></li>")
    return _list("", drawn, "")


@register.simple_tag
def stops(items: Iterable[Any]) -> SafeString:
    """The stops of a day retold: place, hour, people, what was seen, lists of points; in `<ol class="stops">`."""
    return _list("", map(_stop, items), "")


def _stop(stop: Any) -> str:
    title, url, where, text = _text(bind(stop.name)), stop.host_url, stop.where_and_host, stop.about.text
    told = f'<h4><a href="{_text(url)}">{title}</a></h4>' if url else f"<h4>{title}</h4>"
    told += f'<p class="soft">{_text(where)}</p>' if where else ""
    told += _speakers(stop.people)
    told += f"<p>{_text(bind(text))}</p>" if text else ""
    told += "".join(f"<p>{_text(bind(one.heading.text))}</p>{points(one.texts)}" for one in stop.lists)
    return f'<li class="stack">{told}</li>'


def _speakers(people: Iterable[Any]) -> str:
    """Those who spoke or received the guests, in one paragraph, each with their function."""
    named = "; ".join(f"{one.full_name}, {one.functions}" if one.functions else one.full_name for one in people)
    return f"<p>{_text(named)}</p>" if named else ""


@register.simple_tag
def points(texts: Iterable[str]) -> SafeString:
    """A list of sentences."""
    return _list("<ul>", (f"<li>{_text(bind(text))}</li>" for text in texts), "</ul>")


@register.simple_tag
def presented(items: Iterable[Any]) -> SafeString:
    """Entities presented, each with its name, a sentence and a town; in `<div class="pair">`."""
    drawn = []
    for one in items:
        name = _text(bind(one.name))
        told = f"<p>{_text(bind(one.note))}</p>" if one.note else ""
        told += f'<p class="small soft">{_text(one.where)}</p>' if one.where else ""
        title = f'<a href="{_text(one.url)}">{name}</a>' if one.url else name
        drawn.append(f'<article class="entity"><h3>{title}</h3>{told}</article>')
    return _list("", drawn, "")


@register.simple_tag
def photo_links(photos: Iterable[Any]) -> SafeString:
    """The items of a grid of photographs: `components/gallery.html`."""
    return mark_safe("".join(map(_photo, photos)))  # noqa: S308 escaped


def _photo(photo: Any) -> str:
    picture = photo.picture
    caption = f"{photo.caption} {photo_by(photo.credit)}" if photo.credit else photo.caption
    return (
        f'<li><a href="{_text(photo.url)}"{photo.attr} data-full="{_text(picture.largest)}"'
        f' data-pswp-width="{picture.width}" data-pswp-height="{picture.height}" data-caption="{_text(caption)}">'
        f"{photograph(picture, photo.alt or photo.caption, '(min-width: 60rem) 18rem, 46vw')}</a></li>"
    )


@register.simple_tag
def verb_links(verbs: Iterable[Any], forms: str) -> SafeString:
    """What the region's organisations do, each with the number of those that do it; in `<ul class="verbs">`."""
    rows = (
        f'<li><a href="{_text(v.url)}">{_text(v.name)}<span>{counted(v.count, forms)}</span></a></li>' for v in verbs
    )
    return _list("", rows, "")


@register.simple_tag
def gallery_covers(items: Iterable[Any], forms: str) -> SafeString:
    """Galleries, each by its cover, with the number of its photos; in `<ul class="covers">`."""
    return _list("", (_cover(item, forms) for item in items), "")


def _cover(item: Any, forms: str) -> str:
    return (
        f'<li><article class="story">{photograph(item.picture, item.alt, "(min-width: 60rem) 18rem, 46vw")}<div>'
        f"{_title(3, item.url, bind(item.title))}"
        f'<p class="small soft">{counted(item.count, forms)}, {date_range(item.day)}</p></div></article></li>'
    )


@register.simple_tag
def options(choices: Iterable[tuple[Any, Any]]) -> SafeString:
    """`<option>` for each value and label, none of them chosen."""
    return _list("", (f'<option value="{_text(value)}">{_text(label)}</option>' for value, label in choices), "")


def _title(level: int | str, url: str, text: str, attr: str = "") -> str:
    return f'<h{level}{attr}><a href="{_text(url)}">{_text(text)}</a></h{level}>'


def _of(item: Any, name: str) -> Any:
    """What may be left out of a row."""
    return item.get(name, "") if isinstance(item, Mapping) else getattr(item, name, "")


def _list(before: str, rows: Iterable[str], after: str) -> SafeString:
    return mark_safe(before + "".join(rows) + after)  # noqa: S308 each row escaped
