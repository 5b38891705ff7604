"""Where an engine may be: http or https, no password in the URL, and no private network unless it is allowed.

A URL comes from settings, but its host's address comes from a name server, and replies may redirect: a service must
not be able to point a worker at the newsroom's own machines.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Collection
from urllib.parse import urlsplit

from translation.engines.base import Refused, Unreachable

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
# Reserved, whatever this Python says: of protocols, where clouds have metadata services too (RFC 6890);
# for documentation (RFC 9637).
_RESERVED = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv6Network("3fff::/20"))
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")  # RFC 4291: all else is reserved, local or multicast


def url_problem(url: str, setting: str) -> str:
    """Return why the URL that `setting` holds cannot be used, in words for the desk, or "". Resolves nothing."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() or not character.isprintable() for character in url):
        return f"{setting} must begin with http:// or https:// and name a host"
    if parts.username is not None or parts.password is not None:
        return f"{setting} must not hold a user name or password"
    if parts.query or parts.fragment:
        return f"{setting} must end with a path, without ? or #"
    return ""


def resolve(host: str, port: int, private_hosts: Collection[str], seconds: float, name: str) -> list[str]:
    """Return a host's addresses, all of them allowed.

    private_hosts: hosts that may have private addresses, "*" for all. seconds: how long name servers may take.
    Raises Unreachable if the host is unknown, Refused if one of its addresses is private and the host not allowed.
    """
    found = _looked_up(host, port, seconds, name)
    if "*" in private_hosts or host.lower() in {entry.lower() for entry in private_hosts}:
        return found
    for address in found:
        if not _public(address.partition("%")[0]):
            raise Refused(
                f"{name} is at {host}, an address of a private network ({address}). "
                f"If it is yours, name {host} in ENGINE_PRIVATE_HOSTS."
            )
    return found


def _public(address: str) -> bool:
    """Tell whether an address is one of the internet's, and so is the IPv4 address that it may hold.

    ipaddress.is_global alone does not look inside, and holds multicast and reserved addresses for global.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        held = ip.ipv4_mapped
        if ip in _NAT64:  # what name servers of networks without IPv4 answer
            held = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if held is not None:
            ip = held
        elif ip not in _GIVEN_OUT or not (ip.sixtofour is None or _public(str(ip.sixtofour))):
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _RESERVED)


def _looked_up(host: str, port: int, seconds: float, name: str) -> list[str]:
    """Ask the name servers in a thread that is left behind when they take too long: the call itself cannot be ended."""
    answers: list[list[str] | OSError | UnicodeError] = []

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise Unreachable(f"{name} is at {host}, whose address is not known within {seconds:g} seconds.", lost=False)
    if isinstance(answers[0], (OSError, UnicodeError)):
        raise Unreachable(f"{name} is at {host}, whose address is not known: {answers[0]}.", lost=False)
    return answers[0]
