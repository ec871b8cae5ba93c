"""Towns of the demo: county, position, postal code."""

from typing import NamedTuple


class Town(NamedTuple):
    """Where a town lies."""

    county: str
    latitude: float
    longitude: float
    postal_code: str = ""


TOWNS = {
    "Kęty": Town("1213", 49.882, 19.222, "32-650"),
    "Oświęcim": Town("1213", 50.034, 19.210, "32-600"),
    "Chrzanów": Town("1203", 50.135, 19.402, "32-500"),
    "Wadowice": Town("1218", 49.883, 19.493, "34-100"),
    "Olkusz": Town("1212", 50.281, 19.565, "32-300"),
    "Starachowice": Town("2611", 51.046, 21.071, "27-200"),
    "Kielce": Town("2661", 50.870, 20.628, "25-516"),
    "Ostrowiec Świętokrzyski": Town("2607", 50.929, 21.385, "27-400"),
    "Byczyna": Town("1604", 51.114, 18.214, "46-220"),
    "Polanowice": Town("1604", 51.090, 18.246, "46-220"),
    "Częstochowa": Town("2464", 50.811, 19.120, "42-217"),
    "Żarki": Town("2409", 50.625, 19.364, "42-310"),
    "Poznań": Town("3064", 52.408, 16.934, "61-841"),
    "Konin": Town("3062", 52.223, 18.251, "62-500"),
    "Zielona Góra": Town("0862", 51.936, 15.506, "65-057"),
    "Warszawa": Town("1465", 52.230, 21.011, "00-926"),
    "Gdańsk": Town("2261", 54.352, 18.646, "80-810"),
    "Gdynia": Town("2262", 54.519, 18.530, "81-364"),
    "Sopot": Town("2264", 54.442, 18.560, "81-704"),
    "Słupsk": Town("2263", 54.464, 17.029, "76-200"),
    "Debrzno": Town("2203", 53.538, 17.237, "77-310"),
    "Dzierzgoń": Town("2216", 53.922, 19.346, "82-440"),
    "Kartuzy": Town("2205", 54.334, 18.197, "83-300"),
    "Kościerzyna": Town("2206", 54.122, 17.981, "83-400"),
    "Chojnice": Town("2202", 53.696, 17.557, "89-600"),
    "Bytów": Town("2201", 54.170, 17.492, "77-100"),
    "Lębork": Town("2208", 54.539, 17.750, "84-300"),
    "Malbork": Town("2209", 54.036, 19.027, "82-200"),
    "Kwidzyn": Town("2207", 53.724, 18.931, "82-500"),
    "Tczew": Town("2214", 54.092, 18.778, "83-110"),
    "Starogard Gdański": Town("2213", 53.964, 18.531, "83-200"),
    "Wejherowo": Town("2215", 54.606, 18.235, "84-200"),
    "Puck": Town("2211", 54.718, 18.409, "84-100"),
    "Nowy Dwór Gdański": Town("2210", 54.213, 19.118, "82-100"),
    "Pruszcz Gdański": Town("2204", 54.262, 18.636, "83-000"),
}
