"""Where the database, the broker and the secret key come from.

Environment variables take precedence over the private servers of this checkout, whose addresses are in
var/servers.json while they run (newsroom.local.stack writes it). Resolving never fails, so that `manage.py help`,
`check` and `makemigrations` work without any server; `require` raises for a command that needs them.
"""

import json
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

DOWN = (
    "the private servers of this checkout are not running: start them with `make run` (or `make servers`) in another "
    "terminal, or set DATABASE_URL and REDIS_URL"
)
NEEDS_NOTHING = frozenset(
    {
        "catalogues",
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "engines",
        "models",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "version",
        "--help",
        "-h",
        "--version",
    }
)
ABSENT = {
    "DATABASE_URL": "postgresql://newsroom@%2Fnonexistent:5432/newsroom",
    "REDIS_URL": "unix:///nonexistent/valkey.sock?db=0",
}


class LocalServersDown(Exception):
    """The private servers are needed, and they do not run. Its text describes how to start them."""


def var_dir(environ: Mapping[str, str], base_dir: Path) -> Path:
    """Return the folder of all local data: NEWSROOM_VAR, or var/ in the checkout."""
    return Path(environ.get("NEWSROOM_VAR") or base_dir / "var").absolute()


def resolve(environ: Mapping[str, str], base_dir: Path) -> dict[str, str]:
    """Return DATABASE_URL, REDIS_URL and SECRET_KEY for settings.

    Values of the environment are returned unchanged. The private servers' URLs are returned while they answer, else
    URLs without a server. SECRET_KEY is that of this checkout's local runs unless the environment sets one. Without
    either it is random for this process, but "" (which Django refuses) if DATABASE_URL is set.
    """
    var = var_dir(environ, base_dir)
    found = {**ABSENT, **_running(var)}
    found = {name: environ.get(name) or url for name, url in found.items()}
    made_up = "" if environ.get("DATABASE_URL") else secrets.token_urlsafe(50)
    return {**found, "SECRET_KEY": environ.get("SECRET_KEY") or read_text(var / "secret_key") or made_up}


def require(environ: Mapping[str, str], base_dir: Path) -> None:
    """Raise LocalServersDown if a private server is needed that does not answer."""
    found = resolve(environ, base_dir)
    if any(found[name] == url for name, url in ABSENT.items()):
        raise LocalServersDown(DOWN)


def needs_servers(argv: list[str]) -> bool:
    """Return whether `manage.py ARGV...` needs the database or the broker."""
    words = argv[1:2] + [word for word in argv[2:] if word in ("--help", "-h")]
    asks_database = any(
        word.partition("=")[0] == "--database" for word in argv[2:]
    )  # manage.py check --database default
    return asks_database or not (NEEDS_NOTHING & set(words or ["help"]))


def answers(url: str) -> bool:
    """Return whether a server accepts connections on the unix socket of a database or Redis URL."""
    parts = urlsplit(url)
    path = parts.path if parts.scheme == "unix" else parts.netloc.rpartition("@")[2].replace(":", "/.s.PGSQL.")
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(unquote(path))
        except OSError:
            return False
    return True


def _running(var: Path) -> dict[str, str]:
    try:
        urls = json.loads(read_text(var / "servers.json") or "{}")
    except ValueError:
        return {}
    return {name: url for name, url in urls.items() if name in ABSENT and answers(url)}


def read_text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""
