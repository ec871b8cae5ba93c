"""Every parameter read of an address, a form or a JSON body stands in the table, with what protects it."""

from tests.architecture.parameters import PARAMETERS
from tests.architecture.sent import is_form, parameters_read


def read() -> set[tuple[str, str]]:
    """What forms and rows are given is asked in test_form_choices.py."""
    return {(path, name) for path, name in parameters_read() if not is_form(name)}


def test_every_parameter_that_is_read_stands_in_the_table():
    listed = {(path, name) for path, names in PARAMETERS.items() for name in names}
    assert sorted(read() - listed) == [], "say in tests/architecture/parameters.py what protects it"


def test_the_table_names_no_parameter_that_is_read_no_more():
    listed = {(path, name) for path, names in PARAMETERS.items() for name in names}
    assert sorted(listed - read()) == []
