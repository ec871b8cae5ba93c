"""What several events of the demo share: hours, contacts, pictures."""

from datetime import time

MORNING, DAY = (time(10), time(13)), (time(9), time(15, 30))
POMORZE = "pomorze-przy-wspolnym-stole"
ROPS = "rops-wojewodztwa-pomorskiego"
STEPLESS = "Wejście bez progu, winda, toaleta dostosowana, pętla indukcyjna."
ANIMATOR = {
    "contact_name": "Halina Zarzycka",
    "contact_function": "animatorka współpracy z przedsiębiorcami",
    "contact_phone": "+48330000001",
    "contact_email": "zarzycka@mowes.example",
}
GDANSK = {
    "contact_name": "Alicja Brzezicka",
    "contact_function": "animatorka",
    "contact_phone": "+48580000011",
    "contact_email": "brzezicka@dobra-robota.example",
}
SLUPSK = {
    "contact_name": "Norbert Wittstock",
    "contact_function": "animator",
    "contact_phone": "+48590000031",
    "contact_email": "owes@cio.example",
}
TALK = ("prelekcja", "Prelegentka pokazuje na tablicy sieć powiązań, pięć osób słucha", "")
TABLE = ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", "")
GROUPS = ("grupy", "Dwie grupy przy stołach z karteczkami, prowadząca przy tablicy", "")
COACH = ("wyjazd", "Buraczkowy autokar z uczestnikami jedzie przez wzgórza", "")
