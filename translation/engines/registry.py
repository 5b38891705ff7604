"""The engines that settings name, one instance of each per process. Settings are read when asked, not at import."""

from __future__ import annotations

import os
import threading
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from translation.engines.base import Engine, EngineError

# The process id is part of the key: a forked worker must not share sockets or models with its parent.
_made: dict[tuple[int, str], tuple[str, dict[str, object], Engine]] = {}
_lock = threading.Lock()


class UnknownEngine(EngineError):
    """Raised for a name that settings.ENGINES does not have; the message lists those it has."""


def names() -> list[str]:
    """Return the names of all engines that settings.ENGINES registers."""
    return list(settings.ENGINES)


def preferred(source: str = "*", target: str = "*") -> list[str]:
    """Return the engines that serve a pair without being named, best first; explicit-only ones are left out.

    settings.TRANSLATION_ROUTES counts before settings.TRANSLATION_ENGINES: what it says of the pair, else of the
    target's edition, else of the source's, else of all.
    """
    keys = ((source, target), ("*", target), (source, "*"), ("*", "*"))
    routes = settings.TRANSLATION_ROUTES
    order = next((routes[key] for key in keys if key in routes), settings.TRANSLATION_ENGINES)
    return [name for name in order if not engine(name).explicit_only]


def engine(name: str) -> Engine:
    """Return this process's instance of an engine; a change of its settings makes a new one.

    Raises UnknownEngine for a name that is not registered, ImproperlyConfigured if its class cannot be imported.
    """
    if name not in settings.ENGINES:
        raise UnknownEngine(f"There is no engine “{name}”. Choose from: {', '.join(names())}.")
    path = settings.ENGINES[name]
    options = dict(settings.ENGINE_OPTIONS.get(name, {}))
    with _lock:
        key = (os.getpid(), name)
        if key not in _made or _made[key][:2] != (path, options):
            _made[key] = (path, options, _load(name, path)(**options))
        return _made[key][2]


def unpublishable(name: str) -> bool:
    """Tell whether an engine's texts are never published (Engine.publishable); False for a name that is not there."""
    return name in settings.ENGINES and not engine(name).publishable


def close_all() -> None:
    """Free the models and connections of this process's engines; the next use makes them anew."""
    with _lock:
        for key in [key for key in _made if key[0] == os.getpid()]:
            _made.pop(key)[2].close()


def _load(name: str, path: str) -> type[Engine]:
    module, _, attribute = path.rpartition(".")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ImproperlyConfigured(
            f"The engine “{name}” ({path} in settings.ENGINES) cannot be loaded: {error}"
        ) from error
    if not (isinstance(found, type) and issubclass(found, Engine)):
        raise ImproperlyConfigured(f"{path}, in settings.ENGINES for “{name}”, is not a subclass of Engine.")
    return found
