"""The whole platform with its demo district, a browser, and people who are signed in."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    StorageState,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.conftest import ROOT
from tests.e2e.running import Platform, running_platform

SCREENSHOTS = ROOT / "docs" / "screenshots"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 375, "height": 812}
DESK: ViewportSize = {"width": 1280, "height": 900}
WAIT_MS = 15_000
expect.set_options(timeout=WAIT_MS)


class OpenPage(Protocol):
    """Opens a page for somebody who is signed in already; `None` is nobody."""

    def __call__(self, role: str | None, /, **options: Any) -> Page: ...


class Picture(Protocol):
    """Leaves a picture for the documentation."""

    def __call__(self, page: Page, name: str, /, *, top: Locator | None = None) -> None: ...


SignIn = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """Start everything once for all journeys."""
    with running_platform() as platform:
        yield platform


def chromium() -> str | None:
    """Return the browser that `make browser` found; without one, the test tool has its own."""
    return os.environ.get("SSFR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, platform: Platform) -> Callable[[str], StorageState]:
    """Return a function that gives a role's cookies; each role signs in once."""
    states: dict[str, StorageState] = {}

    def state_of(role: str) -> StorageState:
        if role not in states:
            account = platform.accounts[role]
            context = browser.new_context(base_url=platform.address)
            body = {"username": account["username"], "password": account["password"]}
            answer = context.request.post("/api/session", data=body)
            assert answer.ok, answer.text()
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state_of


@pytest.fixture
def open_page(browser: Browser, platform: Platform, signed_in: Callable[[str], StorageState]) -> Iterator[OpenPage]:
    """Return a function that opens a page of its own; whatever the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def do(role: str | None, /, **options: Any) -> Page:
        chosen: dict[str, Any] = {"viewport": DESK, "reduced_motion": "reduce", "locale": "en-US"} | options
        if role is not None:
            chosen["storage_state"] = signed_in(role)
        context = browser.new_context(base_url=platform.address, accept_downloads=True, **chosen)
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
        page.on("console", lambda message: complaints.append(message.text) if _is_fault(message.text) else None)
        return page

    yield do
    for context in contexts:
        context.close()
    assert complaints == []


def _is_fault(text: str) -> bool:
    return "Content Security Policy" in text


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open a page for nobody yet."""
    return open_page(None)


@pytest.fixture
def sign_in(platform: Platform) -> SignIn:
    """Return a function that signs in through the page."""

    def do(page: Page, role: str) -> None:
        account = platform.accounts[role]
        page.goto("/")
        fill_sign_in(page, account["username"], account["password"])
        expect(page.get_by_role("button", name="Your account")).to_be_visible()

    return do


def fill_sign_in(page: Page, username: str, password: str) -> None:
    """Type a user name and a password, and send them."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def picture() -> Picture:
    """Return a function that leaves a picture for the documentation, from the top of the page or of a part of it."""

    def take(page: Page, name: str, /, *, top: Locator | None = None) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        if top is not None:
            top.evaluate("part => scrollBy({top: part.getBoundingClientRect().top - 24, behavior: 'instant'})")
        page.mouse.move(0, 0)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    return take


@pytest.fixture
def upload(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file for somebody to drop on a page."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
