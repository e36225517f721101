"""Where a request comes from, told by the connection or by a proxy that is trusted to tell."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_SHARED_PREFIX: Final = 64  # one subscriber's IPv6 addresses share so many bits


class Addresses:
    """Finds the client's address.

    Args:
        trusted: Networks of the proxies in front of us.
    """

    def __init__(self, trusted: Sequence[IPv4Network | IPv6Network]) -> None:
        self._trusted = tuple(trusted)

    def client(self, peer: tuple[str, int] | None, forwarded_for: bytes | None) -> str:
        """Return the address of the client."""
        address = peer[0] if peer else "unknown"
        if forwarded_for is None or not self._trusted or not self._is_trusted(address):
            return address
        # From the right: each proxy adds whom it heard, and only what trusted ones added is true.
        for hop in reversed(forwarded_for.decode("latin-1").split(",")):
            address = hop.strip()
            if not self._is_trusted(address):
                return address if _is_address(address) else "unknown"
        return address

    def _is_trusted(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)


@lru_cache(4096)
def limit_key(address: str) -> str:
    """Return what requests of one subscriber are counted under."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((int(parsed) >> _SHARED_PREFIX << _SHARED_PREFIX, _SHARED_PREFIX)))
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
