"""The engines and their options from the environment; settings.py reads it once.

A new engine is a line in ENGINES and, if it needs anything, an entry in options().
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from newsroom.environment import Environment, Invalid, parse_names
from newsroom.languages import BY_CODE

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
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate limit of an engine: requests and characters in a minute, over all workers; None: no limit."""

    requests: int | None = None
    characters: int | None = None


def options(environ: Mapping[str, str], models: Path | None = None) -> Options:
    """Return the arguments of each engine's class. Raises EnvError.

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
            "glossaries": env.parsed("GOOGLE_GLOSSARIES", {}, _pairs),
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

    ENGINE_PRICES is `deepl=20, openai=0.4/1.6`, in ENGINE_CURRENCY. Raises EnvError.
    """
    return Environment(environ).parsed("ENGINE_PRICES", {}, _by_engine(_price))


def currency(environ: Mapping[str, str]) -> str:
    """Return the currency of prices and budgets: ENGINE_CURRENCY, three capitals, or EUR. Raises EnvError."""
    return Environment(environ).parsed("ENGINE_CURRENCY", "EUR", _currency)


def is_currency(value: str) -> bool:
    """Return whether this is a currency in the ledger's form: three capitals."""
    return bool(re.fullmatch("[A-Z]{3}", value))


def budgets(environ: Mapping[str, str]) -> dict[str, Decimal]:
    """Return by engine what may be spent in a calendar month: ENGINE_BUDGETS, `deepl=50`. Raises EnvError."""
    return Environment(environ).parsed("ENGINE_BUDGETS", {}, _by_engine(_amount))


def rates(environ: Mapping[str, str]) -> dict[str, Rate]:
    """Return the rate limits by engine: ENGINE_RATES, `deepl=60/500000`, requests/characters a minute.

    Either side may be empty. Raises EnvError.
    """
    return Environment(environ).parsed("ENGINE_RATES", {}, _by_engine(_rate))


def at_once(environ: Mapping[str, str]) -> dict[str, int]:
    """Return by engine the number of concurrent jobs and calls: ENGINE_AT_ONCE, `deepl=4`. Raises EnvError."""
    return Environment(environ).parsed("ENGINE_AT_ONCE", {}, _by_engine(_positive))


def seconds(environ: Mapping[str, str]) -> dict[str, int]:
    """Return by engine how long one call may take: ENGINE_SECONDS, `deepl=30, firefox=300`. Raises EnvError."""
    return Environment(environ).parsed("ENGINE_SECONDS", {}, _by_engine(_positive))


def routes(environ: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the engines to prefer for single pairs, by (source, target); "*" means every language.

    TRANSLATION_ROUTES is `en>pt=firefox,deepl; *>sa=openai`. Raises EnvError.
    """
    return Environment(environ).parsed("TRANSLATION_ROUTES", {}, _routes)


# --- values of one text; each raises Invalid with the allowed form ---------------------------------------------------


def _routes(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for pair, engines in _pairs(text, separator=";").items():
        source, _, target = (part.strip() for part in pair.partition(">"))
        names = tuple(parse_names(engines))
        if unknown := [code for code in (source, target) if code != "*" and code not in BY_CODE]:
            raise Invalid(f"“{pair}”: “{unknown[0]}” is no edition; write en>pt, or *>pt.")
        if source == target != "*":
            raise Invalid(f"“{pair}”: nothing is translated from “{source}” into itself.")
        _check_known(names)
        found[source, target] = names
    return found


def _pairs(text: str, separator: str = ",") -> dict[str, str]:
    """Return `a=1, b=2` as a dict."""
    found = {}
    for entry in filter(None, (part.strip() for part in text.split(separator))):
        key, sign, value = (part.strip() for part in entry.partition("="))
        if not (sign and key and value):
            raise Invalid(f"“{entry}” is not written as name=value.")
        found[key] = value
    return found


def _by_engine(parse: Callable[[str], Value]) -> Callable[[str], dict[str, Value]]:
    """Return what reads `deepl=1, openai=2`, each value by `parse`; its errors name the engine."""

    def read(text: str) -> dict[str, Value]:
        given = _pairs(text)
        _check_known(given)
        found = {}
        for name, value in given.items():
            try:
                found[name] = parse(value)
            except Invalid as error:
                raise Invalid(f"{name}: {error.messages[0]}") from None
        return found

    return read


def _check_known(names: Iterable[str]) -> None:
    if unknown := [name for name in names if name not in ENGINES]:
        raise Invalid(f"“{unknown[0]}” is no engine; the engines are {', '.join(ENGINES)}.")


def _currency(text: str) -> str:
    if not is_currency(text):
        raise Invalid(f"“{text}” is no currency; write its three capitals, such as EUR or CHF.")
    return text


def _price(text: str) -> tuple[Decimal, Decimal]:
    sent, _, received = text.partition("/")
    return _amount(sent), _amount(received or sent)


def _rate(text: str) -> Rate:
    requests, _, characters = (part.strip() for part in text.partition("/"))
    return Rate(_positive(requests) if requests else None, _positive(characters) if characters else None)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise Invalid(f"“{text}” is no amount; write 20 or 0.4.")
    return amount


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise Invalid(f"“{text}” is no whole number above 0.")
    return int(text)
