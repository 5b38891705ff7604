"""Failed logins: who counts as the same client, what the log says, and the answer while logging in is locked.

django-axes counts failures by account and by address (settings.AXES_*). It calls these functions by their dotted path.
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A network customer usually gets this much of IPv6: single addresses of it cost an attacker nothing.
IPV6_PREFIX = 64
LOGGED_CHARACTERS = 100
STORED_CHARACTERS = 255  # axes.AccessAttempt.username


def client_address(request: HttpRequest) -> str | None:
    """Return the client's address: an IPv4 address, or the first address of an IPv6 network of 64 bits.

    Each of the TRUSTED_PROXIES in front appends to X-Forwarded-For the address that it was asked from. What stands
    further left was sent by the client, who can write anything there. None if the address is not known.
    """
    found = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        found = forwarded[max(len(forwarded) - settings.TRUSTED_PROXIES, 0)] or found
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False).network_address)
    return str(address)


def account(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the name of the account, cut to what the table of failures holds."""
    return str((credentials or request.POST).get("username") or "")[:STORED_CHARACTERS]


def lockout_parameters(request_or_attempt: Any, _credentials: Any = None) -> list[str]:
    """Return by what failures are counted: the account, and the address where it is known."""
    address = getattr(request_or_attempt, "axes_ip_address", None) or getattr(request_or_attempt, "ip_address", None)
    return ["username", "ip_address"] if address else ["username"]


def describe_client(username: str | None, address: str | None, _agent: str, path: Any, _request: HttpRequest) -> str:
    """Return what the log says of a client. repr() keeps line ends in a name from forging a log line."""
    return f"account={(username or '')[:LOGGED_CHARACTERS]!r} address={address or 'unknown'} path={path!r}"


def locked_out(request: HttpRequest, _response: HttpResponse | None, _credentials: Any = None) -> HttpResponse:
    """Answer a login while it is locked: 429, with how long to wait."""
    seconds = settings.AXES_COOLOFF_TIME.total_seconds()
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "registration/locked_out.html", context, status=429)
    response.headers["Retry-After"] = str(int(seconds))
    return response
