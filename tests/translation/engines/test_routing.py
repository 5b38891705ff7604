"""Which engine serves a pair: preference, pivot, names, refusals; and the door through which texts go."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.languages import UnknownLanguage
from translation.engines import routing
from translation.engines.base import (
    NO_BRIEF,
    BadReply,
    Brief,
    Engine,
    Limits,
    PartialReply,
    RateLimited,
    Service,
    UnsupportedPair,
)
from translation.engines.reply import Call, Remark, Reply, Usage


class Scripted(Engine):
    """Serves the pairs of its option and answers with what `reply` makes of the texts."""

    name = "scripted"
    label = "Scripted"
    limits = Limits(texts=2, characters=20)
    calls: list[tuple[list[str], str, str]]

    def __init__(self, pairs: str = "", reply: object = None) -> None:
        super().__init__(pairs=pairs)
        self.pairs = pairs.split()
        self.reply = reply
        self.calls = []

    def serves(self, source: str, target: str) -> Service:
        served = f"{source}>{target}" in self.pairs
        return Service(served, "" if served else f"configure {source}>{target}")

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        self.calls.append((list(texts), source, target))
        if self.reply is not None:
            return self.reply  # type: ignore[return-value]
        call = call or Call()
        call.used(Usage(characters=sum(map(len, texts))))
        return call.reply([f"{text}-{target}" for text in texts], [Remark(0, f"Look at {texts[0]}.")])


@pytest.fixture
def configure(settings):
    """Return a function that registers scripted engines: configure(one="en>pt", two="en>pt pt>en")."""

    def register(**pairs: str) -> None:
        path = f"{__name__}.Scripted"
        pseudo = "translation.engines.pseudo.PseudoEngine"
        settings.ENGINES = {**dict.fromkeys(pairs, path), "pseudo": pseudo}
        settings.TRANSLATION_ENGINES = list(pairs)
        settings.ENGINE_OPTIONS = {name: {"pairs": served} for name, served in pairs.items()}

    return register


def test_the_first_preferred_engine_serves(configure):
    configure(one="de>en", two="en>pt", three="en>pt")
    assert routing.find_route("en", "pt") == routing.Route("two", (("en", "pt"),))


def test_an_engine_goes_through_english_before_the_next_is_asked(configure):
    configure(one="de>en en>fr", two="de>fr")
    route = routing.find_route("de", "fr")
    assert route == routing.Route("one", (("de", "en"), ("en", "fr"))) and route.via == "en"


def test_direct_comes_before_english(configure):
    configure(one="de>en en>fr de>fr")
    assert routing.find_route("de", "fr").via == ""


def test_half_a_way_is_no_way(configure):
    configure(one="de>en", two="en>fr")
    with pytest.raises(routing.NoRoute) as caught:
        routing.find_route("de", "fr")
    assert str(caught.value) == (
        "No engine translates from German into French. one: configure en>fr. two: configure de>en."
    )
    assert isinstance(caught.value, UnsupportedPair)


def test_a_refusal_names_the_engines_that_would_serve(configure, settings):
    configure(one="", two="", three="en>la")
    settings.TRANSLATION_ENGINES = ["one"]
    settings.ENGINES = {
        **settings.ENGINES,
        "firefox": "translation.engines.firefox.engine.FirefoxEngine",
        "deepl": "translation.engines.deepl.engine.DeepLEngine",
        "broken": "nowhere.Engine",
    }
    with pytest.raises(routing.NoRoute) as caught:
        routing.find_route("en", "la")
    assert dict(caught.value.reasons) == {
        "one": "configure en>la",
        "two": "configure en>la",
        "three": "it would serve, but TRANSLATION_ENGINES does not name it",
        "deepl": "set DEEPL_API_KEY",
    }, "firefox never learned Latin, and pseudo must be named"
    with pytest.raises(routing.NoRoute) as caught:
        routing.find_route("en", "la", "two")
    assert [name for name, _ in caught.value.reasons] == ["two"]


def test_a_named_engine_is_the_only_one_asked(configure):
    configure(one="en>pt", two="en>fr")
    assert routing.find_route("en", "fr", "two").engine == "two"
    with pytest.raises(routing.NoRoute, match="two: configure en>pt"):
        routing.find_route("en", "pt", "two")


def test_pseudo_serves_only_when_named(configure, settings):
    configure(one="")
    settings.TRANSLATION_ENGINES = ["pseudo", "one"]
    with pytest.raises(routing.NoRoute):
        routing.find_route("en", "pt")
    assert routing.find_route("en", "pt", "pseudo").engine == "pseudo"


def test_unknown_names_and_codes_list_the_known_ones(configure):
    configure(one="en>pt")
    with pytest.raises(routing.UnknownEngine, match=r"“deepl”.*one, pseudo"):
        routing.find_route("en", "pt", "deepl")
    with pytest.raises(UnknownLanguage, match="zh-hans"):
        routing.find_route("en", "xx")


def test_one_language_is_no_pair(configure):
    configure(one="en>en")
    with pytest.raises(routing.NoRoute, match="same language"):
        routing.find_route("en", "en")


def test_no_engine_at_all_names_the_setting(configure):
    configure()
    with pytest.raises(routing.NoRoute, match="TRANSLATION_ENGINES"):
        routing.find_route("en", "pt")


@pytest.mark.parametrize("path", ["nowhere.Engine", "translation.engines.base.Missing", "Engine", "json.loads"])
def test_a_class_that_cannot_be_loaded_names_the_engine(settings, path):
    settings.ENGINES = {"broken": path}
    with pytest.raises(ImproperlyConfigured, match="broken"):
        routing.engine("broken")


def test_an_engine_is_made_once_until_its_settings_change(configure):
    configure(one="en>pt")
    first = routing.engine("one")
    assert routing.engine("one") is first
    configure(one="en>fr")
    assert routing.engine("one") is not first


def test_the_table_has_all_210_pairs(configure):
    configure(one="de>en en>fr")
    rows = {(row.source, row.target): row for row in routing.table()}
    assert len(rows) == 210
    assert (rows["de", "fr"].engine, rows["de", "fr"].via) == ("one", "en")
    assert (rows["fr", "de"].engine, rows["fr", "de"].reason) == ("", "one: configure fr>en; configure en>de.")


def test_texts_go_through_both_steps_in_batches_and_blank_ones_pass(configure):
    configure(one="de>en en>fr")
    route = routing.find_route("de", "fr")
    assert routing.translate(route, ["a", " ", "b", "c"]).texts == ["a-en-fr", " ", "b-en-fr", "c-en-fr"]
    calls = routing.engine("one").calls
    assert calls == [
        (["a", "b"], "de", "en"),
        (["c"], "de", "en"),
        (["a-en", "b-en"], "en", "fr"),
        (["c-en"], "en", "fr"),
    ]


def test_the_reply_holds_what_was_used_and_said_over_all_groups(configure):
    configure(one="en>pt")
    reply = routing.translate(routing.find_route("en", "pt"), ["aa", " ", "b", "ccc"])
    assert reply.usage == Usage(characters=6)
    assert reply.remarks == (Remark(0, "Look at aa."), Remark(3, "Look at ccc.")), "at their places in the whole call"


def test_an_engine_that_sends_no_requests_is_asked_for_a_further_group_only_if_the_call_permits_it(configure):
    configure(one="en>pt")
    route = routing.find_route("en", "pt")

    def never(call, seconds):
        raise RateLimited("not yet", retry_after=60)

    assert routing.translate(route, ["a", "b"], call=Call([never])).texts == ["a-pt", "b-pt"], "admitted with the call"
    with pytest.raises(RateLimited) as caught:
        routing.translate(route, ["a", "b", "c"], call=Call([never]))
    assert caught.value.ours and routing.engine("one").calls[-1] == (["a", "b"], "en", "pt")


def test_an_engine_that_asks_before_each_request_is_not_asked_for_twice(configure, monkeypatch):
    configure(one="en>pt")
    asked = []
    translate = Scripted.translate

    def sending(self, texts, source, target, brief=NO_BRIEF, call=None):
        call.request(5)
        return translate(self, texts, source, target, brief, call)

    monkeypatch.setattr(Scripted, "translate", sending)
    call = Call([lambda call, seconds: asked.append(seconds)])
    routing.translate(routing.find_route("en", "pt"), ["a", "b", "c"], call=call)
    assert asked == [5] and call.requests == 2


@pytest.mark.parametrize("texts", [["a"], ["a", "b", "c"], ["a", None], "ab", ("a", "b"), {"a": 1, "b": 2}, []])
@pytest.mark.parametrize("whole", [True, False])
def test_a_reply_that_breaks_the_contract_is_bad(configure, settings, texts, whole):
    configure(one="en>pt")
    settings.ENGINE_OPTIONS = {"one": {"pairs": "en>pt", "reply": Reply(texts) if whole else texts}}
    with pytest.raises(BadReply, match="one"):
        routing.translate(routing.find_route("en", "pt"), ["x", "y"])


@pytest.mark.parametrize("most", [2_010, 2_011])
def test_a_text_much_longer_than_its_source_is_no_translation(configure, settings, most):
    configure(one="en>pt")
    settings.ENGINE_OPTIONS = {"one": {"pairs": "en>pt", "reply": Reply(["y" * most, "z"])}}
    route = routing.find_route("en", "pt")
    if most == 2_010:
        assert routing.translate(route, ["a", "b"]).texts == ["y" * most, "z"]
        return
    with pytest.raises(
        PartialReply, match=r"one replied .* 2,011 characters to one of 1 \(text 1 of the call\)"
    ) as caught:
        routing.translate(route, [" ", "a", "b"])
    assert caught.value.texts == {2: "z"}, "the others are kept, at their places in the whole call"
    with pytest.raises(BadReply) as caught:
        settings.ENGINE_OPTIONS = {"one": {"pairs": "en>pt", "reply": Reply(["y" * most])}}
        routing.translate(route, ["a"])
    assert not isinstance(caught.value, PartialReply)


def test_what_an_engine_keeps_of_a_call_is_measured_too(configure, monkeypatch):
    configure(one="en>pt de>en")

    def partly(self, texts, source, target, brief=NO_BRIEF, call=None):
        raise PartialReply("Half.", {0: "x" * 9_000, 1: "fine", 7: "nobody asked"})

    monkeypatch.setattr(Scripted, "translate", partly)
    with pytest.raises(PartialReply) as caught:
        routing.translate(routing.find_route("en", "pt"), ["a", "b"])
    assert caught.value.texts == {1: "fine"}
    with pytest.raises(BadReply) as caught:
        routing.translate(routing.find_route("en", "pt"), ["a"])
    assert not isinstance(caught.value, PartialReply)


def test_batches_keep_the_limits_and_the_order():
    limits = Limits(texts=3, characters=10)
    assert routing.batches(["aaaa"] * 5, limits) == [[0, 1], [2, 3], [4]]
    assert routing.batches(["a"] * 7, limits) == [[0, 1, 2], [3, 4, 5], [6]]
    assert routing.batches(["a", "b" * 50, "c"], limits) == [[0], [1], [2]]
    assert routing.batches([], limits) == []
