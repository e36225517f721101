"""Nobody is kept out by the size of the text or by having no mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from shared.access import Role
from tests.e2e import clicks
from tests.e2e.conftest import CHROMIUM_FLAGS, DESK, OpenPage, chromium
from tests.e2e.everyone import overflow_of
from tests.e2e.page_states import STATES
from tests.e2e.page_steps import heading, published_run, review, scenario, table
from tests.e2e.page_words import words_of
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def test_text_twice_as_large_needs_no_sideways_scrolling(
    browser: Browser, platform: Platform, signed_in: Callable[[str], StorageState]
) -> None:
    large = browser.browser_type.launch(
        executable_path=chromium(), args=[*CHROMIUM_FLAGS, "--blink-settings=defaultFontSize=32"]
    )
    found: list[str] = []
    words = words_of("en")
    states = [state for state in STATES if state.prepare in {heading, table, scenario, review, published_run}]
    for role in {state.role for state in states}:
        storage = None if role is None else signed_in(role)
        context = large.new_context(
            base_url=platform.address, viewport=DESK, locale="en-US", reduced_motion="reduce", storage_state=storage
        )
        page = context.new_page()
        for state in states:
            if state.role == role:
                page.goto(state.path)
                state.prepare(page, words.__getitem__)
                assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
                found += [f"{state.name}: {fault}" for fault in overflow_of(page)]
    large.close()
    assert not found, "\n".join(found)


def test_from_the_sign_in_to_a_publication_without_a_mouse(open_page: OpenPage, platform: Platform) -> None:
    token = platform.token(Role.SUPERINTENDENT)
    platform.copy_scenario(token, 2027, "Without a mouse", 9_650)
    page = open_page(None)
    keys = page.keyboard
    page.goto("/studio?year=2027")
    account = platform.accounts[Role.SUPERINTENDENT]
    clicks.tab_to(page.get_by_label("User name"))
    keys.type(account["username"])
    clicks.tab_to(page.get_by_label("Password", exact=True))
    keys.type(account["password"])
    keys.press("Enter")
    clicks.tab_to(page.get_by_role("button", name="Without a mouse", exact=True))
    keys.press("Enter")
    expect(page.get_by_role("meter", name="Placed")).to_be_visible()
    clicks.tab_to(page.get_by_role("button", name="Review", exact=True))
    keys.press("Enter")
    # Every figure of the tables can be asked why, so there is a way past them.
    clicks.tab_to(page.get_by_role("link", name="Skip the tables, go to publishing"))
    keys.press("Enter")
    clicks.tab_to(page.get_by_label("Reason"))
    keys.type("Adopted by the board.")
    clicks.tab_to(page.get_by_role("button", name="Publish this budget…"))
    keys.press("Enter")
    question = page.get_by_role("alertdialog")
    expect(question).to_be_visible()
    assert question.evaluate("window => window.contains(document.activeElement)")
    clicks.tab_to(question.get_by_role("button", name=re.compile(r"^Publish \$")))
    keys.press("Enter")
    expect(page.get_by_text("In force", exact=True)).to_be_visible()


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_each_role_comes_to_its_pages_without_a_mouse(role: str, open_page: OpenPage) -> None:
    page = open_page(role)
    home(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    for name in links.all_inner_texts():
        home(page)
        clicks.tab_to(links.get_by_text(name, exact=True))
        page.keyboard.press("Enter")
        # Whoever hears or types begins at the new content.
        expect(page.locator("main")).to_be_focused()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), name
    home(page)
    clicks.tab_to(page.get_by_role("button", name="Your account"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sign out", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Sign out", exact=True)).to_be_hidden()


def home(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_principal_asks_why_without_a_mouse_and_comes_back_to_where_it_was(open_page: OpenPage) -> None:
    page = open_page(Role.PRINCIPAL)
    page.goto("/funding?year=2026")
    why = page.get_by_role("button", name="Why this total?", exact=True)
    clicks.tab_to(why)
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    expect(window).to_be_visible()
    assert window.evaluate("window => window.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(why).to_be_focused()
