"""Opens a browser's session, always a new one."""

import time
from typing import cast

import structlog
from fastapi import Request

from gateway.accounts.account import Account
from gateway.sessions.cookie import set_cookie, token_in
from gateway.sessions.session import BROWSER, Session
from gateway.sessions.sessions import Sessions

log = structlog.get_logger(__name__)


async def open_for_browser(request: Request, account: Account) -> tuple[str, Session]:
    """Return the header that gives the browser its cookie, and the session.

    What the browser held before is ended, so that no session outlives the sign-in it came from.
    """
    sessions = cast(Sessions, request.app.state.sessions)
    old = token_in(request.headers.get("cookie", "").encode("latin-1"))
    if old and (before := await sessions.find(old, BROWSER, time.time())) is not None:
        await sessions.end(before)
    token, session = await sessions.open(account, BROWSER, time.time())
    log.info("signed in", user_id=str(account.user_id), kind=BROWSER)
    return set_cookie(token), session
