"""The funding sentence made from a project's fields, as the rules of publicity of its period word it.

Staff may write another one; an empty field means this one.
"""

from partnerships.projects.models import FundingProject, Period

# Names of funds after *ze środków*, and in English.
FUNDS = {
    "europejski fundusz społeczny": ("Europejskiego Funduszu Społecznego", "European Social Fund"),
    "europejski fundusz społeczny plus": ("Europejskiego Funduszu Społecznego Plus", "European Social Fund Plus"),
    "europejski fundusz rozwoju regionalnego": (
        "Europejskiego Funduszu Rozwoju Regionalnego",
        "European Regional Development Fund",
    ),
    "fundusz pracy": ("Funduszu Pracy", "Labour Fund"),
}


def polish_sentence(project: FundingProject) -> str:
    """`Projekt „…” jest dofinansowany przez Unię Europejską ze środków …, w ramach programu ….`"""
    title = _inner(project.title, "»«")
    fund = FUNDS.get(project.fund.strip().lower(), ("", ""))[0]
    money = f" ze środków {fund}" if fund else ""
    if not fund and project.fund:
        money = f" z funduszu: {project.fund.strip()}"
    programme = f" w ramach programu {_inner(project.programme.strip(), '»«')}" if project.programme else ""
    if project.period == Period.OTHER:
        return f"Projekt „{title}” jest finansowany{money}{programme}." if money or programme else f"Projekt „{title}”."
    verb = "dofinansowany" if project.period == Period.P2021 else "współfinansowany"
    return f"Projekt „{title}” jest {verb} przez Unię Europejską{money}{programme}."


def english_sentence(project: FundingProject) -> str:
    """The same in English; empty without an English title."""
    if not project.title_en:
        return ""
    title = _inner(project.title_en, "‘’")
    known = FUNDS.get(project.fund.strip().lower(), ("", ""))[1]
    fund = f" from the {known}" if known else ""
    if project.period == Period.OTHER:
        return f"The project “{title}” is funded{fund}." if fund else f"The project “{title}”."
    return f"The project “{title}” is co-funded by the European Union{fund}."


def _inner(text: str, signs: str) -> str:
    """Quotation marks inside others become inner ones."""
    return text.replace("„", signs[0]).replace("“", signs[0]).replace("”", signs[1]).rstrip(".")
