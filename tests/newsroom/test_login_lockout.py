"""Failed logins are counted, logged, and lock an account and an address for a while."""

from __future__ import annotations

import datetime
import logging

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from newsroom import login_lockout
from newsroom.languages import DEFAULT_CODES

LIMIT = 10
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chief(django_user_model, settings):
    assert settings.AXES_FAILURE_LIMIT == LIMIT
    return django_user_model.objects.create_superuser("chief", password="the right one")


def log_in(name="chief", password="wrong", address="203.0.113.7", language="en", **meta):
    return Client(headers={"accept-language": language}).post(
        reverse("admin:login"), {"username": name, "password": password}, REMOTE_ADDR=address, **meta
    )


def test_an_account_is_locked_from_everywhere_and_unlocked_by_a_command(chief):
    for number in range(LIMIT - 1):
        assert log_in(address=f"203.0.113.{number}").status_code == 200
    assert log_in(address="203.0.113.99").status_code == 429, "the tenth failure locks"
    locked = log_in(password="the right one", address="198.51.100.1")
    assert locked.status_code == 429 and locked["Retry-After"] == "900"
    assert "15 minutes" in locked.content.decode()
    call_command("axes_reset_username", "chief")
    assert log_in(password="the right one").status_code == 302


def test_an_address_is_locked_for_every_account(django_user_model):
    django_user_model.objects.create_superuser("other", password="the right one")
    for number in range(LIMIT):
        log_in(name=f"guess{number}")
    assert log_in(name="other", password="the right one").status_code == 429
    assert log_in(name="other", password="the right one", address="198.51.100.1").status_code == 302
    call_command("axes_reset_ip", "203.0.113.7")
    assert log_in(name="other", password="the right one").status_code == 302


def test_the_lock_ends_and_going_on_does_not_prolong_it():
    for _ in range(LIMIT + 5):
        log_in()
    assert AccessAttempt.objects.get().failures_since_start == LIMIT, "what is refused is not counted"
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=15, seconds=1)
    AccessAttempt.objects.update(attempt_time=past)
    assert log_in(password="the right one").status_code == 302


def test_a_login_of_ones_own_does_not_reset_the_count_of_guesses_at_another(django_user_model):
    django_user_model.objects.create_superuser("insider", password="known")
    for _ in range(LIMIT - 1):
        log_in()
    assert log_in(name="insider", password="known").status_code == 302
    assert log_in().status_code == 429


def test_existing_sessions_stay_logged_in(chief, client):
    client.force_login(chief)
    for _ in range(LIMIT):
        log_in()
    assert client.get(reverse("admin:index")).status_code == 200


def test_each_failure_is_one_log_line_that_cannot_be_forged(caplog):
    with caplog.at_level(logging.WARNING, "axes"):
        log_in(name="chief\n2026 WARNING axes forged")
        for _ in range(LIMIT):
            log_in()
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("axes")]
    assert len(lines) == LIMIT + 1, "each failure, and the lockout"
    assert not any("\n" in line for line in lines)
    assert all("203.0.113.7" in line for line in lines)
    assert "account='chief'" in lines[1] and "Locking out" in lines[-1]
    assert "wrong" not in "".join(lines)


@pytest.mark.parametrize("name", ["", " ", "a" * 5000, "chief\x00", "<script>alert(1)</script>", "😀", "CHIEF"])
def test_odd_names_are_counted_and_break_nothing(name):
    assert log_in(name=name).status_code in (200, 400)
    assert log_in(password="the right one").status_code == 302


@pytest.mark.parametrize("language", [code for code in DEFAULT_CODES if code not in ("sa", "la", "ar")])
def test_the_answer_is_in_the_readers_language(language):
    for _ in range(LIMIT):
        log_in()
    page = log_in(language=language).content.decode()
    assert ("Too many failed logins" in page) is (language == "en")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "203.0.113.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "198.51.100.1"),
        (1, "", "203.0.113.7"),
        (1, "nonsense", None),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_the_address_is_what_the_proxies_appended(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", headers={"x-forwarded-for": forwarded})
    assert login_lockout.client_address(request) == address


def test_a_forged_header_does_not_help(settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(LIMIT):
        log_in(name=f"guess{number}", headers={"x-forwarded-for": f"192.0.2.{number}, 198.51.100.1"})
    locked = log_in(password="the right one", headers={"x-forwarded-for": "192.0.2.200, 198.51.100.1"})
    assert locked.status_code == 429


def test_without_an_address_failures_are_counted_by_account_alone(settings):
    for number in range(LIMIT):
        log_in(name=f"guess{number}", address="")
    assert log_in(password="the right one", address="").status_code == 302
    for _ in range(LIMIT):
        log_in(address="")
    assert log_in(password="the right one", address="").status_code == 429
