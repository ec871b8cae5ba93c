"""Processor time of other processes, read from /proc (Linux): it does not depend on what else the machine does."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """What a process and its children have used so far, ended children included; 0 where /proc does not tell.

    Of gunicorn: the workers; of PostgreSQL: the backends.
    """
    used = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if path.parent.name == str(pid):
            used += sum(map(int, fields[11:15]))  # its own, and its ended children's
        elif fields[1] == str(pid):
            used += sum(map(int, fields[11:13]))
    return used / TICKS
