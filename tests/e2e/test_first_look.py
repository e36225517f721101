"""Everybody can sign in, sees the own start page, and nothing on it is closed to people who use a keyboard or reader."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.access import Role
from tests.conftest import ROOT
from tests.e2e.conftest import DESK, PHONE, Platform

pytestmark = [pytest.mark.e2e, pytest.mark.alone]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SignIn = Callable[[Page, str], None]
Picture = Callable[..., None]


def faults_of(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def overflow_of(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_each_role_signs_in_and_sees_the_own_start_page(
    role: str, page: Page, sign_in: SignIn, platform: Platform, picture: Picture
) -> None:
    sign_in(page, role)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Your account").click()
    expect(page.get_by_text(platform.accounts[role]["display_name"]).first).to_be_visible()
    page.keyboard.press("Escape")
    picture(page, f"home-{role.replace('_', '-')}")


@pytest.mark.timeout(300)
def test_no_page_is_closed_to_anybody(browser: Browser, platform: Platform, sign_in: SignIn) -> None:
    found: list[str] = []
    for width, scheme, language in ((DESK, "light", "en-US"), (PHONE, "dark", "es-US")):
        # The content security policy would keep the checker out; the pages themselves are tried with it elsewhere.
        context = browser.new_context(
            base_url=platform.address, viewport=width, color_scheme=scheme, locale=language, bypass_csp=True
        )
        page = context.new_page()
        page.goto("/kit")
        page.get_by_role("heading", level=1).wait_for()
        found += [f"{language} {scheme} /kit {fault}" for fault in faults_of(page)]
        if overflow_of(page) > 0:
            found.append(f"{language} /kit is {overflow_of(page)} px too wide")
        context.close()
    assert found == []


def test_the_content_security_policy_is_obeyed(page: Page, sign_in: SignIn) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, Role.BUDGET_DIRECTOR)
    page.wait_for_timeout(500)
    assert [each for each in complaints if "Content Security Policy" in each] == []
