"""The engines and their options from the environment. Standard library only; settings.py reads it once.

A new engine is a line in ENGINES and, if it needs anything, an entry in options().
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from newsroom.languages import BY_CODE
from newsroom.secrets import Secret, secret

ENGINES = {
    "deepl": "translation.engines.deepl.engine.DeepLEngine",
    "apertium": "translation.engines.apertium.engine.ApertiumEngine",
    "ctranslate2": "translation.engines.ctranslate2.engine.CTranslate2Engine",
    "firefox": "translation.engines.firefox.engine.FirefoxEngine",
    "libretranslate": "translation.engines.libretranslate.LibreTranslateEngine",
    "openai": "translation.engines.chat.engine.OpenAIEngine",
    "google": "translation.engines.google.GoogleEngine",
    "azure": "translation.engines.azure.AzureEngine",
    "pseudo": "translation.engines.pseudo.PseudoEngine",
}
# Engines that use this machine's processor, one job in each worker process. The others wait for a network: many of
# their jobs share a process.
LOCAL = frozenset({"firefox", "ctranslate2", "pseudo"})
AT_ONCE = 4  # jobs of one network engine, where ENGINE_AT_ONCE names no number
Options = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate limit of an engine: requests and characters in a minute, over all workers; None: no limit."""

    requests: int | None = None
    characters: int | None = None


class Environment:
    """Environment variables, each read by kind. An invalid value raises a ValueError that names the variable."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(name, "").strip() or default

    def secret(self, name: str) -> Secret:
        return secret(self._environ, name)

    def names(self, name: str, default: str = "") -> list[str]:
        return [entry.strip() for entry in self.text(name, default).split(",") if entry.strip()]

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        if value and not (value.isascii() and value.isdecimal()):
            raise ValueError(f"{name} must be a whole number, not “{value}”.")
        return int(value) if value else default

    def pairs(self, name: str, separator: str = ",") -> dict[str, str]:
        """Return `a=1, b=2` as a dict."""
        found = {}
        for entry in filter(None, (part.strip() for part in self.text(name).split(separator))):
            key, sign, value = (part.strip() for part in entry.partition("="))
            if not (sign and key and value):
                raise ValueError(f"{name} must be a list of name=value, not “{entry}”.")
            found[key] = value
        return found


def options(environ: Mapping[str, str], models: Path | None = None) -> Options:
    """Return the arguments of each engine's class. Raises ValueError, naming the variable.

    models: the folder of Firefox models if FIREFOX_MODELS_DIR is not set.
    """
    env = Environment(environ)
    found: Options = {
        "deepl": {
            "url": env.text("DEEPL_URL").rstrip("/"),
            "api_key": env.secret("DEEPL_API_KEY"),
            "english": env.text("DEEPL_ENGLISH", "en-GB"),
            "portuguese": env.text("DEEPL_PORTUGUESE", "pt-BR"),
        },
        "apertium": {"url": env.text("APERTIUM_URL").rstrip("/"), "api_key": env.secret("APERTIUM_API_KEY")},
        "ctranslate2": {
            "models_dir": env.text("CTRANSLATE2_MODELS"),
            "beam": env.number("CTRANSLATE2_BEAM", 4),
            "batch": env.number("CTRANSLATE2_BATCH", 16),
            "keep": env.number("CTRANSLATE2_KEEP", 2),
        },
        "firefox": {
            "models_dir": env.text("FIREFOX_MODELS_DIR", str(models or "")),
            "memory": env.number("FIREFOX_MEMORY_MB", 600),
            "url": env.text("FIREFOX_MODELS_URL", "https://firefox.settings.services.mozilla.com/v1").rstrip("/"),
        },
        "google": {
            "url": env.text("GOOGLE_TRANSLATE_URL", "https://translation.googleapis.com").rstrip("/"),
            "project": env.text("GOOGLE_PROJECT"),
            "location": env.text("GOOGLE_LOCATION", "global"),
            "credentials": env.text("GOOGLE_APPLICATION_CREDENTIALS"),
            "api_key": env.secret("GOOGLE_ACCESS_TOKEN"),
            "glossaries": env.pairs("GOOGLE_GLOSSARIES"),
        },
        "azure": {
            "url": env.text("AZURE_TRANSLATOR_URL", "https://api.cognitive.microsofttranslator.com").rstrip("/"),
            "region": env.text("AZURE_TRANSLATOR_REGION"),
            "api_key": env.secret("AZURE_TRANSLATOR_KEY"),
        },
        "libretranslate": {
            "url": env.text("LIBRETRANSLATE_URL").rstrip("/"),
            "api_key": env.secret("LIBRETRANSLATE_API_KEY"),
        },
        "openai": {
            "url": env.text("OPENAI_BASE_URL").rstrip("/"),
            "api_key": env.secret("OPENAI_API_KEY"),
            "model": env.text("OPENAI_MODEL"),
        },
    }
    private = tuple(env.names("ENGINE_PRIVATE_HOSTS"))
    for given in found.values():
        if "url" in given:
            given["private_hosts"] = private
    for name, most in seconds(environ).items():
        found.setdefault(name, {})["seconds"] = most
    return found


def prices(environ: Mapping[str, str]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return by engine what a million characters cost, or a million tokens sent and a million received.

    ENGINE_PRICES is `deepl=20, openai=0.4/1.6`, in ENGINE_CURRENCY. Raises ValueError.
    """
    found = {}
    for name, value in _by_engine(environ, "ENGINE_PRICES").items():
        sent, _, received = value.partition("/")
        found[name] = (_money("ENGINE_PRICES", name, sent), _money("ENGINE_PRICES", name, received or sent))
    return found


def currency(environ: Mapping[str, str]) -> str:
    """Return the currency of prices and budgets: ENGINE_CURRENCY, three capitals, or EUR. Raises ValueError."""
    value = environ.get("ENGINE_CURRENCY", "").strip() or "EUR"
    if not is_currency(value):
        raise ValueError(f"ENGINE_CURRENCY: “{value}” is no currency; write its three capitals, such as EUR or CHF.")
    return value


def is_currency(value: str) -> bool:
    """Return whether this is a currency in the ledger's form: three capitals."""
    return bool(re.fullmatch("[A-Z]{3}", value))


def budgets(environ: Mapping[str, str]) -> dict[str, Decimal]:
    """Return by engine what may be spent in a calendar month: ENGINE_BUDGETS, `deepl=50`. Raises ValueError."""
    given = _by_engine(environ, "ENGINE_BUDGETS")
    return {name: _money("ENGINE_BUDGETS", name, value) for name, value in given.items()}


def rates(environ: Mapping[str, str]) -> dict[str, Rate]:
    """Return the rate limits by engine: ENGINE_RATES, `deepl=60/500000`, requests/characters a minute.

    Either side may be empty. Raises ValueError.
    """
    found = {}
    for name, value in _by_engine(environ, "ENGINE_RATES").items():
        requests, _, characters = value.partition("/")
        found[name] = Rate(
            _positive("ENGINE_RATES", name, requests) if requests.strip() else None,
            _positive("ENGINE_RATES", name, characters) if characters.strip() else None,
        )
    return found


def at_once(environ: Mapping[str, str]) -> dict[str, int]:
    """Return by engine the number of concurrent jobs and calls: ENGINE_AT_ONCE, `deepl=4`. Raises ValueError."""
    given = _by_engine(environ, "ENGINE_AT_ONCE")
    return {name: _positive("ENGINE_AT_ONCE", name, value) for name, value in given.items()}


def seconds(environ: Mapping[str, str]) -> dict[str, int]:
    """Return by engine how long one call may take: ENGINE_SECONDS, `deepl=30, firefox=300`. Raises ValueError."""
    given = _by_engine(environ, "ENGINE_SECONDS")
    return {name: _positive("ENGINE_SECONDS", name, value) for name, value in given.items()}


def routes(environ: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the engines to prefer for single pairs, by (source, target); "*" means every language.

    TRANSLATION_ROUTES is `en>pt=firefox,deepl; *>sa=openai`. Raises ValueError.
    """
    found = {}
    for pair, engines in Environment(environ).pairs("TRANSLATION_ROUTES", separator=";").items():
        source, _, target = (part.strip() for part in pair.partition(">"))
        names = tuple(name.strip() for name in engines.split(",") if name.strip())
        if unknown := [code for code in (source, target) if code != "*" and code not in BY_CODE]:
            raise ValueError(f"TRANSLATION_ROUTES, “{pair}”: “{unknown[0]}” is no edition; write en>pt, or *>pt.")
        if source == target != "*":
            raise ValueError(f"TRANSLATION_ROUTES, “{pair}”: nothing is translated from “{source}” into itself.")
        _known("TRANSLATION_ROUTES", names)
        found[source, target] = names
    return found


def _by_engine(environ: Mapping[str, str], variable: str) -> dict[str, str]:
    found = Environment(environ).pairs(variable)
    _known(variable, found)
    return found


def _known(variable: str, names: Mapping[str, str] | tuple[str, ...]) -> None:
    if unknown := [name for name in names if name not in ENGINES]:
        raise ValueError(f"{variable} names “{unknown[0]}”; the engines are {', '.join(ENGINES)}.")


def _money(variable: str, name: str, value: str) -> Decimal:
    try:
        amount = Decimal(value.strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{variable}, {name}: “{value}” is no amount; write 20 or 0.4.")
    return amount


def _positive(variable: str, name: str, value: str) -> int:
    value = value.strip()
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise ValueError(f"{variable}, {name}: “{value}” is no whole number above 0.")
    return int(value)
