"""Whether a host is one of the office's own network, where nothing on the web may send us."""

import ipaddress
import socket

_LOCAL = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa")


def leads_inside(host: str) -> bool:
    """Whether the host is an address that is not on the public network, or a name of one.

    A name that cannot be resolved here is none of ours: the request itself will say so.
    """
    if named_inside(host):
        return True
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(_name(host), None)}
    except (OSError, UnicodeError):
        return False
    return any(not _public(one) for one in addresses)


def named_inside(host: str) -> bool:
    """The same as far as the name itself tells; nobody is asked."""
    name = _name(host)
    try:
        return not _public(name)
    except ValueError:
        return name.endswith(_LOCAL)


def _name(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("[").removesuffix("]")


def _public(address: str) -> bool:
    seen = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(seen, "ipv4_mapped", None)
    return (mapped or seen).is_global
