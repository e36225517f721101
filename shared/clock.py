"""The time, as an argument: routes ask for ``Now`` and tests hand in another."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(utc_now)]
