"""What upper floors tell the outbox."""

from collections.abc import Callable

from common.sockets import Socket

# Who knows an address to be its owner's (a confirmed account).
ADDRESS_PROOFS: Socket[Callable[[str], bool]] = Socket("proofs of an address")
