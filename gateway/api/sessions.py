"""Signing in and out."""

import time
from typing import cast

import structlog
from fastapi import Request, Response

from gateway.accounts.account import Account, normal_username
from gateway.accounts.passwords import Passwords
from gateway.accounts.sign_in import WrongCredentials, check_credentials
from gateway.accounts.store import Accounts
from gateway.addresses import limit_key
from gateway.api.browser_session import open_for_browser
from gateway.api.caller import CurrentSession, current_caller
from gateway.api.models import Credentials, LanguageChoice, Me, Token
from gateway.rates.rates import Rates
from gateway.sessions.cookie import clear_cookie
from gateway.sessions.session import BROWSER, PROGRAM
from gateway.sessions.sessions import Sessions
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

log = structlog.get_logger(__name__)
router = SecuredRouter("gateway", caller_of=current_caller, prefix="/api", tags=["sign-in"])


@router.post("/session", responses=problem_responses(WrongCredentials))
async def sign_in(credentials: Credentials, request: Request, response: Response) -> Me:
    """Sign in from a browser: sets the session cookie, always a new one."""
    cookie, session = await open_for_browser(request, await _check(credentials, request))
    response.headers["Set-Cookie"] = cookie
    return Me.of(session)


@router.post("/token", responses=problem_responses(WrongCredentials))
async def issue_token(credentials: Credentials, request: Request) -> Token:
    """Sign in from a program: returns a bearer token, which needs no cookie and no CSRF header."""
    account = await _check(credentials, request)
    now = time.time()
    token, session = await _sessions(request).open(account, PROGRAM, now)
    log.info("signed in", user_id=str(account.user_id), kind=PROGRAM)
    return Token(access_token=token, expires_in=round(session.expires_at - now))


@router.get("/session")
async def get_session(session: CurrentSession) -> Me:
    """Return who is signed in."""
    return Me.of(session)


@router.delete("/session", status_code=204)
async def sign_out(session: CurrentSession, request: Request) -> Response:
    """End the session, at once and everywhere; a program's token ends the same way."""
    await _sessions(request).end(session)
    log.info("signed out", user_id=str(session.account.user_id), kind=session.kind)
    return Response(status_code=204, headers={"Set-Cookie": clear_cookie()} if session.kind == BROWSER else {})


@router.put("/session/language")
async def set_language(choice: LanguageChoice, session: CurrentSession, request: Request) -> Me:
    """Keep the language of the signed-in person."""
    await cast(Accounts, request.app.state.accounts).set_language(session.account, choice.language)
    _sessions(request).forget_user(session.account.user_id)
    me = Me.of(session)
    return me.model_copy(update={"language": choice.language})


async def _check(credentials: Credentials, request: Request) -> Account:
    state = request.app.state
    rates = cast(Rates, state.rates)
    await rates.sign_in(normal_username(credentials.username), limit_key(request.scope["state"]["client_address"]))
    return await check_credentials(
        cast(Accounts, state.accounts), cast(Passwords, state.passwords), credentials.username, credentials.password
    )


def _sessions(request: Request) -> Sessions:
    return cast(Sessions, request.app.state.sessions)
