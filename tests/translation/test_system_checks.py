"""manage.py check on the engines' settings."""

import os
import subprocess
import sys
from decimal import Decimal

import pytest
from django.core import checks

from newsroom.engine_options import ENGINES, Rate
from translation.engines import routing
from translation.system_checks import check_engines

PRICE = (Decimal(20), Decimal(20))


@pytest.fixture(autouse=True)
def plain(settings):
    settings.ENGINES = dict(ENGINES)
    settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = ["pseudo"], {}
    for name in ("ENGINE_PRICES", "ENGINE_BUDGETS", "ENGINE_RATES", "ENGINE_AT_ONCE"):
        setattr(settings, name, {})
    yield
    routing.close_all()


def ids():
    return [message.id for message in check_engines()]


def test_the_settings_as_they_come_are_in_order_and_the_check_is_registered():
    assert ids() == []
    assert check_engines in checks.registry.registry.get_checks()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TRANSLATION_ENGINES", ["pseudo", "depl"]),
        ("TRANSLATION_ROUTES", {("en", "pt"): ("depl",)}),
        ("ENGINE_PRICES", {"depl": PRICE}),
        ("ENGINE_BUDGETS", {"depl": Decimal(5)}),
        ("ENGINE_RATES", {"depl": Rate(requests=1)}),
        ("ENGINE_AT_ONCE", {"depl": 2}),
        ("ENGINE_OPTIONS", {"depl": {}}),
    ],
)
def test_an_unknown_name_is_an_error_that_names_the_setting_and_the_engines(settings, setting, value):
    setattr(settings, setting, value)
    (found,) = check_engines()
    assert found.id == "translation.E001" and setting in found.msg and "“depl”" in found.msg
    assert "deepl" in found.hint


@pytest.mark.parametrize(
    "path", ["translation.engines.nothing.Engine", "nothing.at.all.Engine", "Engine", "translation.nothing.Engine"]
)
@pytest.mark.parametrize("used", [True, False])
def test_a_missing_class_is_an_error_also_of_an_unused_engine(settings, path, used):
    settings.ENGINES["odd"] = path
    settings.TRANSLATION_ENGINES = ["odd"] if used else ["pseudo"]
    (found,) = check_engines()
    assert found.id == "translation.E002" and "odd" in found.msg and path in found.msg


def test_a_class_that_is_no_engine_is_an_error_where_it_is_used(settings):
    settings.ENGINES["odd"] = "translation.engines.base.Quota"
    settings.TRANSLATION_ROUTES = {("*", "sa"): ("odd",)}
    assert ids() == ["translation.E002"]


def test_a_price_of_what_is_free_and_a_budget_without_a_price_are_warnings(settings):
    settings.ENGINE_PRICES = {"pseudo": PRICE, "libretranslate": PRICE}
    settings.ENGINE_BUDGETS = {"libretranslate": Decimal(5), "deepl": Decimal(5)}
    found = check_engines()
    assert [(message.id, message.level) for message in found] == [
        ("translation.W003", checks.WARNING),
        ("translation.W004", checks.WARNING),
    ]
    assert "“pseudo”" in found[0].msg and "“deepl”" in found[1].msg


@pytest.mark.parametrize("currency", ["EURO", "eur", "", None])
def test_a_currency_that_the_ledger_does_not_hold_is_an_error(settings, currency):
    settings.ENGINE_CURRENCY = currency
    (found,) = check_engines()
    assert found.id == "translation.E005" and "ENGINE_CURRENCY" in found.msg and "EUR" in found.hint


def test_a_wrong_currency_in_the_environment_is_said_when_the_newsroom_starts():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "ENGINE_CURRENCY": "EURO"}
    code = "import django; django.setup()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode
    assert 'Environment variable "ENGINE_CURRENCY" invalid: “EURO” is no currency' in done.stderr.splitlines()[-1]


def test_the_check_does_not_import_the_clients_of_vendors_that_are_not_used():
    code = (
        "import sys, django; django.setup(); from django.core import checks; checks.run_checks(tags=['translation']);"
        "print([name for name in ('openai', 'deepl', 'ctranslate2') if name in sys.modules])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
