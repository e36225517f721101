"""Callers for tests: the statements a gateway would sign, and the ones it never would."""

import time
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from joserfc.jwk import OKPKey

from shared.access import SCHOOL_ROLES, Role
from shared.identity import ALGORITHM, LIFETIME_S, Identity, IdentitySigner, write_new_keys

DISTRICT = uuid5(NAMESPACE_URL, "https://ssfr.example/districts/own")
OTHER_DISTRICT = uuid5(NAMESPACE_URL, "https://ssfr.example/districts/other")


@dataclass(frozen=True, slots=True)
class TestIdentities:
    """Signs callers for one service's tests."""

    __test__ = False  # not a test class, whatever its name looks like

    signer: IdentitySigner
    audience: str

    @classmethod
    def with_new_keys(cls, folder: Path, audience: str) -> "TestIdentities":
        """Make keys in ``folder``; services read ``public.json`` there."""
        write_new_keys(folder / "private.json", folder / "public.json")
        return cls(IdentitySigner.from_file(folder / "private.json"), audience)

    def token(
        self, role: Role, *, district_id: UUID = DISTRICT, school_ids: tuple[str, ...] = (), age_s: int = 0
    ) -> str:
        """Return a statement for somebody with one role, made ``age_s`` seconds ago."""
        identity = Identity(
            user_id=uuid5(district_id, role),
            display_name=f"Test {role}",
            district_id=district_id,
            roles=frozenset({role}),
            school_ids=frozenset(school_ids if role in SCHOOL_ROLES else ()),
        )
        return self.signer.sign(identity, self.audience, int(time.time()) - age_s)

    def headers(self, role: Role, *, district_id: UUID = DISTRICT, school_ids: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the request headers of such a caller."""
        return {"Authorization": f"Bearer {self.token(role, district_id=district_id, school_ids=school_ids)}"}

    def expired(self, role: Role, *, district_id: UUID = DISTRICT, school_ids: tuple[str, ...] = ()) -> str:
        """Return a statement that was valid a minute ago."""
        return self.token(role, district_id=district_id, school_ids=school_ids, age_s=LIFETIME_S + 1)

    def tampered(self, role: Role, *, district_id: UUID = DISTRICT, school_ids: tuple[str, ...] = ()) -> str:
        """Return a statement whose content was changed after it was signed."""
        head, _, signature = self.token(role, district_id=district_id, school_ids=school_ids).split(".")
        other = self.token(role, district_id=uuid5(district_id, "elsewhere"), school_ids=school_ids).split(".")[1]
        return f"{head}.{other}.{signature}"

    def forged(self, role: Role, *, district_id: UUID = DISTRICT, school_ids: tuple[str, ...] = ()) -> str:
        """Return a statement signed by a key nobody trusts."""
        stranger = TestIdentities(IdentitySigner(OKPKey.generate_key(ALGORITHM)), self.audience)
        return stranger.token(role, district_id=district_id, school_ids=school_ids)
