"""What each language calls the others. CLDR through Babel, mended where CLDR has gaps or writes for linguists."""

from __future__ import annotations

from functools import cache

from newsroom.languages import BY_CODE
from newsroom.languages.dates import locale

# reader's language -> {language that is named: its name}. CLDR 48 knows eleven of ours in Sanskrit, some of them as
# adjectives of a land; and it calls zh-Hans "Mandarin" where newspapers say "Chinese".
_MENDED: dict[str, dict[str, str]] = {
    "sa": {
        "zh-hans": "चीनीभाषा",
        "ko": "कोरियाभाषा",
        "ru": "रूसीभाषा",
        "en": "आङ्ग्लभाषा",
        "fr": "फ्रान्सीसीभाषा",
        "id": "इण्डोनेशियाभाषा",
        "sa": "संस्कृतभाषा",
        "ja": "जापानीभाषा",
        "de": "जर्मनभाषा",
        "pt": "पुर्तगालीभाषा",
        "el": "ग्रीकभाषा",
        "es": "स्पेनीभाषा",
        "it": "इटालीभाषा",
        "fi": "फिन्निशभाषा",
        "la": "लातिनीभाषा",
    },
    "ko": {"zh-hans": "중국어(간체)"},
    "ru": {"zh-hans": "китайский (упрощённый)"},
    "id": {"zh-hans": "Tionghoa (Sederhana)", "fi": "Finlandia"},
    "el": {"zh-hans": "Κινεζικά (απλοποιημένα)"},
    "la": {"id": "Indonesiana"},
    "fi": {"zh-hans": "kiina (yksinkertaistettu)"},
}


@cache
def language_name(language: str, reader: str) -> str:
    """Return the name of an edition's language in the reader's language: language_name("de", "fr") -> "allemand"."""
    mended = _MENDED.get(reader, {}).get(language)
    if mended:
        return mended
    names = locale(reader).languages
    edition = BY_CODE[language]
    name = names.get(edition.locale) or names.get(edition.locale.partition("_")[0])
    if not name:
        raise LookupError(f"no name for {language} in {reader}: add one to {__name__}")
    return name
