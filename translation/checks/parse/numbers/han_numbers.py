"""Numbers as Chinese, Japanese and Korean count: 3万亿, 1兆2000億, 400여만, 三百多万, 이십오억.

A scale is a power of ten thousand. In Chinese two scales may follow each other (万亿, a trillion), where Japanese and
Korean have a word of their own (兆, 조).
"""

from __future__ import annotations

import re
from decimal import Decimal

from translation.checks.words.number_words import HAN_SCALES, HAN_TENS

# "more than", which stands inside a number: 400多万, 3000余万, 400여만.
_MORE = "多余餘여"
_TENS, _SCALES = "".join(HAN_TENS), "".join(HAN_SCALES)
_BEHIND = re.compile(
    rf"\s?[{_MORE}]?(?P<ten>[{_TENS}]?)[{_MORE}]?(?P<scale>[万萬][{_MORE}]?[亿億]|[{_SCALES}]|京(?=円|\d)|경(?=\s?(?:원|달러|\d)))"
    r"|\s?(?P<alone>[천千백百])(?![米克瓦卡赫인])"
)
# A Korean article of a law (제3조, 250조) is no trillion; of money or before more digits it is one.
_ARTICLE = re.compile(r"제\s?$")
_SURE_TRILLION = re.compile(r"\s?(?:여\s?)?(?:원|달러|엔|유로|위안|루블|파운드|루피|개|명|\d)")
_POWERS = {**HAN_SCALES, "京": 16, "경": 16}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN = re.compile("[〇零一二三四五六七八九十百千万萬亿億兆两兩]+")
_POINT = re.compile("([〇零一二三四五六七八九十百千]+)[点點・]([〇零一二三四五六七八九]+)([万萬亿億兆]*)")
_INSIDE = re.compile(f"(?<=[十百千万亿億])[{_MORE}几](?=[万萬亿億兆])")
_HANGUL = re.compile("[일이삼사오육칠팔구십백천만억조]{2,}")
_FROM_HANGUL = str.maketrans("일이삼사오육칠팔구십백천만억조", "一二三四五六七八九十百千万億兆")


# 九一八事变 is an incident of 18 September, 十四五 the fourteenth plan of five years.
_TO_DIGITS = str.maketrans({char: str(value) for char, value in _DIGITS.items() if char not in "两兩"})
_DAY_OF_MONTH = re.compile(r"(?<!\d)[1-9]([0-3]?\d)(?=[”’」』》]?(?:事[变變件]|运动|運動|革命|起义|大促|惨案))")
_FIVE_YEARS = re.compile(
    "(十[一二三四五六]|[一二三四五六七八九])五(?=[”’」』》]?(?:规划|計画|计划|期间|时期|以来|收官|开局))"
)


def scale_behind(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Return the power of ten that stands behind digits at text[start:end], where it ends, and whether it is sure."""
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    if match["alone"]:
        return HAN_TENS[match["alone"]], match.end(), True
    scale = match["scale"]
    if scale == "조":
        if _ARTICLE.search(text, max(0, start - 2), start):
            return None
        sure = bool(match["ten"]) or _SURE_TRILLION.match(text, match.end()) is not None
        return 12 + HAN_TENS.get(match["ten"], 0), match.end(), sure
    power = sum(_POWERS[char] for char in scale if char in _POWERS)
    return power + HAN_TENS.get(match["ten"], 0), match.end(), True


def han(text: str) -> Decimal:
    """Return the value of Han numerals: 二十一, 一百万, 三万亿, 二〇二四."""
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = last_scale = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in HAN_TENS:
            section, digit = section + (digit or 1) * 10 ** HAN_TENS[char], 0
        else:
            scale = HAN_SCALES[char]
            if total and scale > last_scale:
                # 三万亿: the larger scale counts what stands before it as a whole.
                total = (total + section + digit) * 10**scale
            else:
                total += (section + digit or 1) * 10**scale
            section, digit, last_scale = 0, 0, scale
    return Decimal(total + section + digit)


def han_values(text: str) -> set[Decimal]:
    """Return what the Han and Hangul numerals of a plain text are worth; 三百多万 is three million."""
    text = _INSIDE.sub("", text)
    values = {han(match[0]) for match in _HAN.finditer(text)}
    for match in _POINT.finditer(text):
        value = Decimal(f"{han(match[1])}.{han(match[2])}")
        values |= {value, value.scaleb(sum(HAN_SCALES[char] for char in match[3]))}
    values |= {Decimal(int(match[1])) for match in _DAY_OF_MONTH.finditer(text.translate(_TO_DIGITS))}
    values |= {han(match[1]) for match in _FIVE_YEARS.finditer(text)}
    return values | {han(match[0].translate(_FROM_HANGUL)) for match in _HANGUL.finditer(text)}
