"""Requests that another site made the browser send."""

import pytest

from gateway.sessions.cross_site import CrossSite
from tests.gateway.conftest import PASSWORD, RunningGateway

CHANGES = [("POST", "/api/planning/v1/echo"), ("DELETE", "/api/planning/v1/echo"), ("PUT", "/api/session/language")]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_a_change_by_cookie_needs_the_sessions_token(gateway: RunningGateway, method: str, path: str) -> None:
    browser = gateway.signed_in()
    right = browser.headers.pop("X-CSRF-Token")
    other = gateway.signed_in().headers["X-CSRF-Token"]
    body = {"language": "en"}
    for wrong in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": other}, {"X-CSRF-Token": right[:-1]}):
        answer = browser.request(method, path, headers=wrong, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request"), wrong
    assert browser.request(method, path, headers={"X-CSRF-Token": right}, json=body).status_code == 200
    assert browser.get("/api/planning/v1/echo").status_code == 200


@pytest.mark.parametrize("path", ["/api/planning/v1/echo", "/api/session", "/api/token"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
def test_other_sites_are_refused_even_with_the_token(
    gateway: RunningGateway, path: str, headers: dict[str, str]
) -> None:
    body = {"username": "budget-director", "password": PASSWORD}
    answer = gateway.signed_in().post(path, headers=headers, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")


def test_our_own_pages_and_programs_are_served(gateway: RunningGateway) -> None:
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": gateway.address}
    assert gateway.signed_in().post("/api/planning/v1/echo", headers=ours).status_code == 200
    assert gateway.bearer().post("/api/planning/v1/echo").status_code == 200
    assert gateway.browser().get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_the_public_address_counts_as_ours_behind_a_proxy() -> None:
    rule = CrossSite("https://budget.example.org")
    assert rule.fault(b"gateway:8000", b"https://budget.example.org", b"same-origin") is None
    assert rule.fault(b"gateway:8000", b"https://budget.example.org.evil.example", None) is not None
    assert rule.fault(b"gateway:8000", b"http://budget.example.org", None) is not None
    assert rule.fault(b"gateway:8000", None, None) is None
    assert rule.fault(b"localhost:5173", b"http://LOCALHOST:5173", b"same-origin") is None
