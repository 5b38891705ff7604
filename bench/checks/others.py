"""Run in an environment of its own (requirements.txt beside this file): pofilter's and Weblate's checks on lines.

Each line of standard input is a list [language, source, target]; each line of the output a list of two lists: the names
of the filters and of the checks that fail. The last line holds the seconds of each tool, the process's own.
Both tools are GPL: this project neither imports nor ships them; this file runs where they are installed for measuring.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from unittest.mock import MagicMock

# What they call Simplified Chinese and Brazilian Portuguese.
_CODES = {"zh-hans": "zh_CN", "pt": "pt_BR"}
_WEBLATE_CODES = {"zh-hans": "zh_Hans", "pt": "pt_BR"}
# These ask a database for other units: the same source elsewhere, an earlier translation.
_NEED_DATABASE = {"inconsistent", "reused", "translated"}
# These draw text, for a check of the width of buttons; they need system libraries, so empty ones stand in for them.
_GRAPHICS = ("cairo", "gi", "gi.repository")
Tool = Callable[[str, str, str], list[str]]


def pofilter() -> Tool:
    """Return pofilter's run with its standard filters and those of the language; critical ones are marked with "!"."""
    from translate.filters.checks import StandardChecker, StandardUnitChecker, TeeChecker
    from translate.filters.decorators import Category
    from translate.storage.pypo import pounit

    checkers: dict[str, TeeChecker] = {}
    serious = {Category.CRITICAL: "!", Category.FUNCTIONAL: "", Category.COSMETIC: "", Category.EXTRACTION: ""}

    def failing(language: str, source: str, target: str) -> list[str]:
        code = _CODES.get(language, language)
        if code not in checkers:
            checkers[code] = TeeChecker(checkerclasses=[StandardChecker, StandardUnitChecker], languagecode=code)
        unit = pounit(source)
        unit.target = target
        found = checkers[code].run_filters(unit, categorised=True)
        return sorted(serious.get(entry["category"], "") + name for name, entry in found.items())

    return failing


def weblate() -> Tool:
    """Return a run of all of Weblate's checks on a target that need no database."""
    sys.modules |= {name: MagicMock() for name in _GRAPHICS}
    import django
    from django.conf import settings
    from weblate import settings_example

    given = {name: getattr(settings_example, name) for name in dir(settings_example) if name.isupper()}
    # A database that fails when it is asked: nothing here may depend on one.
    settings.configure(**given | {"DATABASES": {"default": {"ENGINE": "django.db.backends.dummy"}}})
    django.setup()
    from weblate.checks.models import CHECKS
    from weblate.checks.tests.test_checks import MockTranslation, MockUnit

    checks = [check for name, check in sorted(CHECKS.target.items()) if name not in _NEED_DATABASE]
    # A language is made once, as in a running Weblate, not for each unit.
    translations: dict[str, MockTranslation] = {}

    def failing(language: str, source: str, target: str) -> list[str]:
        code = _WEBLATE_CODES.get(language, language)
        unit = MockUnit.__new__(MockUnit)
        if code not in translations:
            translations[code] = MockTranslation(code)
            translations[code].component.is_glossary = False
        _fill(unit, source, target, translations[code])
        return [check.check_id for check in checks if check.check_target([source], [target], unit)]

    return failing


def _fill(unit: object, source: str, target: str, translation: object) -> None:
    from weblate.checks.flags import Flags

    unit.__dict__.update(
        id_hash=1, flags=Flags("xml-text, safe-html"), translation=translation, source=source, sources=[source],
        target=target, targets=[target], fuzzy=False, translated=True, readonly=False, state=20, note="",
        check_cache={}, machinery={}, is_source=False, context="", glossary_terms=None,
    )  # fmt: skip


def main() -> None:
    """Answer line by line."""
    tools = (pofilter(), weblate())
    seconds = [0.0] * len(tools)
    for text in sys.stdin:
        answers = []
        for place, tool in enumerate(tools):
            started = time.process_time()
            answers.append(tool(*json.loads(text)))
            seconds[place] += time.process_time() - started
        print(json.dumps(answers))
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
