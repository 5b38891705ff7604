"""The environment: the .env file, variables read by kind, and where the servers of this newsroom are.

variables  Environment reads variables by kind; load() reads the .env file
servers    DATABASE_URL, REDIS_URL and SECRET_KEY: given, or those of this checkout's private servers
"""

from newsroom.environment.servers import (
    ABSENT,
    LocalServersDown,
    answers,
    needs_servers,
    read_text,
    require,
    resolve,
    var_dir,
)
from newsroom.environment.variables import EnvError, Environment, Invalid, load, parse_names

__all__ = [
    "ABSENT",
    "EnvError",
    "Environment",
    "Invalid",
    "LocalServersDown",
    "answers",
    "load",
    "needs_servers",
    "parse_names",
    "read_text",
    "require",
    "resolve",
    "var_dir",
]
