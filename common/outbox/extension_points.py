"""What upper apps tell the outbox."""

from collections.abc import Callable

from common.extension_points import ExtensionPoint

# Who knows an address to be its owner's (a confirmed account).
ADDRESS_PROOFS: ExtensionPoint[Callable[[str], bool]] = ExtensionPoint("proofs of an address")
