"""One GET whose body is too large for the wire: it is read piece by piece, from the very address that was checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from urllib.request import getproxies, proxy_bypass

import httpx

from translation.engines.base import Unreachable
from translation.engines.net.address_guard import resolve
from translation.engines.net.transport import CONNECTING, aimed, trusted


@contextmanager
def opened(
    url: str, headers: Mapping[str, str], private_hosts: Collection[str], stall: float, name: str
) -> Iterator[httpx.Response]:
    """Open a reply of any status; its body is still to be read. No redirect is followed.

    stall: seconds without a byte. private_hosts, name: see addresses.resolve. A proxy that the environment names for
    the host looks its address up itself; everywhere else the host is asked at the addresses that were checked, and not
    looked up again: a name server could give another one. Raises httpx.HTTPError, httpx.InvalidURL, EngineError.
    """
    target = httpx.URL(url)
    timeout = httpx.Timeout(stall, connect=min(stall, CONNECTING))
    proxy = _proxy(target)
    # What the environment says is read here: httpx might read it otherwise, and go past the proxy and the check.
    with (
        httpx.Client(timeout=timeout, verify=trusted(), trust_env=False, proxy=proxy) as client,
        ExitStack() as stack,
    ):
        if proxy:
            yield stack.enter_context(client.stream("GET", target, headers=headers))
            return
        port = target.port or (443 if target.scheme == "https" else 80)
        addresses = resolve(target.host, port, private_hosts, CONNECTING, name)
        yield _first(client, stack, target, headers, addresses)


def _first(
    client: httpx.Client, stack: ExitStack, url: httpx.URL, headers: Mapping[str, str], addresses: list[str]
) -> httpx.Response:
    """Return the reply of the first address that accepts a connection."""
    for number, address in enumerate(addresses, start=1):
        aim = aimed(url, address)
        try:
            return stack.enter_context(
                client.stream("GET", aim.url, headers={**headers, **aim.headers}, extensions=aim.extensions)
            )
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses):
                raise
    raise Unreachable(f"{url.host} has no address.", lost=False)


def _proxy(url: httpx.URL) -> str | None:
    """Return the proxy that the environment names for a URL."""
    found = getproxies()
    proxy = found.get(url.scheme) or found.get("all") or ""
    if not proxy or proxy_bypass(url.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
