"""Words that a language writes twice and means it: for emphasis, one by one, in greetings, as a plural."""

from __future__ import annotations

import re

_RIGHT_TEXT = {
    "en": "had that very so bye ha ho no yes really much knock far again there long well now please yeah blah hey oh "
    "ding hear",
    "de": "sie sehr ha ja nein bla na so tschüss halt nun ganz lange hallo och ach bitte",
    "fr": "nous vous très ha non oui si bla bravo hé là chut bonjour allez doucement vite hélas toc coucou bien",
    "es": "muy casi ja poco sí no adiós hola bravo vamos bla ay venga luego vaya toc",
    "it": "via piano così quasi molto poco or ora man pian sotto lungo ciao sì no bravo bla proprio ben su dai appena",
    "pt": "muito quase ha logo tchau sim não bla olá oi adeus bravo vamos calma já devagar ai",
    "fi": "niin hyvin ihan oikein tosi hei joo ei moi vähän pian pikku bla kyllä heippa",
    "la": "milia centena iam etiam modo nunc magis quam heu io ave vale quo tu non ecce eia",
    "ru": "очень чуть еле едва давно да нет ну вот пока так ой ах бла долго тихо скоро",
    "el": "πολύ σιγά λίγο πρώτα μόλις καλά κάτω γύρω μπροστά άκρη ένας δύο λίγη ναι όχι πια πέρα γεια μπλα κοντά ίσα "
    "άντε πάνω πρωί ψιλά",
    "ko": "하루 조금 더 매우 아주 정말 차례 하나 한 두 그 참 너무 꼭 또 빨리 천천히 많이 자주 오래 깊이 멀리 어서 얼른 "
    "점점 차츰 따로 구석 방울 군데 조각 마디 걸음 발짝 잠깐 조심 안녕 그래 제발 진짜 훨씬 거듭 가득 높이 널리 길이 "
    "살짝 슬쩍 반짝 두근 흔들 네 예 아니 자 야 와 오 하 쓱 쑥 쾅 뚝 똑 톡 탁 쿵 콩 줄줄 겹겹 굽이 고루 바짝 쉬엄 "
    "띄엄 드문 한참 훌쩍 속속 가까이 조용히 열심히 부디 아이고 여보세요",
    # An Indonesian plural is its singular twice, with a hyphen (anak-anak) or, in careless writing, without.
    "id": "sama anak orang kadang tiba masing laki kupu mata macam hati cepat pelan lambat benar betul sungguh "
    "jauh jelas diam ramai gara undang seolah olah sayur buah bunga rumah buku teman kawan ibu bapak pagi pohon "
    "burung ikan hewan barang gunung pulau berapa pura alang angan cita rempah mudah moga sia layang kunang kura "
    "labu cumi ubur biri gado dadah halo ayo ya",
}
RIGHT = {code: frozenset(text.split()) for code, text in _RIGHT_TEXT.items()}
# An abbreviation of one letter twice: 5 μ.μ., κ.κ., J. J.
_LETTER_TWICE = re.compile(r"[^\W\d_]\.\s?")


def is_meant(unit: str, language: str) -> bool:
    """Tell whether a unit (as written) may stand twice in a row in a language."""
    return _LETTER_TWICE.fullmatch(unit) is not None or unit.lower() in RIGHT.get(language, ())


def lacks_its_hyphen(unit: str, language: str) -> bool:
    """Tell whether an Indonesian word that stands twice is one word that needs a hyphen: anak anak for anak-anak."""
    return language == "id" and unit.isalpha() and unit.lower() in RIGHT["id"]
