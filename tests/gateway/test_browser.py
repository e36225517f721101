"""In a real browser: the session's cookie at the printed address, and the reader under its policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from deploy.setup.browser import find_browser
from tests.gateway.conftest import COOKIE, PASSWORD, RunningGateway

SIGN_IN = """async ([username, password]) => {
  const headers = {'Content-Type': 'application/json'};
  const body = JSON.stringify({username, password});
  const signedIn = await fetch('/api/session', {method: 'POST', headers, body});
  const me = await (await fetch('/api/session')).json();
  const change = (more) => fetch('/api/session/language',
    {method: 'PUT', headers: {...headers, ...more}, body: '{"language": "es"}'});
  const without = await change({});
  const withToken = await change({'X-CSRF-Token': me.csrf_token});
  return [signedIn.status, me.username, without.status, withToken.status, document.cookie];
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path) if path else None, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_signing_in_works_at_this_machines_names(gateway: RunningGateway, chromium: Browser, host: str) -> None:
    address = gateway.address.replace("127.0.0.1", host)
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        assert page.evaluate(SIGN_IN, ["principal", PASSWORD]) == [200, "principal", 403, 200, ""]
        cookie = next(each for each in context.cookies() if each["name"] == COOKIE)
        assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")


def test_the_reader_works_under_its_policy(gateway: RunningGateway, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(gateway.address + "/api/reference")
        page.locator(".opblock-put").first.click()
        page.get_by_text("Keep the language of the signed-in person.").first.wait_for()
        assert said == []
        assert all(url.startswith((gateway.address, "data:")) for url in asked), asked
