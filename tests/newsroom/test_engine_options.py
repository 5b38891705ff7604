"""What the environment says of the engines; a value that makes no sense names its variable."""

from __future__ import annotations

from decimal import Decimal
from inspect import signature

import pytest

from newsroom import engine_options
from newsroom.engine_options import ENGINES, Rate
from translation.engines.registry import _load


def test_every_engine_starts_without_any_setting():
    found = engine_options.options({})
    assert set(found) <= set(ENGINES)
    assert not [name for name, given in found.items() if given.get("api_key")]


def test_private_hosts_go_to_every_engine_with_an_address():
    found = engine_options.options({"ENGINE_PRIVATE_HOSTS": "localhost, mt.lan"})
    for given in found.values():
        assert given.get("private_hosts") == (("localhost", "mt.lan") if "url" in given else None)


def test_values_are_read():
    assert engine_options.prices({"ENGINE_PRICES": "google=20, azure=0.4/1.6"}) == {
        "google": (Decimal(20), Decimal(20)),
        "azure": (Decimal("0.4"), Decimal("1.6")),
    }
    assert engine_options.budgets({"ENGINE_BUDGETS": "google=50,"}) == {"google": Decimal(50)}
    rates = engine_options.rates({"ENGINE_RATES": "google=60/500000, azure=/9, firefox=7"})
    assert rates == {"google": Rate(60, 500000), "azure": Rate(None, 9), "firefox": Rate(7, None)}
    assert engine_options.at_once({"ENGINE_AT_ONCE": "google=4"}) == {"google": 4}
    routes = engine_options.routes({"TRANSLATION_ROUTES": "en>pt=firefox,google; *>sa=google; *>*=azure"})
    assert routes == {("en", "pt"): ("firefox", "google"), ("*", "sa"): ("google",), ("*", "*"): ("azure",)}


def test_a_route_from_a_language_into_itself_is_refused():
    with pytest.raises(ValueError, match=r"TRANSLATION_ROUTES.*“en > en”: nothing is translated from “en” into itself"):
        engine_options.routes({"TRANSLATION_ROUTES": "en>pt=google; en > en=azure"})


@pytest.mark.parametrize(("given", "found"), [({}, "EUR"), ("", "EUR"), (" ", "EUR"), ("CHF", "CHF"), (" USD ", "USD")])
def test_a_currency_is_three_capitals_and_none_is_the_euro(given, found):
    assert engine_options.currency({"ENGINE_CURRENCY": given} if given != {} else {}) == found


@pytest.mark.parametrize("name", ENGINES)
def test_seconds_are_the_deadline_of_an_engines_calls(name):
    """And its limits tell them: whoever waits for a call, and holds a job meanwhile, looks there."""
    kind = _load(name, ENGINES[name])
    engine = kind(**engine_options.options({"ENGINE_SECONDS": f"{name}=7"})[name])
    assert engine.limits.seconds == 7 and getattr(engine, "_seconds", 7) == 7
    untouched = kind(**engine_options.options({}).get(name, {}))
    assert untouched.limits == kind.limits and kind.limits.seconds != 7
    assert getattr(untouched, "_seconds", kind.limits.seconds) == kind.limits.seconds


def test_what_the_classes_take_the_environment_sets():
    found = engine_options.options({"CTRANSLATE2_KEEP": "5", "APERTIUM_API_KEY": "key-of-apy"})
    assert found["ctranslate2"]["keep"] == 5 and found["apertium"]["api_key"].reveal() == "key-of-apy"
    unset = {"send", "command"}  # a wire of the tests' own; the command's name
    for name, path in ENGINES.items():
        kind = _load(name, path)
        taken = {
            option
            for one in kind.__mro__
            for option, given in signature(one.__init__).parameters.items()
            if given.kind is given.POSITIONAL_OR_KEYWORD and option not in ("self", "args", "kwargs")
        }
        set_by = set(engine_options.options({"ENGINE_SECONDS": f"{name}=7"})[name])
        assert taken - unset <= set_by, f"{name}: no variable sets {taken - unset - set_by}"


@pytest.mark.parametrize(
    ("read", "name", "values"),
    [
        (engine_options.prices, "ENGINE_PRICES", ["google", "google=", "=20", "nobody=20", "google=-1", "google=NaN"]),
        (engine_options.budgets, "ENGINE_BUDGETS", ["google=Infinity", "google=1,5", "nobody=1", "google=1e"]),
        (engine_options.currency, "ENGINE_CURRENCY", ["EURO", "eur", "€", "E1R", "ЕВР"]),
        (engine_options.rates, "ENGINE_RATES", ["google=0/5", "google=a", "google=1/2/3", "google=²", "nobody=1"]),
        (engine_options.at_once, "ENGINE_AT_ONCE", ["google=0", "google=1.5", "nobody=2"]),
        (engine_options.options, "ENGINE_SECONDS", ["google=0", "google=1.5", "google=-3", "nobody=2", "google"]),
        (engine_options.options, "CTRANSLATE2_KEEP", ["two", "-1"]),
        (engine_options.routes, "TRANSLATION_ROUTES", ["en>pt", "en>xx=google", "en-pt=google", "en>pt=nobody"]),
        (engine_options.options, "GOOGLE_GLOSSARIES", ["en>pt", "en>pt=", "=x"]),
        (engine_options.options, "LIBRETRANSLATE_API_KEY", ["two words", "schlüssel"]),
        (engine_options.options, "AZURE_TRANSLATOR_KEY_FILE", ["/nowhere"]),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_names_its_variable(read, name, values):
    for value in values:
        with pytest.raises(ValueError, match=name):
            read({name: value})
