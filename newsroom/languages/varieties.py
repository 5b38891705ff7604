"""Varieties of a language: whether two codes mean the same one, after CLDR's likely subtags."""

from __future__ import annotations

from babel.core import get_global, parse_locale


def same_variety(code: str, other: str) -> bool:
    """Return whether two codes mean one variety, by script and territory: zh-CN and zh_Hans, but not zh-TW."""
    try:
        return _full(code) == _full(other)
    except ValueError:  # no language tag at all
        return False


def _full(code: str) -> tuple[str, str | None, str | None]:
    """Return (language, script, territory); parts that the code omits are the likely ones."""
    language, territory, script, *_rest = parse_locale(code.replace("-", "_"))
    likely = get_global("likely_subtags")
    known = ("_".join(filter(None, parts)) for parts in ((language, script), (language, territory), (language,)))
    found = next((likely[name] for name in known if name in likely), code)
    _language, likely_territory, likely_script, *_rest = parse_locale(found)
    return language, script or likely_script, territory or likely_territory
