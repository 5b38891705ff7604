"""Where a language model talks instead of translating, and where an article only begins as if it did."""

from __future__ import annotations

import pytest

from translation.engines.chat.preambles import doubtful
from translation.engines.chat.rows import fault

REMARK = "the text was a remark, not the translation alone"
COUNCIL = "El concejo de Marrowby aprobó 283 viviendas."

KEPT = [
    ("Por supuesto, el gobierno lo niega.", "Of course, the government denies it."),
    ("Claro, dijo el ministro.", "Sure, said the minister."),
    ("Claro, aquí está la lista: pan, vino y agua.", "Sure, here is the list: bread, wine and water."),
    ("Por supuesto, aquí están todos.", "Of course, here is everyone."),
    ("Naturellement, tout n'est pas perdu.", "Certainly, not all is lost."),
    ("Lo siento, dijo el alcalde a los vecinos.", "I'm sorry, the mayor told the residents."),
    ("Lo siento, pero no puedo ayudarle, dijo.", "I’m sorry, but I cannot help you, he said."),
    ("No puedo ayudar a todos, dijo.", "I cannot help everyone, she said."),
    ("No puedo traducir poemas, dice.", "I cannot translate poems, she says."),
    ("Nota: los precios incluyen impuestos.", "Note: prices include tax."),
    ("Nota: la traducción es de María López.", "Note: the translation is by María López."),
    ("Hinweis – alle Zeiten in MEZ.", "Note: All times are CET."),
    ("Aquí está la lista de los ganadores.", "Here is the list of winners."),
    ("Estos son los resultados de la votación:", "Here are the results of the vote:"),
    ("Aquí está el texto: “Nadie durmió”.", "Here is the text: “Nobody slept”."),
    (
        "Aquí está la traducción del poema que ganó el premio.",
        "Here is the translation of the poem that won the prize.",
    ),
    ("Traducción: María López", "Translation: María López"),
    ("Como empresa de IA, Helio vende mucho.", "As an AI company, Helio sells a lot."),
    (
        "Por supuesto, dijo el alcalde, “lo <strong>negamos</strong>”.",
        "Of course, the mayor said: “We <strong>deny</strong> it.”",
    ),
]
TALK = [
    "Sure, here is the translation: The council approved 283 flats.",
    "Sure! Here’s the translation of the segment into English:\n\nThe council approved 283 flats.",
    "Sure! Here is the translated text: The council approved 283 flats.",
    "SURE! HERE IS IT: THE COUNCIL APPROVED 283 FLATS.",
    "Of course! Here's the text in English: The council approved 283 flats.",
    "Of course! Here's what the council approved:\nThe council approved 283 flats.",
    "Certainly!\n\nThe council approved 283 flats.",
    "Certainly. Here is the translation you asked for. The council approved 283 flats.",
    "Here is the translation. The council approved 283 flats.",
    "Here is the translation:\nThe council approved 283 flats.",
    "Here is your English translation: The council approved 283 flats.",
    "Here are the translations: The council approved 283 flats.",
    "Here is the English version: The council approved 283 flats.",
    "Here is the council's decision:\n\nThe council approved 283 flats.",
    "Translation: The council approved 283 flats.",
    "Translated text: The council approved 283 flats.",
    "Note: I translated “viviendas” as flats. The council approved 283 flats.",
    "Note: I have kept the name. The council approved 283 flats.",
    "As an AI language model, I cannot say how many flats.",
    "I'm sorry, but I can't assist with that request.",
    "I cannot translate this text.",
    "```\nThe council approved 283 flats.\n```",
    "<think>The council</think> The council approved 283 flats.",
]


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_a_right_translation_that_begins_like_talk_is_kept_and_shown(source, target):
    assert fault(source, target, "en") == ""
    assert doubtful(source, target), "a person is told of it"


@pytest.mark.parametrize("target", TALK)
def test_talk_is_no_translation(target):
    assert fault(COUNCIL, target, "en") in {REMARK, "the tags were not those of the segment"}


@pytest.mark.parametrize("code", ["de", "ja", "la"])
def test_no_text_in_another_language_begins_in_english(code):
    assert fault(COUNCIL, "Of course, der Rat hat 283 Wohnungen genehmigt.", code) == REMARK
    assert fault("Of course, the council agreed.", "Of course, der Rat stimmte zu.", code) == "", "as the source does"


def test_a_note_is_french_as_well():
    assert fault("Nota: la seduta è rinviata.", "Note : la séance est reportée.", "fr") == ""
    assert doubtful("Nota: la seduta è rinviata.", "Note : la séance est reportée.")
    assert fault(COUNCIL, "Note: I translated it. Le conseil a approuvé 283 logements.", "fr") == REMARK


@pytest.mark.parametrize(
    ("source", "target", "shown"),
    [
        ("El gobierno lo niega.", "The government denies it.", ""),
        ("Note: prices", "Note : les prix", ""),
        ("Por supuesto, no.", "Of course, <em>not</em>.", "Of course, not."),
        ("Nota: precios", f"Note: {'prices and taxes ' * 9}", "Note: prices and taxes prices and taxes …"),
    ],
)
def test_what_is_shown_are_the_first_words(source, target, shown):
    assert doubtful(source, target) == shown
