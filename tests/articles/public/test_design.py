"""What can be measured of the look: contrast, weight, and that nothing is downloaded."""

import re
from pathlib import Path

import pytest

from newsroom.languages import BUILT_IN

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
READERS = ("tokens", "base", "article", "listing")


def sheets() -> dict[str, str]:
    return {name: (CSS / f"{name}.css").read_text(encoding="utf-8") for name in READERS}


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of tokens.css by name, for light and dark."""
    light, _, rest = sheets()["tokens"].partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("\n}\n")[0]
    colours = {
        scheme: dict(re.findall(r"--(\w+): (#\w{6});", text)) for scheme, text in (("light", light), ("dark", dark))
    }
    assert colours["light"].keys() == colours["dark"].keys()
    return colours


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "least"), [("ink", 12), ("quiet", 4.5), ("accent", 4.5), ("line", 3)])
def test_colours_can_be_read_on_paper(scheme: str, colour: str, least: float) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[colour], palette["paper"]) >= least


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_page_loads_a_few_kilobytes_and_nothing_from_elsewhere() -> None:
    texts = sheets()
    assert sum(len(text.encode()) for text in texts.values()) < 16_000
    for name, text in texts.items():
        assert "url(" not in text and "@import" not in text and "@font-face" not in text, name
        assert "gradient" not in text and not re.search(r"(?:margin|padding|border)-(?:left|right)", text), name


def test_every_script_has_faces_of_its_own() -> None:
    tokens = sheets()["tokens"]
    for edition in BUILT_IN:
        assert f'[lang|="{edition.tag.partition("-")[0]}"]' in tokens, edition.code
