"""The region's figures as one sentence: „Od stycznia w 23 spotkaniach uczestniczyło 418 osób z 96 podmiotów…”."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.text.polish import HARD, is_english, number, plural
from events.figures.queries import RegionFigures


def region_sentence(figures: RegionFigures, today: date) -> SafeString:
    """The figures of this year, or of an earlier one, as a person would say them; the numbers stand out."""
    events, people, entities, counties = (
        (n, f"{number(n)}{HARD}") for n in (figures.events, figures.people, figures.entities, figures.counties)
    )
    this_year = figures.since.year == today.year
    if is_english():
        begin = "Since January" if this_year else f"In {figures.since.year}"
        return format_html(
            "{} <b>{}</b> took part in <b>{}</b>, from <b>{}</b> and <b>{}</b>.",
            begin,
            people[1] + plural(people[0], "person", "people", "people"),
            events[1] + plural(events[0], "meeting", "meetings", "meetings"),
            entities[1] + plural(entities[0], "social-economy entity", "", "social-economy entities"),
            counties[1] + plural(counties[0], "county", "counties", "counties"),
        )
    begin = f"Od stycznia w{HARD}" if this_year else f"W{HARD}{figures.since.year}{HARD}r. w{HARD}"
    return format_html(
        "{}<b>{}</b> {} <b>{}</b> z{}<b>{}</b> ekonomii społecznej i{}<b>{}</b>.",
        begin,
        events[1] + plural(events[0], "spotkaniu", "spotkaniach", "spotkaniach"),
        plural(people[0], "uczestniczyła", "uczestniczyły", "uczestniczyło"),
        people[1] + plural(people[0], "osoba", "osoby", "osób"),
        HARD,
        entities[1] + plural(entities[0], "podmiotu", "podmiotów", "podmiotów"),
        HARD,
        counties[1] + plural(counties[0], "powiatu", "powiatów", "powiatów"),
    )
