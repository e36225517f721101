"""One timer for all exchanges of a pool: one for each would cost more than all they guard against."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final

from gateway.proxy.connection import Connection
from gateway.proxy.failures import AnswerLate, UpstreamFailure

_TICK_S: Final = 0.25
_LATE: Final = AnswerLate()


class Turn:
    """One exchange under watch."""

    __slots__ = ("connection", "failure", "seconds", "since", "when_slow")

    def __init__(
        self, connection: Connection, since: float, seconds: float, when_slow: Callable[[Connection], None] | None
    ) -> None:
        self.connection = connection
        self.since = since
        self.seconds = seconds
        self.when_slow = when_slow
        self.failure: UpstreamFailure = _LATE


class Watch:
    """Ends exchanges in which nothing happens for too long, and has the clients of slow ones watched."""

    def __init__(self) -> None:
        self._turns: set[Turn] = set()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, connection: Connection, seconds: float, when_slow: Callable[[Connection], None] | None) -> Turn:
        """Watch an exchange.

        Args:
            connection: Where it takes place.
            seconds: How long nothing may happen.
            when_slow: Called after one or two ticks. Most answers come sooner; only for the others is it worth a task
                to notice that the client has left.
        """
        if self._timer is None:
            self._start()
        # Since now, not since the last tick: that would give a service up to a tick too soon.
        turn = Turn(connection, monotonic(), seconds, when_slow)
        self._turns.add(turn)
        return turn

    def again(self, turn: Turn, failure: UpstreamFailure) -> None:
        """Something has happened: begin to wait anew, and fail like this when nothing more does."""
        turn.since = monotonic()
        turn.failure = failure

    def end(self, turn: Turn) -> None:
        """Watch it no longer."""
        self._turns.discard(turn)

    def stop(self) -> None:
        """Stop the timer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_TICK_S, self._tick)

    def _tick(self) -> None:
        if not self._turns:
            self._timer = None
            return
        self._start()
        now = monotonic()
        for turn in tuple(self._turns):
            waited_s = now - turn.since
            if waited_s >= turn.seconds:
                turn.connection.fail(turn.failure)
            elif turn.when_slow is not None and waited_s > _TICK_S:
                turn.when_slow(turn.connection)
                turn.when_slow = None
