"""Random edit scripts over equal and nearly equal blocks: no id, and so no human translation, moves to another text."""

from __future__ import annotations

import pytest

from articles.body import clean_body, keep_ids, texts
from tests.articles.body.identity.scripts import script
from tests.articles.body.identity.truth import judge

pytestmark = pytest.mark.long
SCRIPTS = 10_000


@pytest.mark.parametrize("first", range(0, SCRIPTS, SCRIPTS // 4))
def test_no_id_moves_to_another_text(first):
    faults, kept, surviving = [], 0, 0
    for seed in range(first, first + SCRIPTS // 4):
        made = script(seed)
        true, given = clean_body(made.after), keep_ids(made.before, made.after)
        faults += [(seed, wrong) for wrong in judge(made, true, given) if not wrong.excuse]
        old = {ref.key for ref in texts(made.before)}
        for one, other in zip(texts(true), texts(given), strict=True):
            surviving += one.key in old
            kept += one.key in old and one.key == other.key
    assert faults == []
    assert kept / surviving > 0.95, "giving every text a new id would be no answer either"
