import time
from pathlib import Path

import orjson
import pytest

from shared.access import Role
from shared.identity import LIFETIME_S, IdentityVerifier, InvalidIdentity
from shared.testkit.identities import DISTRICT, TestIdentities


def now() -> int:
    return int(time.time())


@pytest.fixture
def identities(tmp_path: Path) -> TestIdentities:
    return TestIdentities.with_new_keys(tmp_path, "planning")


@pytest.fixture
def verifier(identities: TestIdentities, tmp_path: Path) -> IdentityVerifier:
    return IdentityVerifier.from_file(tmp_path / "public.json", "planning")


def test_what_the_gateway_says_arrives(identities: TestIdentities, verifier: IdentityVerifier) -> None:
    found = verifier.verify(identities.token(Role.PRINCIPAL, school_ids=("S-1", "S-2")), now())

    assert found.district_id == DISTRICT
    assert found.roles == {Role.PRINCIPAL}
    assert found.school_ids == {"S-1", "S-2"}


def test_a_statement_ends_even_for_a_verifier_that_has_seen_it(
    identities: TestIdentities, verifier: IdentityVerifier
) -> None:
    token = identities.token(Role.PRINCIPAL)
    verifier.verify(token, now())

    with pytest.raises(InvalidIdentity):
        verifier.verify(token, now() + LIFETIME_S + 2)


def test_a_statement_for_another_service_is_refused(identities: TestIdentities, tmp_path: Path) -> None:
    other = IdentityVerifier.from_file(tmp_path / "public.json", "allocation")

    with pytest.raises(InvalidIdentity):
        other.verify(identities.token(Role.SUPERINTENDENT), now())


@pytest.mark.parametrize("make", ["expired", "tampered", "forged"])
def test_expired_tampered_and_forged_statements_are_refused(
    make: str, identities: TestIdentities, verifier: IdentityVerifier
) -> None:
    with pytest.raises(InvalidIdentity):
        verifier.verify(getattr(identities, make)(Role.SUPERINTENDENT), now())


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30."])
def test_nonsense_is_refused(token: str, verifier: IdentityVerifier) -> None:
    with pytest.raises(InvalidIdentity):
        verifier.verify(token, now())


def test_the_private_key_is_for_its_owner_only(identities: TestIdentities, tmp_path: Path) -> None:
    assert identities.audience == "planning"
    assert (tmp_path / "private.json").stat().st_mode & 0o077 == 0
    assert "d" not in orjson.loads((tmp_path / "public.json").read_bytes())["keys"][0]
