"""A text of figures alone that says one of them once more; figures that the source has twice are right."""

from __future__ import annotations

import pytest

from .pairs import serious

TWICE = [
    ("en", "de", "2019", "2019 2019"), ("en", "fi", "5%", "5\u00a0% 5\u00a0%"), ("en", "zh-hans", "5%", "5%5%"),
    ("en", "ja", "2019", "2019、2019"), ("de", "en", "1.200", "1,200 1,200"), ("en", "sa", "2019", "२०१९ २०१९"),
    ("ru", "fr", "3,50 €", "3,50 € 3,50 €"), ("ko", "el", "1914–1918", "1914–1918 1914–1918"),
    ("en", "es", "9:30", "9:30 9:30"), ("fr", "it", "12/05/2024", "12/05/2024 12/05/2024"),
    ("en", "pt", "3-1", "3-1 3-1"), ("en", "id", "<strong>2019</strong>", "<strong>2019</strong> 2019"),
]  # fmt: skip
ONCE = [
    ("en", "de", "2019 2019", "2019 2019"), ("en", "fi", "5–5", "5–5"), ("ja", "en", "3-3", "3:3"),
    ("en", "ko", "1,200–1,200", "1,200~1,200"), ("en", "ru", "5% (5)", "5\u00a0% (5)"),
    ("en", "sa", "2019–2019", "२०१९–२०१९"), ("en", "el", "4.35 / 4.35", "4,35 / 4,35"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "before", "after"), TWICE)
def test_a_figure_that_stands_twice_is_found(source, target, before, after):
    assert serious(before, after, (source, target))


@pytest.mark.parametrize(("source", "target", "before", "after"), ONCE)
def test_what_the_source_has_twice_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []
