#!/bin/bash
# A Redis behind a socket with a password: redis-py reads the password from the query of the address, kombu (the broker of
# Celery) reads everything else there and drops the password without a word, so the cache comes in and the broker gets
# "Authentication required". kombu's takes it before the path. Seen with kombu 5.7.0 and redis 8.1.0.
# Exit 0 while it is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check kombu==5.7.0 redis==8.1.0 packaging==26.3
"$folder/venv/bin/python" - <<'PY'
import sys
from types import SimpleNamespace

import kombu
import redis
from kombu.transport.redis import Channel


class Seen(Channel):
    """A channel that was given an address and never connects."""

    def __init__(self, address):
        self.connection = SimpleNamespace(client=kombu.Connection(address), default_port=6379)

    def __del__(self):
        pass


def broker(address):
    told = Seen(address)._connparams()
    return told["path"], told["db"], told.get("password")


pool = redis.ConnectionPool.from_url("unix:///run/r.sock?db=3&password=secret")
cache = pool.connection_kwargs["path"], pool.connection_kwargs["db"], pool.connection_kwargs.get("password")
query, before = broker("redis+socket:///run/r.sock?virtual_host=3&password=secret"), broker("redis+socket://:secret@/run/r.sock?virtual_host=3")
print("kombu", kombu.__version__, "redis", redis.__version__)
print("redis-py, password after the ?:", cache)
print("kombu,    password after the ?:", query)
print("kombu,    password before the path:", before)
expected = (("/run/r.sock", 3, "secret"), ("/run/r.sock", 3, None), ("/run/r.sock", 3, "secret"))
sys.exit(0 if (cache, query, before) == expected else 1)
PY
