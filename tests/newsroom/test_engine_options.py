"""What the environment says of the engines; a value that makes no sense names its variable."""

from __future__ import annotations

from decimal import Decimal

import pytest

from newsroom import engine_options
from newsroom.engine_options import ENGINES, Rate


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
    routes = engine_options.routes({"TRANSLATION_ROUTES": "en>pt=firefox,google; *>sa=google"})
    assert routes == {("en", "pt"): ("firefox", "google"), ("*", "sa"): ("google",)}


@pytest.mark.parametrize(
    ("read", "name", "values"),
    [
        (engine_options.prices, "ENGINE_PRICES", ["google", "google=", "=20", "nobody=20", "google=-1", "google=NaN"]),
        (engine_options.budgets, "ENGINE_BUDGETS", ["google=Infinity", "google=1,5", "nobody=1", "google=1e"]),
        (engine_options.rates, "ENGINE_RATES", ["google=0/5", "google=a", "google=1/2/3", "google=²", "nobody=1"]),
        (engine_options.at_once, "ENGINE_AT_ONCE", ["google=0", "google=1.5", "nobody=2"]),
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
