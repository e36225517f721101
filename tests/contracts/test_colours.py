"""What can be acted on, and what a chart draws, stands out from its ground: WCAG 2.2, 1.4.3 and 1.4.11.

axe judges text only; borders, tracks and the marks of charts are judged here, by the colours they are all made of.
"""

import re
from itertools import product

import pytest

from tests.conftest import ROOT

TOKENS = (ROOT / "frontend" / "src" / "kit" / "tokens.css").read_text()
GROUNDS = ("canvas", "surface", "sunken")
TEXTS = ("ink", "muted", "accent", "accent-strong", "positive", "negative", "warning")
# Borders of fields, tracks and thumbs of sliders and switches, bars of meters, marks of charts.
MARKS = ("edge", "accent", "positive", "negative", "warning", *(f"series-{number}" for number in range(1, 7)))
SOFT = ("accent", "positive", "negative", "warning")


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by their names."""
    blocks = re.findall(r":root \{(.*?)\}", TOKENS, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    assert light.keys() == dark.keys()
    return light if scheme == "light" else dark


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_tracks_and_marks_stand_out_from_every_ground(scheme: str) -> None:
    known = colours(scheme)
    faint = {
        f"{mark} on {ground}": round(contrast(known[mark], known[ground]), 2)
        for mark, ground in product(MARKS, GROUNDS)
        if contrast(known[mark], known[ground]) < 3
    }
    assert faint == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    known = colours(scheme)
    pairs = [*product(TEXTS, GROUNDS), *((each, f"{each}-soft") for each in SOFT), ("on-accent", "accent")]
    faint = {
        f"{text} on {ground}": round(contrast(known[text], known[ground]), 2)
        for text, ground in pairs
        if contrast(known[text], known[ground]) < 4.5
    }
    assert faint == {}
