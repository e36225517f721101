"""Checks a name and a password, telling nobody which of the two was wrong."""

from http import HTTPStatus

import structlog

from gateway.accounts.account import Account, normal_username
from gateway.accounts.passwords import Passwords
from gateway.accounts.store import Accounts
from shared.problems import Refusal

log = structlog.get_logger(__name__)


class WrongCredentials(Refusal):
    """The name and password do not belong together, or the account is closed: the answers are the same on purpose."""

    status = HTTPStatus.UNAUTHORIZED
    code = "wrong_credentials"
    title = "Name or password is not right"

    def __init__(self) -> None:
        super().__init__(
            "This name and password do not open an account. Check both, or ask your district's office.",
            headers={"WWW-Authenticate": "Bearer"},
        )


async def check_credentials(accounts: Accounts, passwords: Passwords, username: str, password: str) -> Account:
    """Return whose they are.

    Raises:
        WrongCredentials: In every other case, after the same time.
    """
    found = await accounts.find(normal_username(username))
    account, stored = found or (None, None)
    matches = await passwords.matches(password, stored)
    if account is None or not matches or account.disabled:
        log.warning("sign-in refused")
        raise WrongCredentials
    return account
