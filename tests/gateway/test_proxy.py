"""What passes through to a service, and what does not."""

import contextlib
import json
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from shared.identity import IdentityVerifier, InvalidIdentity
from tests.gateway.conftest import RunningGateway


def headers_of(answer: httpx.Response) -> dict[str, str]:
    found: list[list[str]] = answer.json()["headers"]
    names = [name for name, _ in found]
    assert len(names) == len(set(names)), names
    return {pair[0]: pair[1] for pair in found}


def raw(gateway: RunningGateway, request: bytes) -> bytes:
    """Send bytes that no client library would."""
    parts = urlsplit(gateway.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as connection:
        connection.sendall(request)
        connection.settimeout(1)
        found = b""
        with contextlib.suppress(TimeoutError):
            while piece := connection.recv(65_536):
                found += piece
        return found


def test_who_is_asking_is_signed_for_that_service_alone(gateway: RunningGateway) -> None:
    browser = gateway.signed_in("principal")
    statement = headers_of(browser.get("/api/planning/v1/echo"))["authorization"].removeprefix("Bearer ")
    public = gateway.folder / "public.json"
    identity = IdentityVerifier.from_file(public, "planning").verify(statement, int(time.time()))
    assert identity.display_name == "Principal"
    assert identity.roles == {"principal"}
    assert identity.school_ids == {"101"}
    assert str(identity.district_id) == gateway.district_id
    with pytest.raises(InvalidIdentity):
        IdentityVerifier.from_file(public, "allocation").verify(statement, int(time.time()))
    # One statement serves many requests, each service has its own.
    assert headers_of(browser.get("/api/planning/v1/echo"))["authorization"] == f"Bearer {statement}"
    assert headers_of(browser.get("/api/surveys/v1/echo"))["authorization"] != f"Bearer {statement}"


def test_what_a_client_says_of_itself_is_not_believed(gateway: RunningGateway) -> None:
    forged = {
        "X-Forwarded-For": "10.0.0.1",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Anything": "1",
        "X-User-Id": "admin",
        "X-User-Roles": "superintendent",
        "X-SSFR-District": "other",
        "X-Original-URL": "/admin",
        "Forwarded": "for=10.0.0.1",
        "X-Real-IP": "10.0.0.1",
        "X-Request-Id": "chosen",
        "Via": "1.1 somebody",
        "TE": "trailers",
        "Keep-Alive": "timeout=1",
        "Proxy-Authorization": "Basic eDp5",
        "Connection": "keep-alive, X-Secret-Hop",
        "X-Secret-Hop": "1",
        "X-Kept": "yes",
        "Cookie": "other=1",
    }
    seen = headers_of(gateway.browser().get("/api/planning/v1/echo", headers=forged))
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "http"
    assert seen["x-forwarded-host"] == urlsplit(gateway.address).netloc
    assert seen["x-kept"] == "yes"
    allowed = {"host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "traceparent", "x-kept"}
    assert set(seen) - allowed == {"accept", "accept-encoding", "user-agent"}


def test_nobody_is_signed_in_without_a_session(gateway: RunningGateway) -> None:
    assert "authorization" not in headers_of(gateway.browser().get("/api/planning/v1/echo"))
    seen = headers_of(gateway.signed_in().get("/api/planning/v1/echo"))
    assert not {"cookie", "x-csrf-token"} & set(seen)


def test_requests_can_be_followed(gateway: RunningGateway) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = gateway.browser().get("/api/planning/v1/echo", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    version, passed, span, flags = headers_of(answer)["traceparent"].split("-")
    assert (version, passed, flags) == ("00", trace, "01")
    assert span != "00f067aa0ba902b7"
    assert answer.headers["x-request-id"] == trace
    for wrong in ("00-" + "0" * 32 + "-00f067aa0ba902b7-01", "x", trace):
        other = gateway.browser().get("/api/planning/v1/echo", headers={"traceparent": wrong})
        assert other.headers["x-request-id"] not in {trace, "0" * 32, "x"}


def test_the_log_names_the_request_and_nobody(gateway: RunningGateway) -> None:
    answer = gateway.signed_in("principal").get("/api/planning/v1/echo/S-7?secret=hidden-value")
    time.sleep(0.4)
    lines = [json.loads(line) for line in gateway.log.splitlines() if answer.headers["x-request-id"] in line]
    assert len(lines) == 1
    assert {"event": "request", "method": "GET", "path": "/api/planning/v1/echo/S-7", "status": 200}.items() <= lines[
        0
    ].items()
    assert "hidden-value" not in gateway.log
    assert "127.0.0.1" not in str(lines[0])


@pytest.mark.parametrize(
    "target", ["/v1/a%2Fb/%C3%A9?x=%20&y=1&y=2", "/v1/a//b", "/v1/a+b;c,d:e@f", "/v1/%7Bx%7D?", "/v1/x?a=/../b"]
)
def test_addresses_pass_as_they_were_written(gateway: RunningGateway, target: str) -> None:
    said = raw(gateway, f"GET /api/planning{target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    told: dict[str, Any] = json.loads(said.partition(b"\r\n\r\n")[2])
    path, _, query = target.partition("?")
    assert (told["raw_path"], told["query"]) == (path, query)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/api/planning/v1/../health/live", 400),
        ("/api/planning/v1/%2e%2e/health/live", 400),
        ("/api/planning/v1/..%2fhealth", 400),
        ("/api/planning/v1/%2E./x", 400),
        ("/api/planning/v1/a%5c..%5cb", 400),
        ("/api/planning/health/live", 404),
        ("/api/planning/openapi.json", 404),
        ("/api/planning/v2/echo", 404),
        ("/api/planning/v1", 404),
        ("/api/planning", 404),
        ("/api/%70lanning/v1/echo", 404),
        ("/api//planning/v1/echo", 404),
        ("/api/unknown/v1/echo", 404),
        ("/api/", 404),
    ],
)
def test_what_is_not_an_operation_of_a_service_is_not_handed_on(
    gateway: RunningGateway, target: str, status: int
) -> None:
    said = raw(gateway, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert said.startswith(f"HTTP/1.1 {status} ".encode()), said[:300]
    assert b"application/problem+json" in said
    assert b"content-security-policy: default-src 'self'" in said.lower()


def test_a_request_cannot_be_hidden_in_another(gateway: RunningGateway) -> None:
    hidden = b"GET /api/planning/v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n"
    both = (
        b"POST /api/planning/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\n" % len(hidden)
    ) + hidden
    assert b"HTTP/1.1 400" in raw(gateway, both)[:20]
    for header in (b"Transfer-Encoding: chunked, identity", b"Content-Length: +5", b"Content-Length: 5, 5"):
        said = raw(gateway, b"POST /api/planning/v1/echo HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\nabcde")
        assert b" 200 OK" not in said


def test_services_cannot_set_what_is_the_gateways(gateway: RunningGateway) -> None:
    answer = gateway.browser().get("/api/planning/v1/naughty")
    assert answer.text == "ok"
    assert answer.headers["x-kept"] == "yes"
    assert "set-cookie" not in answer.headers
    assert "keep-alive" not in answer.headers
    assert answer.headers.get_list("content-security-policy")[0].startswith("default-src 'self'; script-src 'self'")
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_every_method_passes_on_one_kept_connection(gateway: RunningGateway, method: str) -> None:
    client = gateway.bearer()
    for _ in range(3):
        answer = client.request(method, "/api/planning/v1/echo", content=b"abc" if method != "HEAD" else None)
        assert answer.status_code == 200
        if method == "HEAD":
            assert answer.content == b""
            assert int(answer.headers["content-length"]) > 0
        else:
            assert (answer.json()["method"], answer.json()["length"]) == (method, 3)


def test_every_answer_has_the_security_headers(gateway: RunningGateway) -> None:
    client = gateway.browser()
    paths = [
        "/",
        "/assets/none.js",
        "/api/session",
        "/api/none",
        "/api/planning/v1/echo",
        "/api/planning/x",
        "/health/live",
    ]
    for path in [*paths, "/api/openapi.json", "/api/reference", "/api/reference/start.js"]:
        for method in ("GET", "POST"):
            headers = client.request(method, path).headers
            where = f"{method} {path}"
            csp = headers["content-security-policy"]
            for part in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'"):
                assert part in csp, where
            assert "frame-ancestors 'none'; form-action 'self'" in csp, where
            assert "unsafe" not in csp, where
            assert headers["strict-transport-security"].startswith("max-age=31536000"), where
            assert headers["x-content-type-options"] == "nosniff", where
            assert headers["referrer-policy"] == "no-referrer", where
            assert headers["cache-control"], where


def test_methods_that_an_address_does_not_take_are_named(gateway: RunningGateway) -> None:
    answer = gateway.browser().patch("/api/session")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, POST")
    answer = gateway.browser().post("/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert gateway.browser().request("TRACE", "/api/session").status_code == 405


def test_heads_without_end_are_cut_off(gateway: RunningGateway) -> None:
    said = raw(gateway, b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 70_000)
    assert said.startswith(b"HTTP/1.1 431 ")
    assert b"content-security-policy" in said
    said = raw(gateway, b"\x16\x03\x01 not http\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"unreadable_request" in said
    assert raw(gateway, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200 ")
