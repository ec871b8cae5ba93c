"""Each parameter that names an object is sent the objects of others: answered like one that does not exist."""

import pytest
from django.utils import timezone

from tests.architecture.parameters import PARAMETERS, Plain
from tests.architecture.world import World
from tests.security import naming_lists, naming_panel
from tests.security.naming import Attack, faults_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_apart")]
ATTACKS: dict[tuple[str, str], list[Attack]] = {**naming_panel.ATTACKS, **naming_lists.ATTACKS}
CASES = [(key, n) for key, attacks in ATTACKS.items() for n in range(len(attacks))]


def test_each_parameter_that_names_an_object_is_attacked():
    naming = {
        (path, name) for path, names in PARAMETERS.items() for name, why in names.items() if not isinstance(why, Plain)
    }
    assert sorted(naming - set(ATTACKS)) == [], "attack it in tests/security/naming_panel.py or naming_lists.py"
    assert sorted(set(ATTACKS) - {(path, name) for path, names in PARAMETERS.items() for name in names}) == []


@pytest.mark.parametrize(("key", "n"), CASES, ids=[f"{path}:{name}:{n}" for (path, name), n in CASES])
def test_the_object_of_others_is_answered_like_one_that_does_not_exist(key, n, cast, time_machine, settings):
    time_machine.move_to(timezone.now(), tick=False)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    world = World(cast)
    assert faults_of(world, ATTACKS[key][n](world)) == []
