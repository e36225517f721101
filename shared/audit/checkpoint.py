"""A checkpoint: a signed statement of where a district's chain ended at a moment, kept outside the database.

Each is one line, a compact JWS (RFC 7515) that other programs can check too. A line names the hash of the line before
it, so a line that is taken out of the middle of a file shows.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.audit.chain import Head
from shared.audit.entry import moment_text

ALGORITHM: Final = "Ed25519"
TYPE: Final = "ssfr-audit-checkpoint+jws"
NO_LINE: Final = "0" * 64

Kind = Literal["checkpoint", "restored"]


class ForgedCheckpoint(ValueError):
    """A line does not carry a signature of ours, or does not say what a checkpoint says."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed.

    Attributes:
        kind: ``restored`` says that the database was restored to an earlier moment and its chain goes on from ``head``.
        head: The last entry and its hash.
        after_line: SHA-256 of the line before it in the file, in hexadecimal.
        restored_to: The moment of a restore.
        keeps: Of a restore: what was signed beyond this entry is given up.
    """

    service: str
    district_id: UUID
    head: Head
    signed_at: datetime
    after_line: str = NO_LINE
    kind: Kind = "checkpoint"
    restored_to: datetime | None = None
    keeps: int = 0


def digest_of(line: str) -> str:
    """Return the hash by which the next line names this one."""
    return hashlib.sha256(line.encode()).hexdigest()


class CheckpointSigner:
    """Signs with the private key (a JWK), which only the process that makes checkpoints may read."""

    def __init__(self, key: OKPKey) -> None:
        if not key.is_private:
            raise ValueError("signing needs a private key")
        self._key = key
        self._header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": TYPE}

    @classmethod
    def from_file(cls, path: Path) -> "CheckpointSigner":
        """Read the private key from ``path``."""
        return cls(OKPKey.import_key(orjson.loads(path.read_bytes())))

    def line(self, checkpoint: Checkpoint) -> str:
        """Return the checkpoint as a signed line."""
        claims: dict[str, str | int] = {
            "kind": checkpoint.kind,
            "service": checkpoint.service,
            "district_id": str(checkpoint.district_id),
            "sequence": checkpoint.head.sequence,
            "hash": checkpoint.head.hash.hex(),
            "signed_at": moment_text(checkpoint.signed_at),
            "after_line": checkpoint.after_line,
        }
        if checkpoint.restored_to is not None:
            claims |= {"restored_to": moment_text(checkpoint.restored_to), "keeps": checkpoint.keeps}
        payload = orjson.dumps(claims, option=orjson.OPT_SORT_KEYS)
        return jws.serialize_compact(self._header, payload, self._key, algorithms=[ALGORITHM])


class CheckpointVerifier:
    """Reads lines that were signed with one of the keys it was given (a JWK set)."""

    def __init__(self, keys: Mapping[str, OKPKey]) -> None:
        self._keys = dict(keys)

    @classmethod
    def from_file(cls, path: Path) -> "CheckpointVerifier":
        """Read the public keys from ``path``; keys of before stay in it, so that old lines can be read."""
        keys = [OKPKey.import_key(each) for each in orjson.loads(path.read_bytes())["keys"]]
        return cls({key.thumbprint(): key for key in keys})

    def read(self, line: str) -> Checkpoint:
        """Return what a line says.

        Raises:
            ForgedCheckpoint: The signature is not ours, or the line says something else than a checkpoint.
        """
        try:
            signed = jws.deserialize_compact(
                line.encode(), lambda guest: self._keys[str(guest.headers()["kid"])], algorithms=[ALGORITHM]
            )
            if signed.headers().get("typ") != TYPE:
                raise ForgedCheckpoint("wrong type")
            return _checkpoint(orjson.loads(signed.payload))
        except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise ForgedCheckpoint(type(error).__name__) from error


def _checkpoint(claims: Mapping[str, Any]) -> Checkpoint:
    kind: Kind = "restored" if claims["kind"] == "restored" else "checkpoint"
    if claims["kind"] != kind:
        raise ForgedCheckpoint("unknown kind")
    restored_to = claims.get("restored_to")
    return Checkpoint(
        service=str(claims["service"]),
        district_id=UUID(claims["district_id"]),
        head=Head(int(claims["sequence"]), bytes.fromhex(claims["hash"])),
        signed_at=datetime.fromisoformat(claims["signed_at"]),
        after_line=str(claims["after_line"]),
        kind=kind,
        restored_to=None if restored_to is None else datetime.fromisoformat(restored_to),
        keeps=int(claims.get("keeps", 0)),
    )
