#!/bin/bash
# phonenumbers 9.0.43 (and libphonenumber, whose tables it carries) knows the extensions of English, Spanish, French and
# Russian letters, but not the Polish "wew." and "w.": it takes their letters for the keys of a telephone. Of
# "58 326 85 61 wew. 12" remains the number 58326856193912, of "58 326 85 61 w. 1" the number 5832685611, without an
# extension and without an error; the latter has a possible length. Only is_valid_number() says no.
# What helps: take the extension apart before the text is parsed, and ask for validity.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers
from phonenumbers import is_possible_number, is_valid_number, parse

print("phonenumbers", phonenumbers.__version__)
expected = {
    "58 326 85 61 ext. 12": (583268561, "12", True, True),
    "58 326 85 61 wew. 12": (58326856193912, None, False, False),
    "58 326 85 61 w. 1": (5832685611, None, True, False),
}
for text, told in expected.items():
    number = parse(text, "PL")
    seen = (number.national_number, number.extension, is_possible_number(number), is_valid_number(number))
    print(f"{text!r}: number {seen[0]}, extension {seen[1]}, possible {seen[2]}, valid {seen[3]}")
    assert seen == told, (seen, told)
PYTHON
