"""Messages: rendered in the reader's language from a code and parameters, whatever was stored."""

import json

import pytest

from newsroom.messages import N_, Message, merged, ngettext_noop, render, say, verbatim

CATALOGUE = {
    "a.twice": N_("“%(text)s” is repeated."),
    "a.percent": N_("About %(percent)d%% of it."),
    "a.times": ngettext_noop("%(count)d time", "%(count)d times"),
    "a.long": N_("%(times)s times as long"),
    "a.language": N_("The text is %(language)s."),
    "a.field": N_("The %(field)s is too long."),
    "field:headline": N_("headline"),
}
GERMAN = {"The %(field)s is too long.": "%(field)s: zu lang.", "headline": "Überschrift"}


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (say("a.twice", text="100 % %s"), "“100 % %s” is repeated."),
        (say("a.percent", percent=12), "About 12% of it."),
        (say("a.times", count=1), "1 time"),
        (say("a.times", count=2), "2 times"),
        (say("a.long", times=1.5), "1.5 times as long"),
        (say("a.language", language="nl"), "The text is Dutch."),
        (say("a.field", field="headline"), "The headline is too long."),
        (verbatim("as it was said, 100 %"), "as it was said, 100 %"),
        (say("b.gone", text="x"), "b.gone: x"),
        (say("a.twice"), "a.twice: "),
    ],
)
def test_a_message_is_shown_in_english(message, shown):
    assert render(message, CATALOGUE) == shown


def test_words_numbers_and_languages_are_the_readers():
    shown = [
        render(message, CATALOGUE, "de", lambda text: GERMAN.get(text, text))
        for message in (
            say("a.field", field="headline"),
            say("a.long", times=1.5),
            say("a.language", language="zh-hans"),
        )
    ]
    assert shown == ["Überschrift: zu lang.", "1,5 times as long", "The text is Chinesisch (vereinfacht)."]


def test_a_stored_message_equals_the_one_that_was_made():
    made = say("a.long", times=1.5, text="der")
    stored = Message.from_json(json.loads(json.dumps(made.as_json())))
    assert stored == made and hash(stored) == hash(made)


def test_a_code_belongs_to_one_module():
    with pytest.raises(ValueError, match=r"a\.twice"):
        merged([CATALOGUE, {"a.twice": N_("Twice.")}])
