"""The whole platform with its demo district, and a browser."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from deploy.local.ports import free_port
from deploy.local.processes import spawn, stop
from deploy.local.scratch import scratch_folder
from tests.conftest import ROOT

SCREENSHOTS = ROOT / "docs" / "screenshots"
START_SECONDS = 150.0
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Platform:
    """The running platform."""

    address: str
    accounts: dict[str, dict[str, Any]]  # by role

    def token(self, role: str) -> str:
        """Sign in as an API client."""
        account = self.accounts[role]
        body = {"username": account["username"], "password": account["password"]}
        return str(self.call("POST", "/api/token", body)["access_token"])

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """Send one request and return the JSON it is answered with."""
        request = urllib.request.Request(
            self.address + path,
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json", **headers},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """Start everything as `make run` does, with the demo district."""
    port = free_port()
    with scratch_folder() as folder, (folder / "log").open("wb") as output:
        environment = os.environ | {"SSFR_STATE": str(folder / "state"), "SSFR_PORT": str(port)}
        environment |= {"SSFR_MODE": "demo"}
        command = [sys.executable, "-m", "deploy.local.supervisor"]
        process = spawn(command, output=output.fileno(), environment=environment, folder=ROOT)
        try:
            address = f"http://localhost:{port}"
            _wait_for_district(process, address, folder)
            accounts = json.load(urllib.request.urlopen(f"{address}/api/demo-accounts", timeout=10))
            listed = accounts["items"] if isinstance(accounts, dict) else accounts
            by_role: dict[str, dict[str, Any]] = {}
            for account in listed:
                by_role.setdefault(account["role"], account)
            yield Platform(address, by_role)
        finally:
            stop(process, signal.SIGTERM, 30)


def _wait_for_district(process: "subprocess.Popen[bytes]", address: str, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (folder / "state" / "demo-district.json").exists():
        log = (folder / "log").read_text(errors="replace")
        assert process.poll() is None, log[-4000:]
        assert time.monotonic() < deadline, log[-4000:]
        time.sleep(0.2)


def chromium() -> str:
    """Return the browser that `make browser` found or installed."""
    found = os.environ.get("SSFR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found or ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium()
        launched = playwright.chromium.launch(executable_path=path or None, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser, platform: Platform) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=platform.address, viewport=DESK, reduced_motion="reduce", locale="en-US", accept_downloads=True
    )
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    # Anything the browser complains about is a fault of the page.
    opened.on("pageerror", lambda error: pytest.fail(f"page error: {error}"))
    return opened


@pytest.fixture
def sign_in(platform: Platform) -> Callable[[Page, str], None]:
    def do(page: Page, role: str) -> None:
        account = platform.accounts[role]
        page.goto("/")
        page.get_by_label("User name").fill(account["username"])
        page.get_by_label("Password", exact=True).fill(account["password"])
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("navigation").first).to_be_visible()

    return do


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Return a function that leaves a picture for the documentation."""

    def take(page: Page, name: str, *, full: bool = False) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full, animations="disabled")

    return take
