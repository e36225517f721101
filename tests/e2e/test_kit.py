"""The page of all controls leaves its pictures for those who build pages from them."""

import pytest

from tests.e2e.conftest import SCREENSHOTS, OpenPage, Picture
from tests.e2e.page_steps import every_sample

pytestmark = [pytest.mark.e2e]


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
