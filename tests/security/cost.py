"""What one request may cost a web process, and how that is read."""

import resource
import sys

SECONDS, MEMORY = 2.0, 300 * 2**20


def memory() -> int:
    """The most that this process has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
