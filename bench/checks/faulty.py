"""References that are at fault themselves, by language and line: a finding there is no false alarm.

Only what an editor would correct is listed, and only where somebody read the sentence: a lost mark, a wrong or lost
number, a lost stop. Each entry names the check whose finding is right; what another check says about the same line
still counts as false. A rounded or converted number, another style, a free rendering is no fault: it stays a false
alarm.
"""

from __future__ import annotations

from translation.checks.base import Finding

_STOP_LOST = "The full stop at the end is lost."
_X = "A stray letter x follows the full stop."
_COMMA = "The text ends on a comma where the full stop belongs."
_POINT = "A decimal point in a language that writes a comma."
_ENCODING = "Accented letters or dashes are garbled: UTF-8 read as another encoding."
_STRAY = "A quotation mark opens or closes nothing."
_TWICE = "A word or a run of words is repeated."
_ALPHABETS = "A letter of the Latin alphabet is in a word of another."
_NUMBER_LOST = "A number of the source is lost."
_NUMBER_WRONG = "Another number than in the source."

# (language, check) -> {reason: lines}
FAULTS: dict[tuple[str, str], dict[str, tuple[int, ...]]] = {
    ("de", "cut_short"): {
        _X: (22, 67, 103, 104, 131, 175, 178, 190, 209, 210, 237),
        _COMMA: (470, 771),
        _STOP_LOST: (143,),
    },
    ("de", "numbers"): {_NUMBER_WRONG: (159,)},
    ("el", "doubled_words"): {_TWICE: (300, 592)},
    ("el", "numbers"): {_POINT: (46, 105, 448, 732), _NUMBER_WRONG: (42, 65), _NUMBER_LOST: (165,)},
    ("el", "script"): {_ALPHABETS: (298, 319, 771, 905)},
    ("es", "numbers"): {_NUMBER_WRONG: (59, 188, 488, 638), _NUMBER_LOST: (253,)},
    ("fi", "cut_short"): {_STOP_LOST: (189, 218, 226)},
    ("fi", "numbers"): {_NUMBER_LOST: (151,), "The amount has lost its billions.": (46,)},
    ("fr", "cut_short"): {_STOP_LOST: (288, 308, 390, 654, 840)},
    ("fr", "measures"): {"Miles have become feet.": (768,)},
    ("fr", "numbers"): {_NUMBER_WRONG: (188, 195)},
    ("id", "cut_short"): {_STOP_LOST: (19, 361)},
    ("id", "doubled_words"): {_TWICE: (107, 684, 826)},
    ("id", "garbled"): {
        _ENCODING: (
            5, 11, 40, 44, 64, 124, 255, 269, 294, 333, 422, 488, 683, 719, 721, 723, 724, 736, 764, 866, 914, 946,
        )
    },
    ("id", "numbers"): {_NUMBER_WRONG: (188, 888), _ENCODING: (333,)},
    ("id", "quotes"): {
        _STRAY: (14, 15, 19, 40, 56, 111, 169, 170, 171, 182, 219, 234, 235, 243, 509, 511, 845, 973),
    },
    ("it", "numbers"): {"Pounds and ounces have become one decimal number.": (233,)},
    ("ja", "numbers"): {_NUMBER_WRONG: (69,), "A sum that the source does not name.": (45,)},
    ("ja", "quotes"): {_STRAY: (508,)},
    ("ko", "cut_short"): {_STOP_LOST: (82, 419, 544, 646, 745, 927, 969)},
    ("ko", "doubled_words"): {_TWICE: (26,)},
    ("ko", "numbers"): {_NUMBER_LOST: (166,), _NUMBER_WRONG: (469,)},
    ("pt", "cut_short"): {_STOP_LOST: (21, 428, 755)},
    ("pt", "doubled_words"): {_TWICE: (180,)},
    ("pt", "identifiers"): {"A name with a digit has lost its digit, or has other letters.": (48, 96)},
    ("pt", "numbers"): {_NUMBER_LOST: (180,)},
    ("ru", "cut_short"): {_STOP_LOST: (755,)},
    ("ru", "quotes"): {_STRAY: (127,)},
    ("ru", "script"): {_ALPHABETS: (430, 765)},
    ("zh-hans", "cut_short"): {_STOP_LOST: (241,)},
    ("zh-hans", "doubled_words"): {_TWICE: (893,)},
}  # fmt: skip

# A fault that the comparison across languages sees too.
_SAME_FAULT = {"across_numbers": "numbers", "across_identifiers": "identifiers"}


def is_fault(language: str, line: int, finding: Finding) -> bool:
    """Tell whether a finding on a reference is right."""
    check = _SAME_FAULT.get(finding.check, finding.check)
    return any(line in lines for lines in FAULTS.get((language, check), {}).values())
