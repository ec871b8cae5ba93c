"""The waiting list as a list on paper: docs/WAITING_LIST.md once more, in the plainest Python, without a database."""

from dataclasses import dataclass, field


@dataclass
class Group:
    """Who came with one form."""

    together: bool
    people: list[int]
    passed: int = 0


@dataclass
class Paper:
    """An event on paper: who sits, who waits (in order), what was promised above the places."""

    capacity: int | None
    stopped: bool = False
    groups: list[Group] = field(default_factory=list)
    sits: set[int] = field(default_factory=set)
    waits: list[int] = field(default_factory=list)
    # Who gave up: whether nobody has been told of a place since; None for who only waited.
    gone: dict[int, bool | None] = field(default_factory=dict)
    # Pairs (who was let in, the group that had waited longer), for groups that the event could hold.
    overtaken: list[tuple[int, Group]] = field(default_factory=list)

    def free(self) -> int:
        return 10**9 if self.capacity is None else max(0, self.capacity - len(self.sits))

    def group_of(self, person: int) -> Group:
        return next(group for group in self.groups if person in group.people)

    def units(self) -> list[list[int]]:
        """Who waits, those of "all or none" together at the place of their first."""
        units: list[list[int]] = []
        for person in self.waits:
            group = self.group_of(person)
            mates = [other for other in self.waits if other in group.people] if group.together else [person]
            if person == mates[0]:
                units.append(mates)
        return units

    def too_large(self, unit: list[int]) -> bool:
        return self.capacity is not None and len(unit) > self.capacity

    def register(self, first: int, size: int, together: bool) -> None:
        people = list(range(first, first + size))
        self.groups.append(Group(together, people))
        somebody_waits = any(not self.too_large(unit) for unit in self.units())
        for person in people:
            if somebody_waits or self.free() == 0 or (together and person == people[0] and self.free() < size):
                self.waits += people[people.index(person) :]
                return
            self.sits.add(person)

    def give_up(self, person: int) -> None:
        self.gone[person] = True if person in self.sits else None
        self.sits.discard(person)
        self.waits = [other for other in self.waits if other != person]
        self.hand_on()

    def restore(self, person: int) -> bool:
        """The place is given back while it is free and nobody was told; who waited stands where they stood."""
        was = self.gone[person]
        if was is False or (was and self.free() == 0):
            return False
        del self.gone[person]
        if was:
            self.sits.add(person)
        else:
            self.waits = sorted([*self.waits, person])
        self.hand_on()
        return True

    def set_capacity(self, capacity: int | None) -> None:
        self.capacity = capacity
        self.hand_on()

    def hand_on(self) -> None:
        """Give what is free to the first whom it fits, again and again, until it is for nobody."""
        while not self.stopped and self._hand_on_once():
            pass

    def _hand_on_once(self) -> bool:
        in_front: list[list[int]] = []
        for unit in self.units():
            if any(self.group_of(one[0]).passed == 3 for one in in_front):
                return False
            if len(unit) <= self.free():
                self.sits |= set(unit)
                self.gone = {one: None if was is None else False for one, was in self.gone.items()}
                self.waits = [person for person in self.waits if person not in unit]
                for one in in_front:
                    self.group_of(one[0]).passed += 1
                    self.overtaken.append((unit[0], self.group_of(one[0])))
                return True
            if not self.too_large(unit):
                in_front.append(unit)
        return False
