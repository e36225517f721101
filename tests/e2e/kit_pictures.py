"""The kit as it looks, held against pictures of every sample that somebody has looked at and kept.

Letters are drawn otherwise with other fonts or another browser. Where a text to try them is not drawn as it was when
the pictures were taken, no pixels are compared but what the samples are made of: each part's colours, spaces and sizes
of text exactly, its place and size within a tolerance.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.e2e import png

KEPT: Final = ROOT / "tests" / "e2e" / "kit"
FOUND: Final = ROOT / "build" / "kit"
RENEW: Final = "make kit-pictures"
SAMPLES: Final = (Path(__file__).parent / "kit_samples.js").read_text()
# Colours are kept in steps of four; what is nearer than this is the same.
SAME_COLOUR: Final = 8
# So much of a picture may differ: single pixels at the edge of a curve.
DIFFERING_SHARE: Final = 0.0005
# Other letters are wider or narrower and may break a line elsewhere.
SHIFT_SHARE, SHIFT_PIXELS = 0.25, 48
PROBE: Final = """<body style="margin:0;background:#fff;color:#000">
<p style="margin:4px;font:400 16px system-ui,sans-serif">Hamburgefonstiv 0123456789 $%,.</p>
<p style="margin:4px;font:600 28px system-ui,sans-serif">Ñandú 1,234 ↓ Qg</p>
<p style="margin:4px;font:400 14px ui-monospace,monospace">max(300 - pupils, 0)</p>"""


@dataclass(frozen=True)
class Sample:
    """One sample of the kit: what it is made of, and how it looks."""

    name: str
    parts: list[str]  # "tag left top width height look"
    pixels: png.Pixels


def letters_of(page: Page) -> str:
    """Return a fingerprint of how letters are drawn here."""
    page.set_content(PROBE)
    drawn = page.screenshot(clip={"x": 0, "y": 0, "width": 600, "height": 120})
    return hashlib.sha256(drawn).hexdigest()[:16]


def samples_of(page: Page, sections: range | None = None) -> list[Sample]:
    """Return the samples of the kit's page as it stands; all sections unless some are named."""
    count = page.locator("main > div > div").count()
    found: list[Sample] = []
    for number in sections or range(count):
        section = page.locator("main > div > div").nth(number)
        picture = base64.b64encode(section.screenshot(animations="disabled", caret="hide")).decode()
        found += [_sample(each) for each in page.evaluate(SAMPLES, [number, picture])]
    return found


def _sample(told: dict[str, Any]) -> Sample:
    flat = np.frombuffer(base64.b64decode(told["colours"]), np.uint8)
    pixels = flat.reshape(told["height"], told["width"], 3)
    return Sample(told["name"], told["parts"], ((pixels.astype(np.int16) + 2) // 4 * 4).clip(0, 252).astype(np.uint8))


def keep(samples: list[Sample], letters: str) -> None:
    """Take the samples as they are for those that others are held against; a picture that shows the same stays."""
    KEPT.mkdir(exist_ok=True)
    files = {KEPT / f"{file_name(sample.name)}.png": sample for sample in samples}
    for old in set(KEPT.glob("*.png")) - files.keys():
        old.unlink()
    for file, sample in files.items():
        if not file.exists() or list(_seen(sample)):
            file.write_bytes(png.written(sample.pixels))
    made_of = {sample.name: sample.parts for sample in samples}
    (KEPT / "samples.json").write_text(json.dumps({"letters": letters, "samples": made_of}, indent=0) + "\n")


def file_name(sample: str) -> str:
    """Return a sample's name as a file has it."""
    return re.sub(r"[^a-z0-9]+", "-", sample.lower()).strip("-")


def differences(samples: list[Sample], letters: str, *, is_whole: bool = True) -> Iterator[str]:
    """Yield what differs from what is kept, with the pictures that show it."""
    kept = json.loads((KEPT / "samples.json").read_text())
    known: dict[str, list[str]] = kept["samples"]
    if is_whole:
        names = {sample.name for sample in samples}
        yield from (f"{name}: gone from the page; {RENEW} where that is meant" for name in known if name not in names)
    for sample in samples:
        if sample.name not in known:
            yield f"{sample.name}: no picture of it is kept; look at it, then {RENEW}"
        elif letters == kept["letters"]:
            yield from _seen(sample)
        else:
            yield from _built(sample, known[sample.name])


def _seen(sample: Sample) -> Iterator[str]:
    name = file_name(sample.name)
    before, now = png.read((KEPT / f"{name}.png").read_bytes()), sample.pixels
    height, width = max(before.shape[0], now.shape[0]), max(before.shape[1], now.shape[1])
    differs = np.ones((height, width), dtype=np.bool_)
    common = (min(before.shape[0], now.shape[0]), min(before.shape[1], now.shape[1]))
    one, other = (each[: common[0], : common[1]].astype(np.int16) for each in (before, now))
    differs[: common[0], : common[1]] = np.abs(one - other).max(axis=2) > SAME_COLOUR
    count = int(differs.sum())
    if count <= DIFFERING_SHARE * differs.size:
        return
    FOUND.mkdir(parents=True, exist_ok=True)
    marked = np.full((height, width, 3), 255, np.uint8)
    marked[differs] = (200, 0, 0)
    actual, difference = FOUND / f"{name}.png", FOUND / f"{name}-difference.png"
    actual.write_bytes(png.written(now))
    difference.write_bytes(png.written(marked))
    yield (
        f"{sample.name}: {count} of {differs.size} pixels differ, {now.shape[1]} x {now.shape[0]} for "
        f"{before.shape[1]} x {before.shape[0]}; now {actual}, where {difference}; {RENEW} if meant"
    )


def _built(sample: Sample, known: list[str]) -> Iterator[str]:
    for was, now in zip_longest(known, sample.parts, fillvalue=""):
        if not was or not now:
            yield f"{sample.name}: {len(sample.parts)} parts for {len(known)}; {RENEW} if meant"
            return
        tag, *box, look = was.split(" ")
        tag_now, *box_now, look_now = now.split(" ")
        if (tag, look) != (tag_now, look_now):
            yield f"{sample.name}: a {tag} has other colours, spaces or sizes of text ({was} / {now}); {RENEW} if meant"
            return
        if _is_elsewhere([int(each) for each in box], [int(each) for each in box_now]):
            yield f"{sample.name}: a {tag} has another place or size ({was} / {now}); {RENEW} if meant"
            return


def _is_elsewhere(was: list[int], now: list[int]) -> bool:
    moved = [
        abs(before - after) > SHIFT_PIXELS + SHIFT_SHARE * abs(before) for before, after in zip(was, now, strict=True)
    ]
    left, top, height = 0, 1, 3
    # What a longer word pushed onto the next line begins elsewhere on it.
    moved[left] = moved[left] and abs(was[top] - now[top]) < was[height] / 2
    return any(moved)
