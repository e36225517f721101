"""Who is calling the gateway itself, from the cookie or the token that came with the request."""

import time
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from gateway.sessions.cookie import NAME, token_in
from gateway.sessions.cross_site import SAFE_METHODS, token_matches
from gateway.sessions.over import SessionOver
from gateway.sessions.session import BROWSER, PROGRAM, Session
from gateway.sessions.sessions import Sessions
from shared.identity import Identity
from shared.problems import Forbidden, Unauthenticated

_bearer = HTTPBearer(auto_error=False, scheme_name="bearer", description="A token from `POST /api/token`.")
_cookie = APIKeyCookie(
    name=NAME,
    auto_error=False,
    scheme_name="cookie",
    description="The browser's session from `POST /api/session`; requests that change something also need the "
    "header `X-CSRF-Token` with the session's `csrf_token`.",
)


class CrossSiteRefused(Forbidden):
    """The request did not come from one of our pages."""

    code = "cross_site_request"
    title = "Not from this site"


async def current_session(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    _documented: Annotated[str | None, Depends(_cookie)],
) -> Session:
    """Return the caller's session, or refuse with 401."""
    sessions = cast(Sessions, request.app.state.sessions)
    cookie = token_in(request.headers.get("cookie", "").encode("latin-1"))
    if credentials is not None:
        session = await sessions.find(credentials.credentials.encode(), PROGRAM, time.time())
    elif cookie is not None and "authorization" not in request.headers:
        session = await sessions.find(cookie, BROWSER, time.time())
    else:
        raise Unauthenticated
    if session is None:
        raise SessionOver(by_cookie=credentials is None)
    if session.kind == BROWSER and request.method not in SAFE_METHODS:
        sent = request.headers.get("x-csrf-token")
        if not token_matches(sent.encode() if sent is not None else None, session.csrf_token):
            raise CrossSiteRefused("The header X-CSRF-Token is missing or not this session's. Reload the page.")
    return session


CurrentSession = Annotated[Session, Depends(current_session)]


async def current_caller(session: CurrentSession) -> Identity:
    """Return who is calling, for the access table."""
    return session.account.identity()
