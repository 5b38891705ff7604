"""Speech with dashes, speech over several paragraphs, addresses alone, flags: right, and no findings."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.registry import run
from translation.checks.rules.text.safety import hidden_characters

from .pairs import serious

SPEECH = {
    "en": "“I will come tomorrow,” said the old sailor.",
    "de": "„Ich komme morgen“, sagte der alte Seemann.",
    "zh-hans": "“我明天来，”老水手说。",
    "ja": "「明日行くよ」と老水夫は言った。",
    "ko": "“내일 오겠다”고 늙은 선원이 말했다.",
    "id": "“Saya akan datang besok,” kata pelaut tua itu.",
}
DASHES = {
    "ru": "— Я приду завтра, — сказал старый моряк.",
    "fr": "— Je viendrai demain, dit le vieux marin.",
    "es": "—Vendré mañana —dijo el viejo marinero.",
    "pt": "— Virei amanhã — disse o velho marinheiro.",
    "it": "– Verrò domani, disse il vecchio marinaio.",
    "fi": "– Tulen huomenna, sanoi vanha merimies.",
    "el": "— Θα έρθω αύριο, είπε ο γέρος ναύτης.",
}
PARAGRAPHS = {
    "en": "“We waited all night. Nobody came to help us.",
    "de": "„Wir warteten die ganze Nacht. Niemand kam uns zu Hilfe.",
    "fr": "«\u202fNous avons attendu toute la nuit. Personne n’est venu nous aider.",
    "es": "«Esperamos toda la noche. Nadie vino a ayudarnos.",
    "ru": "«Мы ждали всю ночь. Никто не пришёл нам на помощь.",
    "zh-hans": "“我们等了一整夜。没有人来帮助我们。",
    "ja": "「私たちは一晩中待った。誰も助けに来なかった。",
    "el": "«Περιμέναμε όλη τη νύχτα. Κανείς δεν ήρθε να μας βοηθήσει.",
}
ADDRESSES = ["https://tide.example/a/long/way", "www.tide.example/contact-us", "desk@tide.example", "tide.example"]


@pytest.mark.parametrize("target", DASHES)
@pytest.mark.parametrize("source", SPEECH)
def test_a_dash_may_stand_for_the_quotation_marks(source, target):
    assert serious(SPEECH[source], DASHES[target], (source, target)) == []
    assert serious(DASHES[target], SPEECH[source], (target, source)) == []


@pytest.mark.parametrize("target", DASHES)
def test_a_speech_without_a_mark_is_found(target):
    without = DASHES[target].replace("— ", "").replace("—", "").replace("– ", "")
    assert [says for says in serious(SPEECH["en"], without, ("en", target)) if says.startswith("quotes")]


def test_a_dash_is_no_quotation_mark_in_german():
    found = serious(SPEECH["en"], "– Ich komme morgen, sagte der alte Seemann.", ("en", "de"))
    assert [says for says in found if says.startswith("quotes")]


@pytest.mark.parametrize("target", PARAGRAPHS)
@pytest.mark.parametrize("source", PARAGRAPHS)
def test_a_paragraph_of_a_long_speech_opens_and_does_not_close(source, target):
    if source != target:
        found = run(PARAGRAPHS[source], PARAGRAPHS[target], Pair(source, target))
        assert [one for one in found if one.check == "quotes"] == []


def test_the_last_paragraph_of_a_long_speech_may_close_alone():
    before = "“We waited all night. Nobody came to help us. In the morning we walked home.”"
    after = "Мы ждали всю ночь. Никто не пришёл на помощь. Утром мы пошли домой»."
    assert [one.severity for one in run(before, after, Pair("en", "ru")) if one.check == "quotes"] == ["major"]
    short = run("“We waited.”", "Мы ждали».", Pair("en", "ru"))
    assert [one.severity for one in short if one.check == "quotes"] == ["critical"]


@pytest.mark.parametrize("target", ["de", "ru", "zh-hans", "ko", "sa", "el"])
def test_a_quotation_that_lost_its_end_is_critical(target):
    (finding,) = [one for one in run("“Yes, we come.”", PARAGRAPHS["de"], Pair("en", target)) if one.check == "quotes"]
    assert finding.severity == "critical"


@pytest.mark.parametrize("target", ["de", "ru", "zh-hans", "ja", "ko", "fr", "sa", "el", "la"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_alone_is_the_same_in_every_language(address, target):
    assert serious(address, address, ("en", target)) == []


def test_words_beside_an_address_must_be_translated():
    text = "please write to us at desk@tide.example"
    assert [says for says in serious(text, text, ("en", "de")) if says.startswith("same_as_source")]


@pytest.mark.parametrize(
    "flag", ["🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "⛓\u200d💥", "❤️\u200d🔥"]
)
def test_a_flag_or_an_emoji_of_several_signs_is_nothing_hidden(flag):
    assert hidden_characters(f"{flag} Tarn", f"{flag} Tarn", Pair("en", "de")) == []


def test_the_fix_for_hidden_characters_leaves_a_flag_alone():
    flag = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    (finding,) = hidden_characters("Tarn", f"{flag} Ta\u200brn\U000e0041", Pair("en", "de"))
    assert finding.fix == f"{flag} Tarn"
