"""Which addresses a fetch may connect to: none inside the user's own machine or network, unless asked."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from leeway.errors import LeewayError

NAT64 = ip_network("64:ff9b::/96")


class Forbidden(LeewayError):
    """The address is private, or a redirect leads to one."""


def addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numeric addresses of a host, in the order the system prefers.

    Raises `Forbidden` if any of them is not public, so that a name with one public and one private address does not
    pass; `LeewayError` if the name has none. The caller connects to these very addresses and does not ask again.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise LeewayError(f"no address for {host}: {error}") from None
    numeric = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in numeric:
        if not allow_private and not is_public(address):
            raise Forbidden(f"{host} is {address}, a private or reserved address; --allow-private permits it")
    return numeric


def is_public(address: str) -> bool:
    """Whether an address is on the public internet, also where it is wrapped in one of another family."""
    ip = ip_address(address.split("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
