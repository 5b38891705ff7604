"""The port of a local run: held by the supervisor, so that it is taken before anything is started."""

import errno
import os
import socket

from newsroom.local.trouble import Trouble


def listen(wanted: str) -> socket.socket:
    """Return a listening socket on 127.0.0.1; "0" takes any free port. Raises Trouble with a hint how to fix it."""
    if not wanted.isdecimal() or int(wanted) > 65535:
        raise Trouble(f"PORT must be a number up to 65535, not “{wanted}”: make run PORT=8000")
    port = int(wanted)
    try:
        return _bound(port)
    except PermissionError:
        raise Trouble(f"port {port} is for the system's own programs: make run PORT=8000") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise Trouble(f"port {port} cannot be used ({os.strerror(error.errno or 0)}): make run PORT=8001") from None
        raise Trouble(f"port {port} is in use by another program: make run PORT={_free_after(port)}") from None


def _bound(port: int) -> socket.socket:
    server = socket.socket()
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen(64)
    except OSError:
        server.close()
        raise
    return server


def _free_after(port: int) -> int:
    for other in range(port + 1, min(port + 50, 65535)):
        try:
            _bound(other).close()
        except OSError:
            continue
        return other
    return 0
