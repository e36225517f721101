"""Retries made harmless: the answer to a committed request is kept with its ``Idempotency-Key``.

The record is written in the transaction of the effect, so both exist or neither does.
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Header, Response
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from shared.problems import Refusal
from shared.row_security import district_table

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Made by the client for one intended change and sent again with every retry of it.",
        examples=["0193a7c2-6f00-7c3e-9d55-0a1b2c3d4e5f"],
    ),
]


class IdempotencyKeyReused(Refusal):
    """The key came back with another request."""

    code = "idempotency_key_reused"
    title = "Idempotency key used for another request"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key belongs to another request. Make a new key for each new change.")


class IdempotentRequestRunning(Refusal):
    """The first request with this key has not been answered yet."""

    code = "idempotent_request_running"
    title = "The same request is still running"

    def __init__(self) -> None:
        super().__init__(
            "The first request with this Idempotency-Key is still running. Ask again shortly.",
            headers={"Retry-After": "1"},
        )


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request as the records know it."""

    key: str
    operation: str
    digest: bytes

    @classmethod
    def of(cls, key: str, operation: str, *content: Any) -> "IdempotentRequest":
        """Build it from everything that decides the request's effect."""
        digest = hashlib.sha256(orjson.dumps([operation, *content], default=str, option=orjson.OPT_SORT_KEYS)).digest()
        return cls(key, operation, digest)


class IdempotencyRecords:
    """Kept answers of one user in one district."""

    def __init__(self, session: AsyncSession, district_id: UUID, user_id: UUID | None) -> None:
        self._session = session
        self._who = {"district": district_id, "user": user_id}

    async def claim(self, request: IdempotentRequest) -> Response | None:
        """Take the key for this transaction; return the kept answer if the request was committed before.

        Raises:
            IdempotencyKeyReused: The key was used for something else.
            IdempotentRequestRunning: The first request with it is still under way.
        """
        what = self._who | {"key": request.key, "operation": request.operation, "digest": request.digest}
        try:
            claimed = await self._session.execute(_CLAIM, what)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") in {"55P03", "57014"}:
                raise IdempotentRequestRunning() from error
            raise
        if claimed.first() is not None:
            return None
        kept = (await self._session.execute(_FIND, what)).one()
        if bytes(kept.digest) != request.digest:
            raise IdempotencyKeyReused()
        return Response(bytes(kept.body), kept.status, headers={**kept.headers, "Idempotent-Replayed": "true"})

    async def keep(self, request: IdempotentRequest, response: Response) -> None:
        """Keep the answer, to be given again to the same request."""
        headers = {name: value for name, value in response.headers.items() if name != "content-length"}
        await self._session.execute(
            _KEEP,
            self._who
            | {
                "key": request.key,
                "status": response.status_code,
                "headers": orjson.dumps(headers).decode(),
                "body": bytes(response.body),
            },
        )


_CLAIM = text(
    "INSERT INTO idempotency_record (district_id, user_id, key, operation, digest)"
    " VALUES (:district, :user, :key, :operation, :digest) ON CONFLICT DO NOTHING RETURNING key"
)
_FIND = text(
    "SELECT digest, status, headers, body FROM idempotency_record"
    " WHERE district_id = :district AND user_id = :user AND key = :key"
)
_KEEP = text(
    "UPDATE idempotency_record SET status = :status, headers = cast(:headers AS jsonb), body = :body"
    " WHERE district_id = :district AND user_id = :user AND key = :key"
)


_TABLE = """
CREATE TABLE idempotency_record (
    district_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    digest bytea NOT NULL,
    status integer,
    headers jsonb,
    body bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district_id, user_id, key)
)"""


def idempotency_table(app_role: str) -> list[str]:
    """Return the migration statements for the table."""
    return [
        _TABLE,
        *district_table("idempotency_record", app_role),
    ]
