"""What a district calls its levels, grades and need categories."""

from typing import Annotated

from fastapi import Body, Response

from services.allocation.api import examples
from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.deps import UnitOfWorkDep, WhoDep
from services.allocation.usecases.district_settings import DistrictSettings
from services.allocation.usecases.district_settings import get_district_settings as read
from services.allocation.usecases.district_settings import replace_district_settings as replace
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1/district-settings", tags=["settings"])


@router.get("", response_model=DistrictSettings, responses=WITH_ETAG)
async def get_district_settings(uow: UnitOfWorkDep, now: Now) -> Response:
    """Show the district's levels, need categories and year; sensible defaults until somebody changes them."""
    found = await read(uow, now)
    return answer(found.settings, version=found.version)


@router.put(
    "",
    response_model=DistrictSettings,
    responses=WITH_ETAG | problem_responses(PreconditionRequired, PreconditionFailed),
)
async def replace_district_settings(
    body: Annotated[DistrictSettings, Body(examples=[examples.DISTRICT_SETTINGS])],
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Replace the district's settings as a whole."""
    written = await replace(uow, body, if_match, who, now)
    return answer(written.settings, version=written.version)
