"""The accounts to try things out with."""

from typing import cast

from fastapi import Request

from gateway.accounts.demo import DemoEntry
from gateway.api.caller import current_caller
from gateway.api.models import DemoAccount
from shared.authorisation import SecuredRouter
from shared.problems import NotFound

router = SecuredRouter("gateway", caller_of=current_caller, prefix="/api", tags=["sign-in"])


@router.get("/demo-accounts")
async def list_demo_accounts(request: Request) -> list[DemoAccount]:
    """List the accounts of the demonstration with their passwords; in production there are none, and this is 404."""
    entries = cast(list[DemoEntry] | None, request.app.state.demo_entries)
    if entries is None:
        raise NotFound("This installation has no demonstration accounts.")
    return [
        DemoAccount(
            username=entry.username,
            password=entry.password,
            display_name=entry.display_name,
            role=entry.role,
            school_id=entry.school_ids[0] if entry.school_ids else None,
        )
        for entry in entries
    ]
