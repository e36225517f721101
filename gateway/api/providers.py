"""Signing in with the district's own account."""

from typing import Annotated, Any, Final, cast
from urllib.parse import urlencode

import structlog
from fastapi import Path, Query, Request, Response

from gateway.addresses import limit_key
from gateway.api.browser_session import open_for_browser
from gateway.api.caller import current_caller
from gateway.api.models import SignInProvider
from gateway.providers.begun import COOKIE, forget_cookie
from gateway.providers.failures import NotSignedIn
from gateway.providers.sign_in import Answer, ProviderSignIn
from gateway.rates.rates import Rates
from shared.authorisation import SecuredRouter
from shared.problems import NotFound
from shared.strict_requests import RouteFromElsewhere

log = structlog.get_logger(__name__)
router = SecuredRouter("gateway", caller_of=current_caller, prefix="/api", tags=["sign-in"])
return_router = SecuredRouter(
    "gateway", caller_of=current_caller, prefix="/api", tags=["sign-in"], route_class=RouteFromElsewhere
)

ProviderId = Annotated[
    str, Path(min_length=1, max_length=40, pattern=r"^[a-z0-9-]+$", examples=["lakeside"], description="Of the list.")
]
Sent = Annotated[str | None, Query(max_length=4096)]
_GOES_ON: Final[dict[int | str, dict[str, Any]]] = {
    303: {"description": "The browser goes on.", "headers": {"Location": {"schema": {"type": "string"}}}}
}


@router.get("/sign-in-providers")
async def list_sign_in_providers(request: Request) -> list[SignInProvider]:
    """List where people can sign in with an account of their district; empty where none is set up."""
    return [
        SignInProvider(id=provider_id, label=sign_in.provider.label)
        for provider_id, sign_in in _sign_ins(request).items()
    ]


@router.get("/sign-in/{provider_id}", status_code=303, response_class=Response, responses=_GOES_ON)
async def begin_provider_sign_in(
    provider_id: ProviderId,
    request: Request,
    to: Annotated[str, Query(max_length=2000, description="Path to go to afterwards.", examples=["/studio"])] = "/",
) -> Response:
    """Send the browser to the provider; it comes back to the address that ends in `/return`."""
    sign_in = _sign_in(provider_id, request)
    await _count(request)
    try:
        address, cookie = await sign_in.begin(to)
    except NotSignedIn as failure:
        return _not_signed_in(provider_id, failure)
    return _go(address, cookie)


@return_router.get("/sign-in/{provider_id}/return", status_code=303, response_class=Response, responses=_GOES_ON)
async def finish_provider_sign_in(
    provider_id: ProviderId,
    request: Request,
    code: Sent = None,
    state: Sent = None,
    error: Sent = None,
    iss: Sent = None,
) -> Response:
    """Take the browser back from the provider: with a session to the page it wanted, or to the sign-in with the reason.

    Providers may send more than these; what is not known is passed over.
    """
    sign_in = _sign_in(provider_id, request)
    await _count(request)
    try:
        account, to = await sign_in.finish(Answer(code, state, error, iss), request.cookies.get(COOKIE, ""))
    except NotSignedIn as failure:
        return _not_signed_in(provider_id, failure)
    cookie, _ = await open_for_browser(request, account)
    return _go(to, cookie, forget_cookie())


def _go(address: str, *cookies: str) -> Response:
    answer = Response(status_code=303, headers={"Location": address})
    for cookie in cookies:
        answer.headers.append("Set-Cookie", cookie)
    return answer


def _not_signed_in(provider_id: str, failure: NotSignedIn) -> Response:
    log.warning("sign-in refused", provider=provider_id, reason=failure.reason, detail=str(failure))
    return _go(f"/sign-in?{urlencode({'reason': failure.reason})}", forget_cookie())


async def _count(request: Request) -> None:
    await cast(Rates, request.app.state.rates).sign_in_from(limit_key(request.scope["state"]["client_address"]))


def _sign_ins(request: Request) -> dict[str, ProviderSignIn]:
    return cast(dict[str, ProviderSignIn], request.app.state.provider_sign_ins)


def _sign_in(provider_id: str, request: Request) -> ProviderSignIn:
    if (found := _sign_ins(request).get(provider_id)) is None:
        raise NotFound("This installation has no identity provider of this name.")
    return found
