"""Authorisation declared per operation: a router that refuses to hold an operation without an access entry."""

import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from shared.access import OPERATIONS, SCHOOL_ROLES, Access, Scope
from shared.identity import Identity, IdentityVerifier, InvalidIdentity
from shared.problems import Forbidden, Unauthenticated
from shared.strict_requests import StrictRoute

_bearer = HTTPBearer(
    auto_error=False, scheme_name="bearer", description="A token from `POST /api/token` of the gateway."
)


# The dependencies here are coroutines though they wait for nothing: the framework would hand plain functions to a
# thread each, which costs more than all they do.
async def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Identity:
    """Return who is calling, or refuse with 401."""
    verifier: IdentityVerifier = request.app.state.identity_verifier
    if credentials is None:
        raise Unauthenticated()
    try:
        return verifier.verify(credentials.credentials, int(time.time()))
    except InvalidIdentity as error:
        raise Unauthenticated("The sign-in is not valid or has expired. Sign in again.") from error


Caller = Annotated[Identity, Depends(caller)]


def permit(identity: Identity, access: Access, school_id: str | None) -> None:
    """Refuse with 403 unless one of the caller's roles allows the operation, for this school where there is one."""
    allowed = identity.roles & access.roles
    if not allowed:
        raise Forbidden("Your role may not do this. Ask the budget office if you need it.")
    if access.scope is Scope.SCHOOL and allowed <= SCHOOL_ROLES and school_id not in identity.school_ids:
        raise Forbidden("You can see your own school only. Ask the budget office for access to another.")


def _guard(access: Access, caller_of: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
    async def guard(request: Request, identity: Annotated[Identity, Depends(caller_of)]) -> None:
        permit(identity, access, request.path_params.get("school_id"))

    return guard


class SecuredRouter(APIRouter):
    """A router of one service; each route's function name is its operation id and must stand in the access table.

    Args:
        service: Whose entries of the table count.
        caller_of: The dependency that finds out who calls; the gateway, which signs identities, has its own.
        options: As of any router.
    """

    def __init__(self, service: str, caller_of: Callable[..., Any] = caller, **options: Any) -> None:
        self._accesses = OPERATIONS[service]
        self._caller_of = caller_of
        super().__init__(redirect_slashes=False, **{"route_class": StrictRoute, **options})

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Add a route, guarded as the access table says."""
        operation_id = endpoint.__name__
        if operation_id not in self._accesses:
            raise LookupError(f"operation {operation_id} ({path}) has no entry in shared/access.py")
        access = self._accesses[operation_id]
        options["operation_id"] = operation_id
        options["openapi_extra"] = {
            **(options.get("openapi_extra") or {}),
            "x-ssfr-scope": str(access.scope),
            "x-ssfr-roles": sorted(access.roles),
        }
        if access.scope is not Scope.PUBLIC:
            options["dependencies"] = [Depends(_guard(access, self._caller_of)), *(options.get("dependencies") or [])]
        super().add_api_route(path, endpoint, **options)
