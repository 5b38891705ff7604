"""The faults that the checks are measured on: each run has the same, and each really changes the text."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bench.checks import across, between, bounds, data, faulty, recall
from bench.checks.false_alarms import Alarms
from bench.checks.faults import identifiers
from bench.checks.faults.base import bare_end, ends
from bench.checks.seeds import KINDS, samples
from newsroom.messages import verbatim
from translation.checks.base import Finding

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = [
    (
        "“Nobody in Tarnmouth has paid 24 crowns for the ferry since 1998,” said the master, who did not laugh.",
        {
            "de": "„Niemand in Tarnmouth hat seit 1998 mehr 24 Kronen für die Fähre bezahlt“, sagte die Meisterin, "
            "die nicht lachte.",
            "ja": "「1998年以降、Tarnmouthでは誰も渡し船に24クローネを払っていません」と港長は語り、笑いませんでした。",
            "ru": "«С 1998 года никто в Tarnmouth не платил за паром 24 кроны», — сказала начальница порта, "
            "которая не смеялась.",
            "es": "«Nadie en Tarnmouth ha pagado 24 coronas por el barco desde 1998», dijo la capitana del puerto, "
            "que no se rió.",
            "fi": "”Kukaan Tarnmouth-kylässä ei ole maksanut lautasta 24 kruunua sitten vuoden 1998”, sanoi kapteeni, "
            "joka ei nauranut.",
        },
    ),
    (
        "The council opened 24 gardens on the old quay, and every visitor was given a map, a lamp and a cup of tea.",
        {
            "de": "Der Rat öffnete auf dem alten Kai 24 Gärten, und jeder Gast bekam eine Karte, eine Lampe und "
            "eine Tasse Tee.",
            "ja": "議会は古い岸壁に24か所の庭園を開き、訪れた人はみな地図とランプ、そして一杯のお茶を受け取った。",
            "ru": "Совет открыл на старой набережной 24 сада, и каждому гостю дали карту, лампу и чашку чая.",
            "es": "El ayuntamiento abrió 24 jardines en el viejo muelle, y cada visitante recibió un mapa, una lámpara "
            "y una taza de té.",
            "fi": "Neuvosto avasi vanhalle laiturille 24 puutarhaa, ja jokainen vieras sai kartan, lampun ja "
            "kupillisen teetä.",
        },
    ),
]
CORPORA = {
    language: data.Corpus(
        language,
        tuple(
            data.Line(number, source, targets[language], {"pseudo": targets[language]})
            for number, (source, targets) in enumerate(SENTENCES)
        ),
    )
    for language in SENTENCES[0][1]
}


def made(name, language, origin="references"):
    kind = next(kind for kind in KINDS if kind.name == name)
    return list(samples(kind, CORPORA, language, origin, "all"))


@pytest.mark.parametrize("language", CORPORA)
@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_each_kind_changes_the_text_and_the_same_way_every_time(name, language):
    first = made(name, language)
    assert first, f"no place for “{name}” in {language}"
    assert first == made(name, language)
    assert all(sample.seeded.before != sample.seeded.after for sample in first)
    assert len({(sample.seeded.source, sample.seeded.after) for sample in first}) == len(first)


@pytest.mark.parametrize("language", CORPORA)
def test_a_prepared_text_differs_from_the_faulty_one_in_one_place(language):
    for sample in made("identifier changed", language):
        before, after = sample.seeded.before, sample.seeded.after
        assert abs(len(before) - len(after)) <= 1
        assert sum(one != two for one, two in zip(before, after, strict=False)) >= 1


def test_a_cut_text_has_lost_its_stop_and_at_most_its_last_third():
    for language, corpus in CORPORA.items():
        for sample in made("truncated", language):
            whole = corpus.lines[sample.line].reference
            assert whole.startswith(sample.seeded.after)
            assert not ends(sample.seeded.after)
            assert len(sample.seeded.after) < len(bare_end(whole))
            assert len(sample.seeded.after) > len(whole) / 2


def test_a_cut_text_may_keep_its_stop():
    assert all(ends(sample.seeded.after) for sample in made("cut, stop kept", "ja"))


@pytest.mark.parametrize(("language", "right", "wrong"), [("de", ",", "."), ("ja", ".", ","), ("ru", ",", ".")])
def test_a_decimal_mark_is_that_of_the_language_before_and_of_another_after(language, right, wrong):
    decimals = [sample for sample in made("wrong decimal mark", language) if "," not in numeral(sample.seeded.source)]
    assert decimals
    for sample in decimals:
        value = numeral(sample.seeded.source)
        assert value.replace(".", right) in sample.seeded.before
        assert value.replace(".", wrong) in sample.seeded.after


def numeral(source):
    """Return the number that was put in the place of 24."""
    return source.split("opened ")[-1].split("paid ")[-1].split()[0]


def test_identifiers_never_change_by_case_alone():
    pick = random.Random(5)
    for _time in range(500):
        token = identifiers.invented(pick)
        assert identifiers.changed(token, pick).lower() != token.lower()


def test_wrong_language_is_the_same_sentence_in_another_language():
    for sample in made("wrong language", "de"):
        assert sample.seeded.after in SENTENCES[sample.line][1].values()
        assert len(sample.seeded.after) > 40


def test_recall_counts_what_is_flagged_as_major_or_critical():
    kind = next(kind for kind in KINDS if kind.name == "untranslated")
    scores = recall.recall(CORPORA, ["de"], "all", 2, ["same_as_source"], [kind])
    assert [(score.origin, score.made, score.caught) for score in scores] == [("references", 2, 2), ("engines", 2, 2)]
    assert recall.recall(CORPORA, ["de"], "all", 2, ["quotes"], [kind])[0].caught == 0


def test_an_outlier_needs_five_versions_and_a_majority_that_agrees():
    for kind in across.KINDS[:2]:
        score = across.across_recall(CORPORA, ["de"], "all", 3, [kind])[0]
        assert score.made == 3
    four = {code: CORPORA[code] for code in ("de", "ja", "ru", "es")}
    assert across.across_recall(four, ["de"], "all", 3, across.KINDS[:1])[0].made == 0


def test_bounds_hold_or_are_missed():
    alarms = Alarms("de", "held-out", segments=1000)
    alarms.worst.update(critical=5, major=21)
    assert [bound.holds for bound in bounds.alarm_bounds([alarms])] == [True, True, False, True]
    score = recall.Score("digit changed", "numbers", "de", "references", made=100, caught=97)
    assert [bound.holds for bound in bounds.recall_bounds([score])] == [False]
    score.caught = 98
    assert [bound.holds for bound in bounds.recall_bounds([score])] == [True]


def test_a_finding_is_excused_for_the_named_check_alone(monkeypatch):
    monkeypatch.setattr(faulty, "FAULTS", {("de", "quotes"): {"The closing mark is lost.": (3,)}})
    assert faulty.is_fault("de", 3, Finding("quotes", "critical", verbatim("x")))
    assert not faulty.is_fault("de", 3, Finding("numbers", "critical", verbatim("x")))
    assert not faulty.is_fault("de", 4, Finding("quotes", "critical", verbatim("x")))


def test_other_pairs_take_one_translation_as_the_source_of_another(monkeypatch):
    wrong = data.Line(0, "", SENTENCES[0][1]["de"].replace("24", "42"), {})
    corpora = CORPORA | {"de": data.Corpus("de", (wrong, CORPORA["de"].lines[1]))}
    counts, alarms = between.between(corpora, ("fi", "ru"), 5, ("numbers",))
    assert {(entry.language, entry.split): entry.segments for entry in counts} == {
        (language, split): len(CORPORA) - 1 for language in ("fi", "ru") for split in between.SPLITS
    }
    assert {(alarm.language, alarm.line.source) for alarm in alarms} == {
        ("fi", wrong.reference),
        ("ru", wrong.reference),
    }
    monkeypatch.setattr(faulty, "FAULTS", {("de", "numbers"): {"a fault of the source": (0,)}})
    assert between.between(corpora, ("fi", "ru"), 5, ("numbers",))[1] == []


def test_spreadsheet_quotation_marks_become_plain_ones():
    assert data.inline('"Er sagte ""Ja"" & ging."') == 'Er sagte "Ja" &amp; ging.'


def test_a_mark_that_the_english_sentence_lacks_too_is_excused_between_other_languages():
    def alarms(english):
        lines = {"de": "„Der Hafen ist zu.", "fi": "Satama on kiinni."}
        corpora = {code: data.Corpus(code, (data.Line(0, english, text, {}),)) for code, text in lines.items()}
        return between.between(corpora, ("de",), 1, ("quotes",))[1]

    assert alarms("“The harbour is closed.") == []
    assert [alarm.finding.check for alarm in alarms("The harbour is closed.")] == ["quotes"]


def test_what_another_text_says_is_compared_as_a_whole_number_or_name():
    assert across._says("It was 1,600 km.", "1.600 km", "1.700 km")
    assert across._says("He was second, 2nd of 32.", "2位", "7位")
    assert not across._says("He was second with 32 percent of 2,243.", "2位", "7位")
    assert across._says("Aldalで会った", "in Aldal heute", "in Novak heute")
    assert not across._says("Aldalson", "in Aldal heute", "in Novak heute")


def test_the_command_says_what_is_missing_and_writes_the_page(tmp_path):
    command = [sys.executable, "-m", "bench.checks", "--data"]
    nothing = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert nothing.returncode == 2 and "has no en-XX.jsonl.gz files" in nothing.stderr
    for language, corpus in CORPORA.items():
        with gzip.open(tmp_path / f"en-{language}.jsonl.gz", "wt", encoding="utf-8") as stream:
            for line in corpus.lines:
                entry = {
                    "line": line.number,
                    "source": line.source,
                    "reference": line.reference,
                    "systems": line.systems,
                }
                stream.write(json.dumps(entry) + "\n")
    page = tmp_path / "measured.md"
    arguments = [str(tmp_path), "--language", "de", "--seeds", "1", "--engines", "--markdown", str(page)]
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    text = page.read_text(encoding="utf-8")
    assert "## Bounds" in text and "| digit changed |" in text and "| pseudo |" in text
    assert ("MISSED" in text) == bool(done.returncode)
