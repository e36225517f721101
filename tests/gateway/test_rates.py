"""Callers that ask too often."""

from gateway.addresses import Addresses, limit_key
from gateway.settings import networks
from tests.gateway.conftest import Start


def test_a_session_that_asks_too_often_waits(start: Start) -> None:
    with start(SSFR_RATE_SESSION="5/minute") as gateway:
        browser, other = gateway.signed_in(), gateway.signed_in("principal")
        statuses = [browser.get("/api/planning/v1/echo").status_code for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        answer = browser.get("/api/planning/v1/echo")
        assert answer.headers["content-type"] == "application/problem+json"
        assert 1 <= int(answer.headers["retry-after"]) <= 61
        assert answer.json()["code"] == "too_many_requests"
        assert other.get("/api/planning/v1/echo").status_code == 200


def test_an_address_that_asks_too_often_waits(start: Start) -> None:
    with start(SSFR_RATE_ADDRESS="5/minute") as gateway:
        statuses = [gateway.browser().get("/api/planning/v1/echo").status_code for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        # A name of one's own for oneself makes no difference.
        forged = {"X-Forwarded-For": "203.0.113.9"}
        assert gateway.browser().get("/api/planning/v1/echo", headers=forged).status_code == 429
        assert gateway.browser().get("/").status_code == 200


def test_pages_without_sign_in_have_a_limit_of_their_own(start: Start) -> None:
    with start(SSFR_RATE_PUBLIC="3/minute") as gateway:
        statuses = [gateway.browser().get("/api/planning/v1/public/echo").status_code for _ in range(5)]
        assert statuses[3:] == [429] * 2
        assert 429 not in statuses[:3]
        assert gateway.signed_in().get("/api/planning/v1/echo").status_code == 200


def test_guessing_passwords_is_slow(start: Start) -> None:
    with start(SSFR_RATE_SIGN_IN_USERNAME="3/minute", SSFR_RATE_SIGN_IN_ADDRESS="5/minute") as gateway:

        def guess(username: str) -> int:
            body = {"username": username, "password": "a guess"}
            return gateway.browser().post("/api/session", json=body).status_code

        assert [guess("principal") for _ in range(3)] == [401] * 3
        assert guess(" PRINCIPAL ") == 429
        assert guess("nobody") == 401
        assert guess("nobody else") == 429  # the sixth attempt from this address


def test_proxies_are_believed_only_where_they_are_trusted() -> None:
    trusting = Addresses(networks("10.0.0.0/8, fd00::/8"))
    assert trusting.client(("10.0.0.2", 1), b"198.51.100.7, 203.0.113.9, 10.1.1.1") == "203.0.113.9"
    assert trusting.client(("203.0.113.9", 1), b"198.51.100.7") == "203.0.113.9"
    assert trusting.client(("10.0.0.2", 1), None) == "10.0.0.2"
    assert trusting.client(("10.0.0.2", 1), b"not an address") == "unknown"
    assert Addresses([]).client(("10.0.0.2", 1), b"198.51.100.7") == "10.0.0.2"
    assert limit_key("2001:db8:1:2:3:4:5:6") == limit_key("2001:db8:1:2::1") != limit_key("2001:db8:1:3::1")
