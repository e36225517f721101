"""Sessions as values, for tests of what hangs on them."""

from uuid import UUID, uuid4

from gateway.accounts.account import Account
from gateway.sessions.session import Session
from shared.access import Role


def session_of(district_id: UUID, role: Role = Role.BUDGET_DIRECTOR) -> Session:
    account = Account(district_id, "North Unified", uuid4(), "who", "Who", (role,), (), "en")
    return Session(b"k" * 32, "cookie", b"csrf", account, 2e9, 2e9, 0, 0, "k")
