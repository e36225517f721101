"""Whose fault a failure is: an outage passes by itself and is not counted against a message."""

import asyncio

import asyncpg
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

MAX_TRIES = 8
RETRY_DELAYS_S = (5.0, 30.0, 120.0, 600.0, 3600.0)
OUTAGE_DELAY_S = 1.0

# What asyncpg says of a connection that is gone. The internal error means that the server died between two steps of
# one statement: the next statement finds the protocol still in the middle of it.
DRIVER_LOST = (asyncpg.InterfaceError, asyncpg.InternalClientError, asyncpg.PostgresConnectionError)
CONNECTION_LOST = (OSError, *DRIVER_LOST)

_OUTAGE_STATES = ("08", "53", "57P", "58")  # connection, resources, operator intervention, system error
_CONFLICT_STATES = {"40001", "40P01"}


def retry_delay_s(tries: int) -> float:
    """Return how long to wait after the given number of failed tries."""
    return RETRY_DELAYS_S[min(tries, len(RETRY_DELAYS_S)) - 1]


def is_outage(error: BaseException) -> bool:
    """Whether the database was away or out of reach."""
    if isinstance(error, DBAPIError):
        state = sqlstate(error)
        return error.connection_invalidated or state.startswith(_OUTAGE_STATES) or (not state and _lost(error.orig))
    return isinstance(error, OSError | asyncio.TimeoutError | PoolTimeout | PendingRollbackError) or _lost(error)


def is_conflict(error: BaseException) -> bool:
    """Whether two transactions got in each other's way, so that the whole transaction is worth another try at once."""
    return isinstance(error, DBAPIError) and sqlstate(error) in _CONFLICT_STATES


def sqlstate(error: DBAPIError) -> str:
    """Return PostgreSQL's five-character code, empty where the server said nothing."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def _lost(error: BaseException | None) -> bool:
    """Whether the driver found its connection gone."""
    return error is not None and (isinstance(error, CONNECTION_LOST) or isinstance(error.__cause__, CONNECTION_LOST))
