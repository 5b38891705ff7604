"""System checks of the engines' settings. Imports only the engines that are in use: some take a second."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured

from newsroom.engine_options import is_currency
from translation.engines import routing

# Each names engines: a list of names, a mapping by name, or (TRANSLATION_ROUTES) a mapping to lists of names.
BY_ENGINE = ("ENGINE_OPTIONS", "ENGINE_PRICES", "ENGINE_BUDGETS", "ENGINE_RATES", "ENGINE_AT_ONCE")


def check_engines(**_given: Any) -> list[CheckMessage]:
    """Check ENGINES, TRANSLATION_ENGINES and what is set by engine."""
    used = [*settings.TRANSLATION_ENGINES, *(name for names in settings.TRANSLATION_ROUTES.values() for name in names)]
    found = [
        *_unknown("TRANSLATION_ENGINES", settings.TRANSLATION_ENGINES),
        *_unknown("TRANSLATION_ROUTES", used[len(settings.TRANSLATION_ENGINES) :]),
    ]
    for setting in BY_ENGINE:
        found += _unknown(setting, getattr(settings, setting))
    found += _names(settings.ENGINES)
    for name, path in settings.ENGINES.items():
        found += _loaded(name, path, in_use=name in used or name in settings.ENGINE_PRICES)
    found += _currency(settings.ENGINE_CURRENCY)
    if not found:
        found += [*_prices(settings.ENGINE_PRICES), *_budgets(settings.ENGINE_BUDGETS)]
    return found


def _names(names: Iterable[str]) -> Iterator[CheckMessage]:
    """Report engines' names that are too long for jobs and calls."""
    longest = apps.get_model("translation", "EngineCall")._meta.get_field("engine").max_length or 0
    for name in names:
        if len(name) > longest:
            message = f"The name of the engine “{name}” has {len(name)} characters; {longest} are the most."
            yield Error(message, hint="Give it a shorter name in ENGINES.", id="translation.E006")


def _unknown(setting: str, names: Iterable[str]) -> Iterator[CheckMessage]:
    for name in dict.fromkeys(names):
        if name not in settings.ENGINES:
            hint = f"The engines are {', '.join(settings.ENGINES)}."
            yield Error(f"{setting} names “{name}”, which is no engine.", hint=hint, id="translation.E001")


def _loaded(name: str, path: str, *, in_use: bool) -> Iterator[CheckMessage]:
    """Report an engine's class that cannot be imported; of an engine that is not in use, a missing module."""
    problem = ""
    if in_use:
        try:
            routing.engine(name)
        except ImproperlyConfigured as error:
            problem = str(error)
    elif not _exists(path.rpartition(".")[0]):
        problem = f"The engine “{name}” ({path} in settings.ENGINES) has no such module."
    if problem:
        yield Error(problem, hint="Fix ENGINES, or install what the engine needs.", id="translation.E002")


def _exists(module: str) -> bool:
    try:
        return bool(module) and importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # of the package above it
        return False


def _currency(currency: object) -> Iterator[CheckMessage]:
    """Report prices that could not be stored with calls, or would look as if there were none."""
    if not (isinstance(currency, str) and is_currency(currency)):
        message = f"ENGINE_CURRENCY is “{currency}”, which is no currency."
        yield Error(message, hint="Write its three capitals, such as EUR or CHF.", id="translation.E005")


def _prices(prices: Mapping[str, object]) -> Iterator[CheckMessage]:
    for name in prices:
        if not routing.engine(name).price_unit:
            message = f"ENGINE_PRICES has a price for “{name}”, which charges for nothing; characters are counted."
            hint = "Remove the price, unless this machine's work is to be budgeted."
            yield Warning(message, hint=hint, id="translation.W003")


def _budgets(budgets: Mapping[str, object]) -> Iterator[CheckMessage]:
    for name in budgets:
        if name not in settings.ENGINE_PRICES:
            message = f"ENGINE_BUDGETS has a budget for “{name}”, but ENGINE_PRICES no price: it is not called at all."
            yield Warning(message, hint="Set the price of a million characters or tokens.", id="translation.W004")
