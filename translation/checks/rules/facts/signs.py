"""Signs of temperatures and scores turned round: −25 °C must not become 25 °C, nor 1-3 become 3-1."""

from __future__ import annotations

import re

from articles.body.plain import Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding

MESSAGES = {
    "signs.minus_lost": N_("The minus sign of “%(text)s” is missing."),
    "signs.minus_added": N_("“%(text)s” has a minus sign that the source does not have."),
    "signs.score": N_("The score “%(source)s” is reversed: “%(target)s”."),
}

_DEGREES = (
    r"\s?(?:°|º|℃|℉|degrees?|Grad|degrés?|grados?|graus?|gradi|gradus|градус|βαθμ|astetta|derajat|度|도\b|अंश|"
    r"डिग्री|摄氏|C\b)"
)
_NEGATIVE = re.compile(rf"(?<![A-Za-z\d.,)])(?:[−–-](?=\d)|minus\s)(?P<value>\d+(?:[.,]\d+)?){_DEGREES}", re.I)
_POSITIVE = re.compile(rf"(?<![\d.,−–-])(?P<value>\d+(?:[.,]\d+)?){_DEGREES}", re.I)
# Any way to say that it freezes, in any of the languages.
_BELOW = re.compile(
    r"[−-]\s?\d|minus|moins|menos|meno |минус|miinus|μείον|below|sub-?zero|unter (?:null|0)|bajo (?:cero|0)|"
    r"sous (?:zéro|0)|"
    r"sotto (?:lo )?(?:zero|0)|abaixo de (?:zero|0)|ниже (?:нуля|0)|мороз|pakkas|υπό το μηδέν|κάτω από το (?:μηδέν|0)|"
    r"di bawah (?:nol|0)|零下|负|負|マイナス|氷点下|영하|마이너스|frost|gel|ghiacc|infra|ऋण|शून्यात् अध",
    re.I,
)
_SCORE = re.compile(
    r"(?<![\d.,:/–—-])(\d{1,3})\s?[-–—:：−－]\s?(\d{1,3})(?![\d/–—－-]|[.,:]\d|\s?(?:Uhr|h\b|p\.?m|a\.?m|%|km|[年월月]))"
)
# English writes the winner's goals first, whoever it speaks of: "lost 3-1".
_LOSES = re.compile(
    r"\blos[etis]|lost|defeat|beaten|fell to|went down|verl[oi]|unterl|perd|perdi|batut|sconfitt|derrot|проигр|"
    r"уступ|поражен|"
    r"hävi|ήττα|έχασ|ηττ|kalah|负于|不敌|输|敗|負け|패|졌|지다|vict[aiu]",
    re.I,
)


def signs(before: Plain, after: Plain) -> list[Finding]:
    """Find temperatures that lost their minus sign, or got one."""
    findings = []
    for one, other in ((before, after), (after, before)):
        negative = _NEGATIVE.search(one.text)
        if not negative or _BELOW.search(other.text):
            continue
        value = negative["value"].replace(",", ".")
        plain_one = next((m for m in _POSITIVE.finditer(other.text) if m["value"].replace(",", ".") == value), None)
        if plain_one:
            theirs, ours = (negative, plain_one) if one is before else (plain_one, negative)
            spans = (before.span(*theirs.span()),), (after.span(*ours.span()),)
            says = say("signs.minus_lost" if one is before else "signs.minus_added", text=negative[0])
            findings.append(Finding("numbers", "critical", says, *spans))
    return findings


def scores(before: Plain, after: Plain) -> list[Finding]:
    """Find a score whose two sides changed places."""
    theirs = [match for match in _SCORE.finditer(before.text) if match[1] != match[2]]
    if not theirs:
        return []
    known = {match.groups() for match in theirs}
    ours = {match.groups(): match for match in _SCORE.finditer(after.text)}
    findings = []
    for match in theirs:
        home, away = match.groups()
        turned = ours.get((away, home))
        if turned is None or (home, away) in ours or (away, home) in known:
            continue
        if _LOSES.search(before.text) and int(home) > int(away):
            continue
        says = say("signs.score", source=match[0], target=turned[0])
        findings.append(Finding("numbers", "major", says, (before.span(*match.span()),), (after.span(*turned.span()),)))
    return findings
