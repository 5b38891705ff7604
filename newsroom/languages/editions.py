"""The built-in editions: the only place that lists language codes. newsroom.editions: those that a newsroom publishes.

Standard library only, so that pure modules (checks, engines, importing) can use it without Django.
Dates, endonyms and search configurations follow CLDR 48 and PostgreSQL's text search configurations.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """Describe the site in one language.

    code:      BCP 47 tag in lower case, as used in URLs and settings ("zh-hans").
    endonym:   the language's name in itself, for the language bar.
        english_name: for the admin and for logs.
    script:    ISO 15924 code.
    locale:    CLDR locale for dates, numbers and lists ("zh_Hans").
    search:    a PostgreSQL text search configuration, or "bigrams" for scripts without spaces.
    direction: "ltr" or "rtl".
    default:   whether a newsroom that chooses no editions publishes it.
    """

    code: str
    endonym: str
    english_name: str
    script: str
    locale: str
    search: str
    direction: str = "ltr"
    default: bool = True

    @property
    def suffix(self) -> str:
        """Return the suffix of this edition's columns: headline_<suffix>.

        modeltranslation writes Indonesian as "ind", because "headline_id" would read like a foreign key.
        """
        return "ind" if self.code == "id" else self.code.replace("-", "_")

    @property
    def tag(self) -> str:
        """Return the BCP 47 tag with conventional case, for lang and hreflang attributes ("zh-Hans")."""
        head, _, script = self.code.partition("-")
        return f"{head}-{script.title()}" if script else head

    @property
    def spaced(self) -> bool:
        """Return whether the script separates words with spaces (Han and Kana do not)."""
        return self.script not in {"Hans", "Jpan"}


BUILT_IN: tuple[Edition, ...] = (
    Edition("zh-hans", "简体中文", "Simplified Chinese", "Hans", "zh_Hans", "bigrams"),
    Edition("ko", "한국어", "Korean", "Kore", "ko", "bigrams"),
    Edition("ru", "русский", "Russian", "Cyrl", "ru", "russian"),
    Edition("en", "English", "English", "Latn", "en", "english"),
    Edition("fr", "français", "French", "Latn", "fr", "french"),
    Edition("id", "Bahasa Indonesia", "Indonesian", "Latn", "id", "indonesian"),
    Edition("sa", "संस्कृतम्", "Sanskrit", "Deva", "sa", "simple"),
    Edition("ja", "日本語", "Japanese", "Jpan", "ja", "bigrams"),
    Edition("de", "Deutsch", "German", "Latn", "de", "german"),
    Edition("pt", "português", "Portuguese (Brazil)", "Latn", "pt", "portuguese"),
    Edition("el", "Ελληνικά", "Greek", "Grek", "el", "greek"),
    Edition("es", "español", "Spanish", "Latn", "es", "spanish"),
    Edition("it", "italiano", "Italian", "Latn", "it", "italian"),
    Edition("fi", "suomi", "Finnish", "Latn", "fi", "finnish"),
    Edition("la", "Latina", "Latin", "Latn", "la", "simple"),
    Edition("ar", "العربية", "Arabic", "Arab", "ar", "arabic", direction="rtl", default=False),
)

BY_CODE: dict[str, Edition] = {edition.code: edition for edition in BUILT_IN}
CODES: tuple[str, ...] = tuple(BY_CODE)
# Those that a newsroom publishes if EDITIONS is not set.
DEFAULT_CODES: tuple[str, ...] = tuple(edition.code for edition in BUILT_IN if edition.default)
PIVOT = "en"
CHOICES: tuple[tuple[str, str], ...] = tuple((edition.code, edition.endonym) for edition in BUILT_IN)


class UnknownLanguage(ValueError):
    """Raised for a code that is not built in; the message lists those that are."""


def edition(code: str) -> Edition:
    """Return the built-in edition with this code, in any case, with hyphen or underscore ("zh_Hans").

    Raises UnknownLanguage, whose message lists the codes that exist.
    """
    try:
        return BY_CODE[code.strip().lower().replace("_", "-")]
    except KeyError:
        raise UnknownLanguage(f"“{code}” is no language that is built in. Choose from: {', '.join(CODES)}.") from None


def column(field: str, code: str) -> str:
    """Return the name of the column that holds a field in a language: column("headline", "id") -> "headline_ind"."""
    return f"{field}_{BY_CODE[code].suffix}"
