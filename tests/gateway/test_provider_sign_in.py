"""Signing in with the district's own account, against a provider that runs, honest and not."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from deploy.local.ports import free_port
from gateway.accounts.demo import DISTRICT_ID
from gateway.accounts.disable import set_disabled
from gateway.accounts.save import WantedAccount, save_account
from gateway.accounts.unlink import unlink
from gateway.providers import directory
from gateway.providers.all_providers import all_sign_ins
from gateway.providers.begun import COOKIE as NOTE
from gateway.providers.directory import ProviderDirectory
from gateway.providers.failures import ProviderFailed
from gateway.providers.provider import Provider, UnreadableProviders
from gateway.providers.statement import read_statement
from gateway.settings import GatewaySettings
from shared.access import Role
from tests.gateway.conftest import COOKIE, RunningGateway, run_gateway
from tests.gateway.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider, identity_provider

ANA = "ana.torres@north.example"
START = "/api/sign-in/north"


@dataclass(frozen=True)
class Installation:
    """A gateway with one provider, and a browser's way through both."""

    gateway: RunningGateway
    provider: IdentityProvider

    def account(self, username: str = ANA, district_id: UUID = DISTRICT_ID) -> None:
        wanted = WantedAccount(district_id, "North Unified", username, "Ana Torres", (Role.PRINCIPAL,), ("101",))
        asyncio.run(save_account(wanted, None, self.gateway.database.app_url))

    def begin(self, path: str = START) -> tuple[httpx.Response, str]:
        """Return the gateway's answer, and the note that the browser keeps."""
        answer = self.gateway.browser().get(path)
        assert answer.status_code == 303, answer.text
        return answer, _cookie(answer, NOTE)

    def visit(self, address: str) -> str:
        """Go to the provider; return where it sends the browser."""
        answer = httpx.get(address, trust_env=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def finish(self, address: str, note: str) -> httpx.Response:
        assert address.startswith(f"{self.gateway.environment['SSFR_PUBLIC_URL']}{START}/return?")
        path = address.removeprefix(self.gateway.environment["SSFR_PUBLIC_URL"])
        answer = self.gateway.browser().get(path, headers={"Cookie": f"{NOTE}={note}"})
        assert answer.status_code == 303, answer.text
        assert f"{NOTE}=; " in " ".join(answer.headers.get_list("set-cookie")), "the note is good for one answer"
        return answer

    def sign_in(self, path: str = START) -> httpx.Response:
        began, note = self.begin(path)
        return self.finish(self.visit(began.headers["location"]), note)

    def refused(self, path: str = START) -> str:
        """Return the reason that the sign-in page is given."""
        return _reason(self.sign_in(path))


def _cookie(answer: httpx.Response, name: str) -> str:
    found = [each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{name}=")]
    assert len(found) == 1, answer.headers
    assert "; Path=/; Secure; HttpOnly; SameSite=Lax" in found[0]
    return found[0].partition(";")[0].partition("=")[2]


def _reason(answer: httpx.Response) -> str:
    where = answer.headers["location"]
    assert where.startswith("/sign-in?reason=")
    assert f"{COOKIE}=" not in " ".join(answer.headers.get_list("set-cookie"))
    return str(where.removeprefix("/sign-in?reason="))


def write_providers(folder: Path, issuer: str, **more: Any) -> Path:
    (folder / "secret").write_text(f"{CLIENT_SECRET}\n")
    one = {
        "id": "north",
        "label": "North Unified staff account",
        "district_id": str(DISTRICT_ID),
        "issuer": issuer,
        "client_id": CLIENT_ID,
        "client_secret_file": str(folder / "secret"),
    }
    path = folder / "providers.json"
    down = one | {"id": "down", "label": "South staff account", "issuer": f"http://127.0.0.1:{free_port()}"}
    path.write_text(json.dumps([one | more, down]))
    return path


@pytest.fixture(scope="module")
def running(
    gateway_database: ServiceDatabase, nats: NatsServer, echo: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("providers")
    with identity_provider() as provider:
        settings = {
            "SSFR_SIGN_IN_PROVIDERS_FILE": str(write_providers(folder, provider.address)),
            "SSFR_PUBLIC_URL": "http://localhost:8000",
        }
        with run_gateway(folder, gateway_database, nats.url, echo, (Role.BUDGET_DIRECTOR,), **settings) as gateway:
            yield Installation(gateway, provider)


@pytest.fixture
def north(running: Installation) -> Installation:
    """Return the installation with an honest provider and Ana's account, linked to nobody."""
    running.provider.be_honest()
    running.account()
    asyncio.run(set_disabled(ANA, running.gateway.database.app_url, disabled=False))
    asyncio.run(unlink(ANA, running.gateway.database.app_url))
    return running


def test_somebody_signs_in_with_the_districts_account(north: Installation) -> None:
    assert north.gateway.browser().get("/api/sign-in-providers").json() == [
        {"id": "north", "label": "North Unified staff account"},
        {"id": "down", "label": "South staff account"},
    ]
    answer = north.sign_in(f"{START}?to=/funding%3Fyear%3D2027")
    assert answer.headers["location"] == "/funding?year=2027"
    browser = north.gateway.browser()
    browser.headers["Cookie"] = f"{COOKIE}={_cookie(answer, COOKIE)}"
    me = browser.get("/api/session").json()
    assert (me["username"], me["roles"], me["school_ids"]) == (ANA, ["principal"], ["101"])
    browser.headers["X-CSRF-Token"] = me["csrf_token"]
    assert browser.delete("/api/session").status_code == 204
    assert browser.get("/api/session").status_code == 401


def test_an_account_of_a_provider_opens_with_no_password(north: Installation) -> None:
    for password in ("!", "anything at all, really"):
        answer = north.gateway.browser().post("/api/session", json={"username": ANA, "password": password})
        assert answer.status_code == 401


def test_the_person_is_known_by_the_providers_id_when_the_address_changes(north: Installation) -> None:
    assert north.sign_in().headers["location"] == "/"
    north.provider.person["email"] = "ana.lopez@north.example"
    assert north.sign_in().headers["location"] == "/"


def test_an_address_given_to_somebody_else_does_not_open_the_account(north: Installation) -> None:
    assert north.sign_in().headers["location"] == "/"
    north.provider.person["sub"] = "100002"
    assert north.refused() == "unknown"
    assert asyncio.run(unlink(ANA, north.gateway.database.app_url)) == f"{ANA} is linked to nobody any more"
    assert north.sign_in().headers["location"] == "/"


def test_only_accounts_of_the_providers_district_are_opened(north: Installation) -> None:
    north.account("elsewhere@north.example", uuid4())
    for address in ("elsewhere@north.example", "nobody@north.example"):
        north.provider.person |= {"sub": address, "email": address}
        assert north.refused() == "unknown"


@pytest.mark.parametrize("person", [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}, {"email": 5}])
def test_only_a_verified_address_names_somebody(north: Installation, person: dict[str, Any]) -> None:
    north.provider.person |= person
    assert north.refused() == "unknown"


def test_a_shut_account_stays_shut(north: Installation) -> None:
    for _ in range(2):
        asyncio.run(set_disabled(ANA, north.gateway.database.app_url, disabled=True))
        assert north.refused() == "unknown"
        asyncio.run(set_disabled(ANA, north.gateway.database.app_url, disabled=False))
        assert north.sign_in().headers["location"] == "/"  # and is linked the second time


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"nonce": "of another sign-in"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"sub": ""},
        {"sub": None},
    ],
)
def test_a_statement_for_others_or_another_time_is_not_believed(north: Installation, claims: dict[str, Any]) -> None:
    north.provider.more = claims
    assert north.refused() == "failed"


def test_a_statement_that_another_key_signed_is_not_believed(north: Installation) -> None:
    north.provider.signing_key = RSAKey.generate_key(2048, {"kid": "first"})
    assert north.refused() == "failed"


def test_a_secret_that_both_know_does_not_sign(north: Installation) -> None:
    forged = OctKey.import_key(CLIENT_SECRET)
    north.provider.algorithm, north.provider.signing_key = "HS256", forged  # type: ignore[assignment]
    assert north.refused() == "failed"


async def test_a_provider_may_change_its_keys(north: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = _provider(north.provider.address)
    async with httpx.AsyncClient(trust_env=False) as client:
        known = ProviderDirectory(provider, client)
        before = [key.kid for key in (await known.keys()).keys]
        monkeypatch.setattr(north.provider, "key", RSAKey.generate_key(2048, {"kid": "second"}))
        asked = north.provider.asked["/keys"]
        # Everybody could make us ask all the time, so the keys are not read again sooner than half a minute later.
        assert [key.kid for key in (await known.keys(anew=True)).keys] == before
        assert north.provider.asked["/keys"] == asked
        monkeypatch.setattr(directory, "_KEYS_AT_MOST_EVERY_S", 0.0)
        answer = {"id_token": north.provider.statement("of this sign-in")}
        statement = await read_statement(provider, known, answer, "of this sign-in")
        assert statement.username == ANA
        assert north.provider.asked["/keys"] == asked + 1


def test_people_may_say_no(north: Installation) -> None:
    north.provider.declines = True
    assert north.refused() == "declined"


def test_an_answer_belongs_to_the_browser_that_began(north: Installation) -> None:
    began, note = north.begin()
    other, other_note = north.begin()
    back = north.visit(began.headers["location"])
    assert _reason(north.finish(back, other_note)) == "stale"
    assert _reason(north.finish(back, "")) == "stale"
    assert _reason(north.finish(back, note[:-4] + "AAAA")) == "stale"
    assert _reason(north.finish(back.replace("state=", "state=x"), note)) == "stale"
    assert north.finish(back, note).headers["location"] == "/"
    assert _reason(north.finish(back, note)) == "failed", "a code is good once"
    assert "code_challenge" in other.headers["location"]


def test_an_answer_that_names_another_issuer_is_refused(north: Installation) -> None:
    began, note = north.begin()
    back = north.visit(began.headers["location"])
    assert _reason(north.finish(back.replace("iss=http", "iss=https"), note)) == "failed"


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb"])
def test_nobody_is_sent_elsewhere_afterwards(north: Installation, to: str) -> None:
    answer = north.gateway.browser().get(START, params={"to": to})
    back = north.visit(answer.headers["location"])
    assert north.finish(back, _cookie(answer, NOTE)).headers["location"] == "/"


def test_an_unknown_provider_is_not_found(north: Installation) -> None:
    for path in ("/api/sign-in/south", "/api/sign-in/south/return"):
        answer = north.gateway.browser().get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_no_person_is_in_the_log(north: Installation) -> None:
    north.sign_in()
    north.provider.person["sub"] = "100002"
    north.refused()
    written = north.gateway.log.lower()
    assert "sign-in refused" in written
    assert "torres" not in written
    assert "100001" not in written
    assert "code=" not in written


def test_a_provider_that_does_not_answer_ends_at_the_sign_in_page(north: Installation) -> None:
    assert _reason(north.gateway.browser().get("/api/sign-in/down")) == "failed"


@pytest.mark.parametrize(
    "metadata", [{"issuer": "http://localhost:1"}, {"token_endpoint": "http://elsewhere.example/t"}, {"jwks_uri": None}]
)
async def test_a_provider_that_speaks_for_another_is_not_believed(
    north: Installation, metadata: dict[str, Any]
) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        known = ProviderDirectory(_provider(north.provider.address), client)
        north.provider.metadata = metadata
        with pytest.raises(ProviderFailed):
            await known.metadata()
        north.provider.be_honest()
        north.provider.is_down = True
        with pytest.raises(ProviderFailed):
            await known.metadata()
        north.provider.be_honest()
        assert (await known.metadata()).jwks_uri == f"{north.provider.address}/keys"


def _provider(issuer: str) -> Provider:
    return Provider(
        id="north",
        label="North",
        district_id=DISTRICT_ID,
        issuer=issuer,
        client_id=CLIENT_ID,
        client_secret_file=Path("unused"),
    )


@pytest.mark.parametrize(
    ("more", "public_url", "said"),
    [
        ({"issuer": "http://accounts.north.example"}, "http://localhost:8000", "issuer must be an https address"),
        ({"id": "Not an id"}, "http://localhost:8000", "0.id"),
        ({"client_secret_file": "/nowhere/at/all"}, "http://localhost:8000", "/nowhere/at/all: No such file"),
        ({"scope": "email"}, "http://localhost:8000", "scope must hold openid"),
        ({}, "", "SSFR_PUBLIC_URL must be"),
    ],
)
def test_a_wrong_file_of_providers_is_said_at_the_start(
    more: dict[str, Any], public_url: str, said: str, tmp_path: Path
) -> None:
    settings = GatewaySettings(
        database_url="postgresql+asyncpg://nobody@localhost/none",
        nats_url="nats://localhost",
        identity_private_key_file=tmp_path / "private.json",
        public_url=public_url,
        sign_in_providers_file=write_providers(tmp_path, **{"issuer": "https://accounts.north.example"} | more),
    )
    with pytest.raises(UnreadableProviders) as refused:
        all_sign_ins(settings, None, httpx.AsyncClient())  # type: ignore[arg-type]
    assert said in str(refused.value)
