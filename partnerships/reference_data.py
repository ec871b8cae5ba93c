"""The logo rows of the two programming periods, with neutral drawings until a centre uploads the official files.

Another source of money has no row of its own: what must be shown there differs from one to the next.
"""

from common.db.reference_data import Row

# Period, name, drawing of static/art/logos/.
ROWS = (
    ("2014-2020", "Fundusze Europejskie", "fundusze"),
    ("2014-2020", "Rzeczpospolita Polska", "rp"),
    ("2014-2020", "Samorząd województwa", "region"),
    ("2014-2020", "Unia Europejska, Europejski Fundusz Społeczny", "ue"),
    ("2021-2027", "Fundusze Europejskie", "fundusze"),
    ("2021-2027", "Rzeczpospolita Polska", "rp"),
    ("2021-2027", "Dofinansowane przez Unię Europejską", "ue"),
    ("2021-2027", "Samorząd województwa", "region"),
)


def logo_marks() -> list[Row]:
    """The marks of each period in their order."""
    return [
        {"period": period, "name": name, "placeholder": drawing, "position": number % 4 + 1}
        for number, (period, name, drawing) in enumerate(ROWS)
    ]
