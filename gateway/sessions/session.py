"""A session as this process knows it."""

from dataclasses import dataclass, field
from typing import Final, Literal

from gateway.accounts.account import Account

Kind = Literal["cookie", "token"]
BROWSER: Final[Kind] = "cookie"
PROGRAM: Final[Kind] = "token"


@dataclass(slots=True, eq=False)
class Session:
    """One sign-in. Times are seconds since 1970."""

    key: bytes
    kind: Kind
    csrf_token: bytes
    account: Account
    expires_at: float
    idle_until: float
    checked_at: float  # when the database was last asked
    written_at: float  # when the database was last told that the session is in use
    limit_key: str
    # Signed statements for the services, with the time to make a new one.
    statements: dict[str, tuple[bytes, float]] = field(default_factory=dict)
    ended: bool = False
