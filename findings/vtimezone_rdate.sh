#!/bin/sh
# Findings on time zones in iCalendar files (RFC 5545, 3.6.5), seen with Python packages icalendar 7.3.0 and
# vobject 0.9.9 (dateutil 2.9.0.post0) and with the npm package ical.js 2.2.1, Thunderbird's reader.
#
# 1. icalendar's Timezone.from_tzid() writes all changes of the clock as one RDATE of many values, though the zone has
#    a plain yearly rule; in it the onset of summer time stands at 03:00, the hour after the change, where the RFC asks
#    for the local time before it (02:00).
# 2. ical.js and vobject read only the first value of such an RDATE in a VTIMEZONE: summer events of all other years are
#    one hour late. No error, no warning. icalendar reads its own file right, so a test that reads with the writer passes.
# 3. The same changes as one RDATE line each, or as RRULE, are read right by all three.
#
# Needs python3 with venv, node with npm. Exits non-zero when any of it is no longer so.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install -q --disable-pip-version-check icalendar==7.3.0 vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null

cat >read.py <<'PYTHON'
import calendar as months
from datetime import UTC
import icalendar, vobject

def changes(month, hour):
    last = lambda year: max(week[6] for week in months.monthcalendar(year, month))
    return [f"{year}{month:02}{last(year):02}T{hour:02}0000" for year in range(1996, 2038)]

def fold(line):
    return "\r\n ".join(line[i : i + 70] for i in range(0, len(line), 70)) + "\r\n"

def zone(repeats):
    text = "BEGIN:VTIMEZONE\r\nTZID:Europe/Warsaw\r\n"
    for name, month, hour, before, after in (("DAYLIGHT", 3, 2, "+0100", "+0200"), ("STANDARD", 10, 3, "+0200", "+0100")):
        text += f"BEGIN:{name}\r\nDTSTART:{changes(month, hour)[0]}\r\n{repeats(month, hour)}"
        text += f"TZNAME:{name}\r\nTZOFFSETFROM:{before}\r\nTZOFFSETTO:{after}\r\nEND:{name}\r\n"
    return text + "END:VTIMEZONE\r\n"

def file(zone):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//finding//EN\r\n" + zone + "BEGIN:VEVENT\r\nUID:1\r\n"
            "DTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Warsaw:20270701T100000\r\nSUMMARY:10:00 in Warsaw is 08:00 UTC\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n")

own = icalendar.Timezone.from_tzid("Europe/Warsaw").to_ical().decode()
unfolded = own.replace("\r\n ", "")
[summer] = [part for part in unfolded.split("BEGIN:") if part.startswith("DAYLIGHT")]
print("icalendar writes: RRULE", "RRULE" in own, "| RDATE lines for summer", summer.count("RDATE"),
      "| summer 2027 begins", next(one for one in summer.split("RDATE:")[1].split() [0].split(",") if one.startswith("2027")))
zones = {
    "icalendar": own,
    "one_line": zone(lambda month, hour: fold("RDATE:" + ",".join(changes(month, hour)[1:]))),
    "line_each": zone(lambda month, hour: "".join(f"RDATE:{one}\r\n" for one in changes(month, hour)[1:])),
    "rrule": zone(lambda month, hour: f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU\r\n"),
}
for name, text in zones.items():
    open(f"{name}.ics", "w", newline="").write(file(text))
    vobject.icalendar.registerTzid("Europe/Warsaw", None)  # it keeps the first zone of a name
    read = next(vobject.readComponents(file(text))).vevent.dtstart.value
    print(f"vobject {name} {read.astimezone(UTC):%H:%M}")
    [entry] = icalendar.Calendar.from_ical(file(text)).walk("VEVENT")
    print(f"icalendar {name} {entry.decoded('dtstart').astimezone(UTC):%H:%M}")
PYTHON
cat >read.mjs <<'NODE'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
for (const name of ["icalendar", "one_line", "line_each", "rrule"]) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(`${name}.ics`, "utf8")));
  const start = calendar.getFirstSubcomponent("vevent").getFirstPropertyValue("dtstart").toJSDate();
  console.log("ical.js", name, start.toISOString().slice(11, 16));
}
NODE
{ env/bin/python read.py; node read.mjs; } >seen
cat >expected <<'SEEN'
icalendar writes: RRULE False | RDATE lines for summer 1 | summer 2027 begins 20270328T030000
vobject icalendar 09:00
icalendar icalendar 08:00
vobject one_line 09:00
icalendar one_line 08:00
vobject line_each 08:00
icalendar line_each 08:00
vobject rrule 08:00
icalendar rrule 08:00
ical.js icalendar 09:00
ical.js one_line 09:00
ical.js line_each 08:00
ical.js rrule 08:00
SEEN
cat seen
diff expected seen
