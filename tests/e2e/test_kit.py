"""The page of all controls: each looks as it was kept, and pictures are left for those who build pages from them."""

import os

import pytest

from tests.e2e import kit_pictures
from tests.e2e.conftest import SCREENSHOTS, OpenPage, Picture
from tests.e2e.page_steps import every_sample

pytestmark = [pytest.mark.e2e]
ACTIONS = range(1, 2)  # one section is enough to see that a change is seen
CHANGES = (":root { --accent: #1f4a97 }", "main button { padding-left: 18px }")
# The policy of the page refuses style elements.
STYLED = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


def test_every_sample_looks_as_it_was_kept_and_a_change_of_colour_or_space_is_seen(open_page: OpenPage) -> None:
    letters = kit_pictures.letters_of(open_page(None))
    page = open_page(None)
    page.goto("/kit")
    every_sample(page, str)
    samples = kit_pictures.samples_of(page)
    if "SSFR_KEEP_PICTURES" in os.environ:
        kit_pictures.keep(samples, letters)
    assert list(kit_pictures.differences(samples, letters)) == []
    assert list(kit_pictures.differences(samples, "drawn with other letters")) == []

    for change in CHANGES:
        page.evaluate(STYLED, change)
        changed = kit_pictures.samples_of(page, ACTIONS)
        for drawn_with in (letters, "drawn with other letters"):
            told = list(kit_pictures.differences(changed, drawn_with, is_whole=False))
            assert any(fault.startswith("button:") for fault in told), (change, drawn_with, told)


def test_the_kit_shows_every_control_on_a_desk(open_page: OpenPage) -> None:
    # The whole page, half as large: what it looks like together, not what it says.
    page = open_page(None, device_scale_factor=0.5)
    page.goto("/kit")
    every_sample(page, str)
    page.screenshot(path=SCREENSHOTS / "kit-1280.png", animations="disabled", full_page=True)


def test_the_kit_fits_a_phone(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(None, viewport={"width": 375, "height": 1600})
    page.goto("/kit")
    every_sample(page, str)
    picture(page, "kit-375", top=page.get_by_role("heading", name="Numbers", level=2))
