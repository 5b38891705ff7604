"""Apertium over its web service (a local one) and its command; the real command where it is installed."""

from __future__ import annotations

import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import apertium as server_module
from tests.servers import base
from tests.servers.apertium import Server, answer
from tests.servers.base import answering
from tests.waiting import wait_for
from translation.engines.apertium.engine import ApertiumEngine
from translation.engines.apertium.pairs import chain
from translation.engines.base import BadReply, EngineError, Refused, Unreachable, UnsupportedPair

DEBIAN = ["eng-spa", "eng-spa_US", "spa-eng", "spa-ita", "ita-spa", "es-fr", "fr-es", "es-pt", "es-pt_BR", "pt-es"]
CATALAN = ["eng-cat", "cat-ita", "cat-fra", "por-cat", "cat-por_PTpre1990", "eco-es-fr"]
real = pytest.mark.skipif(not shutil.which("apertium"), reason="needs apertium, which is not installed")


@pytest.fixture
def server():
    with server_module.running() as running:
        yield running


def engine(server: Server, **options: object) -> ApertiumEngine:
    return ApertiumEngine(**{"url": server.url, "seconds": 2.0, "private_hosts": ["127.0.0.1"]} | options)


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        ("en", "es", ("eng-spa",)),
        ("en", "it", ("eng-spa", "spa-ita")),
        ("en", "pt", ("eng-spa", "es-pt_BR")),
        ("en", "fr", ("eng-spa", "es-fr")),
        ("it", "pt", ("ita-spa", "es-pt_BR")),
        ("fr", "en", ("fr-es", "spa-eng")),
        ("en", "de", ()),
        ("sa", "la", ()),
    ],
)
def test_a_pair_is_reached_by_the_fewest_pairs(source, target, pairs):
    assert chain([*CATALAN, *DEBIAN], source, target) == pairs


def test_a_way_may_lead_through_a_language_that_is_no_edition():
    assert chain(CATALAN, "en", "it") == ("eng-cat", "cat-ita")
    assert chain(CATALAN, "pt", "fr") == ("por-cat", "cat-fra")
    assert chain(CATALAN, "en", "pt") == (), "nobody asked for the spelling of before 1990"


def test_a_way_ends_after_three_pairs():
    long = ["eng-cat", "cat-oci", "oci-spa", "spa-ita"]
    assert chain(long, "en", "es") and not chain(long, "en", "it")


def test_texts_go_through_each_pair_of_the_way(server):
    texts = ['The red <strong>house</strong>. A <a href="x?a=1&amp;b=2">cat</a> &amp; a dog.', "new"]
    assert engine(server).translate(texts, "en", "it").texts == [
        'THE RED <strong>HOUSE</strong>. A <a href="x?a=1&amp;b=2">CAT</a> &amp; A DOG.',
        "nEW".upper(),
    ]
    asked = [(request["langpair"], request["q"]) for request in server.requests]
    assert asked == [
        ("eng|spa", "The red house.\n\nA cat & a dog.\n\nhouse\n\ncat\n\nnew"),
        ("spa|ita", "THE RED HOUSE.\n\nA CAT & A DOG.\n\nHOUSE\n\nCAT\n\nNEW"),
    ]
    assert {(request["markUnknown"], request["format"]) for request in server.requests} == {("no", "txt")}


def test_long_texts_are_asked_for_in_pieces_that_the_server_does_not_cut(server):
    text = " ".join(f"Sentence {number} ends here, at 3.5 knots." for number in range(100))
    assert engine(server).translate([text], "en", "es").texts == [text.upper().replace("3.5", "3,5")]
    assert len(server.requests) > 3 and all(len(request["q"]) <= 1000 for request in server.requests)


def test_marks_of_unknown_words_go_and_those_of_the_text_stay(server):
    server.fault = answering(200, answer("El *zorgblat @see #ser QX7 QX8"))
    assert engine(server).translate(["The zorgblat sees * and #tag."], "en", "es").texts == [
        "El zorgblat see ser * #tag"
    ]


def test_a_tag_that_may_stand_at_the_wrong_words_is_told(server):
    server.fault = answering(200, answer("Llovió ayer por aquí.", "*did"))
    reply = engine(server).translate(["It <em>did</em> rain yesterday."], "en", "es")
    assert [remark.message for remark in reply.remarks] == ["The emphasis “did” may stand at the wrong words."]


@pytest.mark.parametrize(
    ("source", "said", "expected"),
    [
        ("“We are happy,” said Ana.", '" Somos felices ," dijo Ana .', "«Somos felices,» dijo Ana."),
        ("new ferries", "Nuevos transbordadores", "nuevos transbordadores"),
        ("New ferries", "Nuevos\n transbordadores ", "Nuevos transbordadores"),
        ("the EU", "UE", "UE"),
        ("Orvane opened a factory.", "Orvane Abrió una fábrica.", "Orvane abrió una fábrica."),
        ("Orvane Works opened it.", "Orvane Works Lo abrió.", "Orvane Works lo abrió."),
        ("Orvane and Marrowby opened it.", "Orvane Y Marrowby lo abrió.", "Orvane y Marrowby lo abrió."),
        ("“Orvane opened,” he said.", '" Orvane Abrió," dijo.', "«Orvane abrió,» dijo."),
        ("Orvane (the firm) opened.", "Orvane (El firme) abrió.", "Orvane (el firme) abrió."),
        ('<span translate="no">Orvane</span> opened.', "QX7 Abrió.", '<span translate="no">Orvane</span> abrió.'),
        ("@mayor wrote a letter.", "QX7 Escribió una letra.", "@mayor escribió una letra."),
        ("Orvane leads the EU.", "Orvane UE.", "Orvane UE."),
        ("Orvane Bank opened.", "Orvane Banco abrió.", "Orvane Banco abrió."),
        ("Orvane went.", "Orvane I went.", "Orvane I went."),
        ("The mayor went.", "El alcalde Fue.", "El alcalde Fue."),
        ("Orvane", "Orvane", "Orvane"),
    ],
)
def test_what_its_rules_leave_behind_is_tidied(server, source, said, expected):
    server.fault = answering(200, answer(said))
    assert engine(server).translate([source], "en", "es").texts == [expected]


def test_pairs_are_asked_for_once(server):
    one = engine(server)
    assert one.serves("en", "it") and one.serves("it", "pt") and not one.serves("en", "fr")
    assert "English to French" in one.serves("en", "fr").reason and "German" in one.serves("en", "de").reason
    assert server.listings == 1


@pytest.mark.parametrize("listing", [{}, "<html>", [], {"responseData": 7}, {"responseData": [1, {}, None]}, None])
def test_strange_lists_of_pairs_serve_nothing(server, listing):
    server.pairs = listing
    one = engine(server)
    assert not one.serves("en", "es") and one.serves("en", "es").reason
    with pytest.raises(UnsupportedPair):
        one.translate(["x"], "en", "es")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (answering(400, {"explanation": "That pair is not installed"}), UnsupportedPair),
        (answering(400, {"explanation": ["?"]}), Refused),
        (answering(503, "<html>"), Unreachable),
        (answering(500, {}), BadReply),
        (answering(200, "<html>"), BadReply),
        (answering(200, {"responseData": None}), BadReply),
        (answering(200, {"responseData": {"translatedText": 1}}), BadReply),
        (answering(200, answer("one")), BadReply),
        (answering(200, answer("one", "two", "three")), BadReply),
        (base.resetting, EngineError),
        (base.flooding, BadReply),
    ],
)
def test_each_failure_of_the_server_is_the_right_error(server, fault, error):
    server.fault = fault
    with pytest.raises(error, match="Apertium"):
        engine(server).translate(["one house", "two houses"], "en", "es")


def test_a_call_ends_at_its_deadline_whatever_the_number_of_requests(server):
    def slow(handler: base.Handler) -> None:
        time.sleep(0.5)
        handler.answer(handler.server.requests[-1])

    server.fault = slow
    started = time.monotonic()
    with pytest.raises(Unreachable):
        one = engine(server, seconds=1.2)
        one.translate([" ".join(f"House number {number} is red." for number in range(200))], "en", "it")
    assert time.monotonic() - started < 2.5


@pytest.mark.parametrize("url", ["ftp://x", "apertium:2737", "http://me:secret@host"])
def test_addresses_that_cannot_work_say_why(url):
    service = ApertiumEngine(url=url).serves("en", "es")
    assert not service and "APERTIUM_URL" in service.reason and "secret" not in service.reason


def test_without_command_and_server_it_says_what_to_install():
    one = ApertiumEngine(command="no-such-apertium")
    assert "install apertium" in one.problem() and one.serves("en", "es").reason == one.problem()
    with pytest.raises(Refused, match="install apertium"):
        one.translate(["x"], "en", "es")


@pytest.fixture
def command(tmp_path: Path) -> Callable[[str], ApertiumEngine]:
    """Make engines whose command is a shell script; it lists one pair."""

    def make(script: str, seconds: float = 2.0) -> ApertiumEngine:
        path = tmp_path / "apertium"
        path.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo "  eng-spa"; exit; fi\n{script}\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return ApertiumEngine(command=str(path), seconds=seconds)

    return make


def test_the_command_gets_the_text_on_its_standard_input_and_no_keys(command, monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPL_API_KEY", "canary-77")
    one = command(f'env > {tmp_path}/env; echo "$@" > {tmp_path}/arguments; exec cat')
    assert one.translate(["$(touch /tmp/x); `ls` is a -l house"], "en", "es").texts == [
        "$(touch /tmp/x); `ls` is a -l house"
    ]
    assert "canary-77" not in (tmp_path / "env").read_text()
    assert (tmp_path / "arguments").read_text() == "-u -f txt eng-spa\n"


@pytest.mark.parametrize(
    ("script", "error", "words"),
    [
        ("cat; echo; echo; echo more", BadReply, "2 sentences to 1"),
        (r"printf 'una casa \377\376'", BadReply, "no UTF-8"),
        (r"printf 'una casa \303'", BadReply, "no UTF-8"),
        ("printf 'una ca'; kill -9 $$", BadReply, "status -9"),
        ("true", None, ""),
        ("echo no such mode >&2; exit 3", BadReply, r"status 3.*no such mode"),
        ("yes | head -c 9000000", BadReply, "more than 8 MB"),
        ("kill -9 $$", BadReply, "status -9"),
    ],
)
def test_a_command_that_misbehaves_is_an_error(command, script, error, words):
    one = command(script)
    if error is None:  # nothing printed: the sentence stays as it was, for a check to see
        assert one.translate(["a house"], "en", "es").texts == ["a house"]
    else:
        with pytest.raises(error, match=words):
            one.translate(["a house"], "en", "es")


def test_a_command_that_answers_too_few_sentences_is_an_error(command):
    with pytest.raises(BadReply, match="1 sentences to 2"):
        command("head -n 1").translate(["a house", "a boat"], "en", "es")


def test_a_list_of_pairs_that_is_no_text_serves_nothing(tmp_path):
    path = tmp_path / "apertium"
    path.write_text("#!/bin/sh\nprintf 'eng-spa \\377'\n")
    path.chmod(0o700)
    assert "no UTF-8" in ApertiumEngine(command=str(path)).serves("en", "es").reason


def alive(group: int) -> list[str]:
    """Return what still runs of a process group; the dead whom nobody has buried yet do not count."""
    rows = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().rpartition(")")
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        state, _parent, its_group = rest.split()[:3]
        rows += [name] if int(its_group) == group and state != "Z" else []
    return rows


DRIPPING = "while printf x; do sleep 0.1; done"


@pytest.mark.parametrize(
    "script", ["sleep 77", "echo x; sleep 77", DRIPPING, "exec >&-; sleep 77", "yes >/dev/null | sleep 77"]
)
def test_a_command_that_hangs_is_ended_with_all_its_children(command, script, tmp_path):
    one = command(f"echo $$ > {tmp_path}/pid; {script}", seconds=0.7)
    started = time.monotonic()
    with pytest.raises(Unreachable, match="in time"):
        one.translate(["a house"], "en", "es")
    assert time.monotonic() - started < 2
    group = int((tmp_path / "pid").read_text())
    wait_for(lambda: not alive(group), 5, failed="its children live")  # killed, and dead within moments


@real
@pytest.mark.parametrize("target", ["es", "it", "fr", "pt"])
def test_the_real_command_translates_along_its_chains(target):
    one = ApertiumEngine()
    if not one.serves("en", target):
        pytest.skip(f"needs Apertium's pairs from English to {target}, which are not installed")
    texts = [
        'The red <strong>house</strong> was sold to <span translate="no">Orvane Works</span>.<br>It is new.',
        "Write to desk@orvane.example: *, #tag, [x] {y} ^z$ \\ zorgblat &amp; 3.5",
        "new",
    ]
    found = one.translate(texts, "en", target).texts
    house = {"es": "casa", "it": "casa", "fr": "maison", "pt": "casa"}[target]
    assert f"<strong>{house}</strong>" in found[0] and '<span translate="no">Orvane Works</span>.<br>' in found[0]
    assert all(part in found[1] for part in ("desk@orvane.example", "*", "#tag", "zorgblat", "&amp;", "3,5"))
    assert "*zorgblat" not in found[1] and found[2][:1].islower()


@real
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvane opened a factory.", "Orvane abrió una fábrica."),
        ("“Orvane opened a factory,” he said.", "«Orvane abrió una fábrica,» dijo."),
        ('<span translate="no">Orvane</span> opened it.', '<span translate="no">Orvane</span> lo abrió.'),
        ("@mayor opened it.", "@mayor lo abrió."),
        ("Orvane and Marrowby opened a factory.", "Orvane y Marrowby abrió una fábrica."),
    ],
)
def test_the_word_after_a_name_stays_small(text, expected):
    assert ApertiumEngine().translate([text], "en", "es").texts == [expected]


@real
def test_many_sentences_come_back_in_number_and_order():
    texts = [f"Number {number} is red. Number {number + 1} is new" for number in range(0, 60, 2)]
    found = ApertiumEngine().translate(texts, "en", "es").texts
    for number, text in zip(range(0, 60, 2), found, strict=True):
        assert text.index(str(number)) < text.index(str(number + 1), text.index(str(number)) + 1)
