"""What each service holds before it is fuzzed, so that requests reach more than "not found"."""

from collections.abc import Awaitable, Callable, Mapping

from services.planning.usecases.receive_published_run import receive_published_run
from shared.database import Database
from shared.testkit.identities import DISTRICT
from tests.planning.conftest import published


async def _planning(database: Database) -> dict[str, str]:
    async with database.session(DISTRICT) as session:
        for fiscal_year in (2026, 2027):
            await receive_published_run(session, published(("S-014", 1_000, 20), fiscal_year=fiscal_year))
        await session.commit()
    return {"school_id": "S-014"}


FILL: Mapping[str, Callable[[Database], Awaitable[dict[str, str]]]] = {"planning": _planning}
