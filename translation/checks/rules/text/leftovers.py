"""What a language model says about its task instead of doing it, and the marks it leaves: never part of an article.

Looked for in English and in the target's language, because models speak either. Where the source says the same (a story
about chatbots), nothing is found.
"""

from __future__ import annotations

import re
from functools import cache

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair

MESSAGES = {
    "leftovers.spoken": N_("The engine talks about its task: “%(text)s”."),
    "leftovers.token": N_("A control token of the engine is left: %(text)s"),
    "leftovers.markdown": N_("Readers would see these Markdown marks: %(text)s"),
}

# By language: openings that announce a translation, at the start of a text only; and what a model says of itself, how
# it refuses, and a translator's notes, anywhere.
_SAID: dict[str, tuple[str, str]] = {
    "en": (
        r"(?:sure|certainly|of course|okay|absolutely)[,!.]? (?:here|i['’]ll|below|let me)\b"
        r"|here(?:['’]s| is| are) (?:the|your|a|my) (?:\w+ ){0,3}translat\w+"
        r"|translated (?:text|version|into \w+)\b[^:]{0,20}:"
        r"|(?:the )?(?:\w+ )?translation(?: into \w+| in \w+| of the text)?(?: is)?(?: as follows)?:",
        r"\bas an? (?:ai|artificial intelligence)(?: language)?(?: model| assistant)?,? i\b"
        r"|\bas an? (?:large )?language model\b"
        r"|\bi(?:['’]m| am) (?:sorry|unable|not able)[^.]{0,30}\btranslat"
        r"|\bi (?:cannot|can['’]t|can not) (?:translate|assist with|help with)\b"
        r"|\btransla(?:tor|tion)(?:['’]s)? note\b",
    ),
    "de": (
        r"hier (?:ist|folgt) (?:die|eine|ihre|deine|der) (?:\w+ ){0,2}übersetz\w+"
        r"|(?:deutsche )?übersetzung(?: ins \w+)?:",
        r"\bals (?:eine? )?(?:ki|künstliche intelligenz|sprachmodell|ki-\w+)[^.]{0,25} (?:kann|habe|bin) ich\b"
        r"|\bich kann [^.]{0,30}nicht übersetzen|\banmerkung des übersetzers\b",
    ),
    "fr": (
        r"voici (?:la|une|votre|le) (?:texte )?(?:\w+ )?tradu\w+|traduction(?: en \w+| française)?\s?:",
        r"\ben tant qu['’](?:ia|intelligence artificielle|assistant ia)\b|\ben tant que modèle de langage\b"
        r"|\bje ne peux pas traduire\b|\bnote du traducteur\b|\bn\.? ?d\.? ?t\.",
    ),
    "es": (
        r"aquí (?:está|tienes|tiene|te dejo) (?:la|una|su|tu|el)\s?(?:texto )?tradu\w+|traducción(?: al \w+)?:",
        r"\bcomo (?:modelo de lenguaje|una? (?:ia|inteligencia artificial)),"
        r"|\bno puedo traducir\b|\bnota del traductor\b",
    ),
    "pt": (
        r"aqui (?:está|vai) (?:a|uma|sua|o)\s?(?:texto )?tradu\w+|tradução(?: para o \w+)?:",
        r"\bcomo (?:modelo de linguagem|uma (?:ia|inteligência artificial)),"
        r"|\bnão posso traduzir\b|\bnota do tradutor\b",
    ),
    "it": (
        r"ecco (?:la|una|il) (?:tua |sua |testo )?tradu\w+|traduzione(?: in \w+)?:",
        r"\b(?:in quanto|come) (?:modello linguistico|modello di linguaggio|ia|intelligenza artificiale),"
        r"|\bnon posso tradurre\b|\bnota del traduttore\b|\bn\.? ?d\.? ?t\.",
    ),
    "id": (
        r"berikut (?:ini |adalah |ini adalah )*(?:\w+ )?terjemahan\w*|terjemahan(?: bahasa \w+)?:",
        r"\bsebagai (?:model bahasa|ai|kecerdasan buatan),"
        r"|\bsaya tidak (?:dapat|bisa) menerjemahkan\b|\bcatatan penerjemah\b",
    ),
    "ru": (
        r"вот (?:ваш )?(?:перевод|перевед[её]нный)|перевод(?: на \w+)?:",
        r"\bкак (?:языковая модель|искусственный интеллект|ии),|\bя не могу перевести\b|\bприм(?:\.|ечание) пер",
    ),
    "el": (
        r"(?:ακολουθεί|ορίστε|εδώ είναι) η μετάφραση|μετάφραση(?: στα \w+)?:",
        r"\bως (?:γλωσσικό μοντέλο|μοντέλο τεχνητής νοημοσύνης|τεχνητή νοημοσύνη),|\bδεν μπορώ να μεταφράσω\b"
        r"|\bσημείωση (?:του μεταφραστή|της μεταφράστριας)\b",
    ),
    "fi": (
        r"(?:tässä|ohessa) on (?:\w+ )?käännö\w+|(?:suomen\w* )?käännös:",
        r"\b(?:tekoälynä|kielimallina|tekoälymallina)\b|\ben voi kääntää\b"
        r"|\bsuomentajan huomautus\b|\bkääntäjän huomautus\b",
    ),
    "zh-hans": (
        r"(?:以下|下面|这)[是为][\w ]{0,8}(?:译文|翻译)|(?:译文|翻译|中文翻译|翻译结果)(?:如下)?[:：]",
        r"作为(?:一个|一名)?(?:ai|人工智能|大?语言模型)|我(?:无法|不能)翻译|译者注",
    ),
    "ja": (
        r"(?:以下|こちら)[はがに][^。]{0,12}(?:翻訳|訳文|訳)|(?:翻訳|訳文|日本語訳)[:：]",
        r"(?:ai|人工知能|言語モデル)(?:として、|ですので|なので)|翻訳(?:することが)?できません|訳者注|訳注",
    ),
    "ko": (
        r"(?:다음은|아래는|여기)[^.]{0,14}번역|번역(?:문|본|결과)?\s?[:：]",
        r"(?:ai|인공지능|언어 모델)(?:로서|이므로|로써),? |번역할 수 없습니다|역주\)|역자 주",
    ),
    "la": (
        r"(?:ecce|hic est|sequitur) (?:\w+ )?(?:translatio|interpretatio|versio)\b"
        r"|(?:translatio|interpretatio)(?: latina)?:",
        r"\but (?:intellegentia artificialis|exemplar linguae),",
    ),
    "sa": (r"(?:अत्र|एषः?|अधः) [^।]{0,14}अनुवादः|अनुवादः?\s?[:：]", r"कृत्रिम(?:बुद्धि|प्रज्ञा)(?:रूपेण|त्वेन) अहम्"),
}
_TOKENS = re.compile(
    r"<\|?(?:im_(?:start|end)|endoftext|eot_id|s|/s|pad|sep)\|?>"
    r"|\[/?INST\]|</?(?:think|translation|source|target|text)>"
)
_MARKDOWN = re.compile(
    r"\*\*[^*\s][^*]*\*\*|(?<![\w_])__[^_\s][^_]*__(?![\w_])|^#{1,6} \S|```|\[[^\[\]]+\]\(https?://[^)]*\)|^> \S", re.M
)
_MARKS = re.compile(r"[*#`>\[]|__")
_LEAD = re.compile(r"^[\s\"'“„«「*#>(\[]*")


def leftovers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find what an engine says about its task ("Here is the translation:", critical) and its Markdown marks (major)."""
    text = plain(target)
    findings = []
    if (spoken := _spoken(text.text, pair.target)) and not _says_so_too(source, pair):
        says = say("leftovers.spoken", text=spoken[0].strip())
        findings.append(Finding("leftovers", "critical", says, target_spans=(text.span(*spoken.span()),)))
    elif "<" in target + text.text or "[" in text.text:
        token = _TOKENS.search(target) or _TOKENS.search(text.text)
        if token and token[0] not in source and token[0] not in plain(source).text:
            span = token.span() if token.string == target else text.span(*token.span())
            says = say("leftovers.token", text=token[0])
            findings.append(Finding("leftovers", "critical", says, target_spans=(span,)))
    if _MARKS.search(text.text) and (marks := _MARKDOWN.search(text.text)) and not _MARKDOWN.search(plain(source).text):
        says = say("leftovers.markdown", text=marks[0])
        findings.append(Finding("leftovers", "major", says, target_spans=(text.span(*marks.span()),)))
    return findings


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    said = [_SAID[code] for code in dict.fromkeys(("en", language)) if code in _SAID]
    return tuple(re.compile("|".join(patterns), re.I) for patterns in zip(*said, strict=True))


def _spoken(text: str, language: str) -> re.Match[str] | None:
    opening, anywhere = _patterns(language)
    lead = _LEAD.match(text)
    return opening.match(text, lead.end() if lead else 0) or anywhere.search(text)


def _says_so_too(source: str, pair: Pair) -> bool:
    return _spoken(plain(source).text, pair.source) is not None
