"""How values are kept in Redis: MessagePack, which knows data and nothing else.

A pickle is a program that runs when it is read, so nobody who can write to Redis may have one read here.
"""

from typing import Any

import msgpack


class Unreadable(ValueError):
    """The value is not one that the portal has written."""


class Packing:
    """Django's serializer of the Redis cache. Whole numbers stay as they are, for Redis adds to them itself.

    Takes None, bool, numbers, str, bytes, tuples and dicts of those; a list comes back as a tuple. Another type raises
    TypeError when it is stored.
    """

    def dumps(self, value: Any) -> Any:
        """The value as Redis keeps it."""
        return value if type(value) is int else msgpack.packb(value)

    def loads(self, data: bytes) -> Any:
        """The value; raises Unreadable."""
        if data[:1].isdigit() or data[:1] == b"-":
            try:
                return int(data)
            except ValueError as error:
                raise Unreadable from error
        try:
            return msgpack.unpackb(data, use_list=False, strict_map_key=False)
        except ValueError as error:  # msgpack's own errors are ValueErrors too
            raise Unreadable from error
