"""Signing in, and what a session is worth afterwards."""

import asyncio
import re
import statistics
import time

import asyncpg
import httpx
import pytest

from tests.gateway.conftest import COOKIE, PASSWORD, RunningGateway, Start, sign_in, token_of


def test_signing_in_sets_a_cookie_that_only_this_host_gets_back(gateway: RunningGateway) -> None:
    answer = sign_in(gateway.browser())
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(rf"{COOKIE}=[A-Za-z0-9_-]{{43}}; Path=/; Secure; HttpOnly; SameSite=Lax", cookie)
    me = answer.json()
    assert me["username"] == "budget-director"
    assert me["roles"] == ["budget_director"]
    assert me["district_id"] == gateway.district_id
    assert me["school_ids"] == []
    assert me["language"] == "en"
    assert gateway.signed_in("principal").get("/api/session").json()["school_ids"] == ["101"]


def test_the_user_name_is_found_however_it_is_typed(gateway: RunningGateway) -> None:
    assert sign_in(gateway.browser(), " Budget-Director ").json()["username"] == "budget-director"


@pytest.mark.parametrize(
    ("username", "password"), [("budget-director", "wrong password"), ("nobody", PASSWORD), ("x" * 200, "y" * 200)]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    gateway: RunningGateway, username: str, password: str
) -> None:
    answer = gateway.browser().post("/api/session", json={"username": username, "password": password})
    problem = answer.json()
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert problem["code"] == "wrong_credentials"
    assert {**problem, "trace_id": ""} == {
        "type": "/api/problems#wrong-credentials",
        "title": "Name or password is not right",
        "status": 401,
        "code": "wrong_credentials",
        "detail": "This name and password do not open an account. Check both, or ask your district's office.",
        "instance": "/api/session",
        "errors": [],
        "trace_id": "",
    }


@pytest.mark.alone
def test_an_unknown_name_takes_as_long_as_a_wrong_password(gateway: RunningGateway) -> None:
    client = gateway.browser()

    def took(username: str) -> float:
        began = time.perf_counter()
        client.post("/api/session", json={"username": username, "password": "wrong password"})
        return time.perf_counter() - began

    pairs = [(took("budget-director"), took("nobody-here")) for _ in range(15)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < unknown / known < 2.0


def test_each_sign_in_makes_a_new_session_and_ends_the_one_before(gateway: RunningGateway) -> None:
    browser = gateway.signed_in()
    first = browser.headers["Cookie"]
    again = browser.post("/api/session", json={"username": "budget-director", "password": PASSWORD})
    second = f"{COOKIE}={token_of(again)}"
    assert second != first
    assert gateway.browser().get("/api/session", headers={"Cookie": first}).status_code == 401
    assert gateway.browser().get("/api/session", headers={"Cookie": second}).status_code == 200


def test_a_session_chosen_by_somebody_else_is_never_taken_over(gateway: RunningGateway) -> None:
    planted = "A" * 43
    browser = gateway.browser()
    answer = browser.post(
        "/api/session",
        json={"username": "budget-director", "password": PASSWORD},
        headers={"Cookie": f"{COOKIE}={planted}"},
    )
    assert token_of(answer) != planted
    assert gateway.browser().get("/api/session", headers={"Cookie": f"{COOKIE}={planted}"}).status_code == 401


def test_a_tampered_cookie_is_refused_and_taken_away(gateway: RunningGateway) -> None:
    cookie = gateway.signed_in().headers["Cookie"]
    other = cookie[:-1] + ("A" if cookie[-1] != "A" else "B")
    for path in ("/api/session", "/api/planning/v1/echo"):
        for sent in (other, f"{cookie}; {other}", f"{COOKIE}=", f"{COOKIE}=x"):
            answer = gateway.browser().get(path, headers={"Cookie": sent})
            assert answer.status_code == 401, (path, sent)
            assert answer.json()["code"] == "sign_in_required"
            assert "Max-Age=0" in answer.headers["set-cookie"]


def test_signing_out_ends_the_session_at_once(gateway: RunningGateway) -> None:
    browser = gateway.signed_in()
    assert browser.get("/api/planning/v1/echo").status_code == 200
    answer = browser.delete("/api/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert browser.get("/api/planning/v1/echo").status_code == 401
    assert browser.get("/api/session").status_code == 401
    assert browser.delete("/api/session").status_code == 401


def test_a_program_gets_a_token_that_is_no_cookie(gateway: RunningGateway) -> None:
    program = gateway.bearer()
    token = program.headers["Authorization"].partition(" ")[2]
    assert program.get("/api/session").json()["username"] == "budget-director"
    assert program.post("/api/planning/v1/echo").status_code == 200  # needs no CSRF token
    as_cookie = {"Cookie": f"{COOKIE}={token}"}
    assert gateway.browser().get("/api/planning/v1/echo", headers=as_cookie).status_code == 401
    cookie = gateway.signed_in().headers["Cookie"].partition("=")[2]
    as_bearer = {"Authorization": f"Bearer {cookie}"}
    assert gateway.browser().get("/api/planning/v1/echo", headers=as_bearer).status_code == 401
    assert program.delete("/api/session").status_code == 204
    assert program.get("/api/planning/v1/echo").status_code == 401


@pytest.mark.parametrize("value", ["Basic YTpi", "Bearer", "Bearer x y", "Bearer x", "bearer " + "A" * 43, "Bearer é"])
def test_other_authorization_is_refused(gateway: RunningGateway, value: str) -> None:
    headers = {b"Authorization": value.encode()}
    assert gateway.browser().get("/api/planning/v1/echo", headers=headers).status_code == 401
    assert gateway.browser().get("/api/session", headers=headers).status_code == 401


def test_the_language_is_kept(gateway: RunningGateway) -> None:
    browser = gateway.signed_in("superintendent")
    assert browser.put("/api/session/language", json={"language": "es"}).json()["language"] == "es"
    assert browser.get("/api/session").json()["language"] == "es"
    assert sign_in(gateway.browser(), "superintendent").json()["language"] == "es"
    assert browser.put("/api/session/language", json={"language": "fr"}).status_code == 422


def test_the_database_holds_no_token(gateway: RunningGateway) -> None:
    token = gateway.signed_in().headers["Cookie"].partition("=")[2]

    async def dump() -> str:
        connection = await asyncpg.connect(gateway.database.owner_dsn)
        try:
            return str(await connection.fetch("SELECT * FROM session")) + str(
                await connection.fetch("SELECT * FROM account")
            )
        finally:
            await connection.close()

    kept = asyncio.run(dump())
    assert token not in kept
    assert PASSWORD not in kept
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept
    assert token not in gateway.log


def test_an_idle_session_ends(start: Start) -> None:
    with start(SSFR_SESSION_IDLE_S="1.0") as gateway:
        browser = gateway.signed_in()
        for _ in range(3):
            time.sleep(0.6)
            assert browser.get("/api/planning/v1/echo").status_code == 200
        time.sleep(1.2)
        assert browser.get("/api/planning/v1/echo").status_code == 401
        assert browser.get("/api/session").status_code == 401


def test_a_session_ends_however_busy_it_is(start: Start) -> None:
    with start(SSFR_SESSION_LIFETIME_S="2", SSFR_TOKEN_LIFETIME_S="2") as gateway:
        browser, program = gateway.signed_in(), gateway.bearer()
        until = time.monotonic() + 2.5
        statuses = []
        while time.monotonic() < until:
            statuses += [(browser.get("/api/planning/v1/echo").status_code, program.get("/api/session").status_code)]
            time.sleep(0.1)
        assert statuses[0] == (200, 200)
        assert statuses[-1] == (401, 401)


def test_concurrent_sign_ins_all_succeed(gateway: RunningGateway) -> None:
    async def run() -> list[int]:
        async with httpx.AsyncClient(base_url=gateway.address, trust_env=False, timeout=30) as client:
            body = {"username": "budget-director", "password": PASSWORD}
            answers = await asyncio.gather(*(client.post("/api/token", json=body) for _ in range(20)))
            return [answer.status_code for answer in answers]

    assert asyncio.run(run()) == [200] * 20
