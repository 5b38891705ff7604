"""Texts about an engine for the engine page."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ImproperlyConfigured
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.languages import BY_CODE
from translation.engines import routing
from translation.engines.base import Quota
from translation.reports.engines import Watched


def engine_label(name: str) -> str:
    """Return an engine's label; its name if it does not exist or cannot be loaded."""
    try:
        return str(routing.engine(name).label)
    except (ImproperlyConfigured, routing.UnknownEngine):
        return name


def state(watched: Watched) -> tuple[str, str]:
    """Return an engine's state: a class for its colour, and a label."""
    if watched.broken:
        return "is-failed", _("cannot be loaded")
    if watched.problem:
        return "is-absent", _("not set up")
    if watched.paused:
        return "is-partial", _("paused")
    if watched.budget is not None and watched.spent >= watched.budget:
        return "is-partial", _("budget used up")
    if watched.heard and watched.heard.problem:
        return "is-partial", _("does not answer")
    if watched.heard and not watched.heard.at:
        return "", _("set up")  # no more is known: its server has not been called yet
    return "is-done", _("ready")


def money(amount: Decimal, currency: str = "") -> str:
    """Return an amount with two decimals; with four below 1, because a call may cost less than a cent."""
    places = 4 if 0 < abs(amount) < 1 and round(amount, 2) != amount else 2
    words = number_format(round(amount, places), places, use_l10n=True, force_grouping=True)
    return f"{words} {currency}" if currency else words


def price_words(watched: Watched, currency: str) -> str:
    """Return an engine's price, or that none is set."""
    unit = watched.engine.price_unit if watched.engine else ""
    if watched.price is None:
        return _("no price in ENGINE_PRICES") if unit else _("nothing is charged")
    words = {"sent": money(watched.price[0], currency), "received": money(watched.price[1], currency)}
    if unit == "tokens":
        return _("%(sent)s per million tokens sent, %(received)s per million received") % words
    return _("%(sent)s per million characters") % words


def rate_words(watched: Watched) -> str:
    """Return an engine's rate limit."""
    requests, characters = watched.rate.requests, watched.rate.characters
    words = {"requests": _number(requests or 0), "characters": _number(characters or 0)}
    if requests and characters:
        return _("%(requests)s requests and %(characters)s characters a minute") % words
    if requests:
        return _("%(requests)s requests a minute") % words
    if characters:
        return _("%(characters)s characters a minute") % words
    return _("no limit")


def routes_words(watched: Watched) -> list[str]:
    """Return the pairs of TRANSLATION_ROUTES that name the engine, with its place: “English → Deutsch: 2”."""
    return [f"{_language(source)} → {_language(target)}: {place}" for source, target, place in watched.routes]


def quota_words(quota: Quota) -> str:
    """Return an account's usage."""
    words = {"used": _number(quota.used), "limit": _number(quota.limit or 0)}
    if quota.limit is None:
        return _("%(used)s characters used of the account") % words
    return _("%(used)s of %(limit)s characters used of the account") % words


def seconds_words(seconds: float) -> str:
    """Return a duration in short form."""
    if seconds < 10:
        return _("%(seconds)s s") % {"seconds": number_format(seconds, 1, use_l10n=True)}
    if seconds < 120:
        return _("%(seconds)s s") % {"seconds": _number(round(seconds))}
    return ngettext("%(count)d minute", "%(count)d minutes", round(seconds / 60)) % {"count": round(seconds / 60)}


def _language(code: str) -> str:
    return BY_CODE[code].endonym if code in BY_CODE else _("all")


def _number(number: int) -> str:
    return number_format(number, 0, use_l10n=True, force_grouping=True)
