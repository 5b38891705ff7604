"""Days of the week: Tuesday must not become Thursday."""

from __future__ import annotations

from articles.body.plain import Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.rules.facts.exchanges import Kind, exchanged

MESSAGES = {
    "weekdays.changed": N_("The source has “%(source)s”, the translation “%(target)s”."),
}

_ONE_TO_SEVEN = "一二三四五六"
_DAYS = Kind(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    {
        "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
        "de": r"\w{0,8}montag|\w{0,8}dienstag|\w{0,8}mittwoch|\w{0,8}donnerstag|\w{0,8}freitag|\w{0,8}samstag/"
        r"sonnabend|"
        r"\w{0,8}sonntag",
        "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
        "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
        "pt": "segunda-feira/?segunda|terça-feira/?terça|quarta-feira/?quarta|quinta-feira/?quinta|sexta-feira/?sexta|"
        "sábado|domingo",
        "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenic",
        "ru": r"понедельник|вторник|?сред[ауые]\b|четверг|пятниц|суббот|воскресень",
        "fi": r"maanantai|tiistai|keskiviik|torstai|\w{0,8}perjantai|lauantai|sunnuntai",
        "el": "?δευτέρα|?τρίτη|τετάρτη|?πέμπτη|παρασκευ|σάββατ/σαββάτ|κυριακ",
        "id": "senin|selasa|rabu|kamis|jum['’]?at|sabtu|hari minggu/ahad/?minggu",
        "la": r"di\w{1,2} lunae|di\w{1,2} martis|di\w{1,2} mercurii|di\w{1,2} iovis|di\w{1,2} veneris|"
        r"di\w{1,2} saturni/sabbat|di\w{1,2} solis/dominic",
        "sa": "सोमवा|मङ्गलवा/भौमवा|बुधवा|गुरुवा/बृहस्पतिवा|शुक्रवा|शनिवा|रविवा/भानुवा/आदित्यवा",
        "ja": "|".join(f"{day}曜/[（(]{day}[)）]" for day in "月火水木金土日"),
        "zh-hans": "|".join(f"(?<![一每])(?:星期|礼拜|周){day}(?![次回度])/?周{day}" for day in _ONE_TO_SEVEN)
        + "|(?:星期|礼拜|周)[日天]",
        "ko": "|".join(f"{day}요일/[(]{day}[)]" for day in "월화수목금토일"),
    },
)


def weekdays(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find days of the week that became others."""
    return [
        Finding(
            "numbers",
            "critical",
            say("weekdays.changed", source=before.text[slice(*where)], target=after.text[slice(*there)]),
            (before.span(*where),),
            (after.span(*there),),
        )
        for _day, where, _other, there in exchanged(_DAYS, before, after, (pair.source, pair.target))
    ]
