"""Failed logins: how clients are counted, the log line, and the response while logging in is locked.

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

# An internet provider's customer usually gets an IPv6 network of this size, so an attacker has many addresses.
IPV6_PREFIX = 64
LOGGED_CHARACTERS = 100
STORED_CHARACTERS = 255  # axes.AccessAttempt.username


def client_address(request: HttpRequest) -> str | None:
    """Return the client's address: an IPv4 address, or the first address of an IPv6 network of 64 bits.

        Each of the TRUSTED_PROXIES in front appends its client's address to X-Forwarded-For. Entries further left
    were sent by the client and are not trusted. None if the address is not known.
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
    """Return the name of the account, cut to the length of its column in the table of failures."""
    return str((credentials or request.POST).get("username") or "")[:STORED_CHARACTERS]


def lockout_parameters(request_or_attempt: Any, _credentials: Any = None) -> list[str]:
    """Return what failures are counted by: the account, and the address if it is known."""
    address = getattr(request_or_attempt, "axes_ip_address", None) or getattr(request_or_attempt, "ip_address", None)
    return ["username", "ip_address"] if address else ["username"]


def describe_client(username: str | None, address: str | None, _agent: str, path: Any, _request: HttpRequest) -> str:
    """Return a client's description for the log. repr() prevents a name with line ends from forging a log line."""
    return f"account={(username or '')[:LOGGED_CHARACTERS]!r} address={address or 'unknown'} path={path!r}"


def locked_out(request: HttpRequest, _response: HttpResponse | None, _credentials: Any = None) -> HttpResponse:
    """Return the response to a login while it is locked: 429, with the time to wait."""
    seconds = settings.AXES_COOLOFF_TIME.total_seconds()
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "registration/locked_out.html", context, status=429)
    response.headers["Retry-After"] = str(int(seconds))
    return response
