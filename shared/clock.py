"""The time, as an argument: routes ask for ``Now`` and tests hand in another."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


async def _now() -> datetime:
    return utc_now()  # a coroutine, so that no thread is asked what time it is


Now = Annotated[datetime, Depends(_now)]
