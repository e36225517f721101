"""Everybody can sign in and sees the own start page."""

import pytest
from playwright.sync_api import expect

from shared.access import Role
from tests.e2e.conftest import OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_each_role_sees_the_own_start_page(
    role: str, open_page: OpenPage, platform: Platform, picture: Picture
) -> None:
    page = open_page(role)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name="Your account").click()
    expect(page.get_by_text(platform.accounts[role]["display_name"]).first).to_be_visible()
    page.keyboard.press("Escape")
    picture(page, f"home-{role.replace('_', '-')}")
