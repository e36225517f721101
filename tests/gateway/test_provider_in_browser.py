"""In a real browser: from the sign-in page to the district's own account and back, between two sites."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from deploy.local.ports import free_port
from deploy.setup.browser import find_browser
from gateway.accounts.demo import DISTRICT_ID
from gateway.accounts.save import WantedAccount, save_account
from shared.access import Role
from tests.gateway.conftest import run_gateway
from tests.gateway.identity_provider import identity_provider
from tests.gateway.test_provider_sign_in import ANA, write_providers
from tests.running import ROOT

BUILT = ROOT / "frontend" / "dist"
WHO = "async () => (await (await fetch('/api/session')).json()).username"


def test_the_sign_in_page_leads_to_the_district_and_back(
    fresh_database: Callable[[str], ServiceDatabase], nats: NatsServer, echo: str, tmp_path: Path
) -> None:
    assert (BUILT / "index.html").exists(), "build the pages first: make build"
    database = fresh_database("gateway")
    port = str(free_port())
    with identity_provider() as provider:
        settings = {
            "SSFR_SIGN_IN_PROVIDERS_FILE": str(write_providers(tmp_path, provider.address)),
            # Another site than the provider's 127.0.0.1, as in life: the cookie on the way must survive that.
            "SSFR_PUBLIC_URL": f"http://localhost:{port}",
            "SSFR_PORT": port,
            "SSFR_STATIC_DIR": str(BUILT),
        }
        running = run_gateway(tmp_path, database, nats.url, echo, (Role.BUDGET_DIRECTOR,), **settings)
        with running:
            wanted = WantedAccount(DISTRICT_ID, "North Unified", ANA, "Ana Torres", (Role.PRINCIPAL,), ("101",))
            asyncio.run(save_account(wanted, None, database.app_url))
            with sync_playwright() as playwright:
                path = find_browser()
                browser = playwright.chromium.launch(executable_path=str(path) if path else None, args=["--no-sandbox"])
                page = browser.new_page(base_url=settings["SSFR_PUBLIC_URL"])
                provider.person |= {"sub": "100002", "email": "nobody@north.example"}
                _is_told_that_there_is_no_account(page)
                provider.be_honest()
                _signs_in(page)
                browser.close()


def _is_told_that_there_is_no_account(page: Page) -> None:
    page.goto("/sign-in?from=%2Ffunding")
    page.get_by_role("link", name="North Unified staff account").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no account here for you yet")
    assert page.url.endswith("/sign-in?reason=unknown")


def _signs_in(page: Page) -> None:
    page.goto("/sign-in?from=%2Fkit")
    link = page.get_by_role("link", name="North Unified staff account")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kit")
    assert page.evaluate(WHO) == ANA
