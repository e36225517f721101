"""Event ids: UUID version 7 (RFC 9562), which sort in the order in which one process made them."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

_COUNTER_BITS = 42
_RANDOM_BITS = 32


@dataclass(eq=False, slots=True)
class Uuid7Maker:
    """Makes ids that only ever grow, whatever the clock does: a counter in front of the random bits (section 6.2).

    In a new millisecond the counter begins at random, its first bit clear, so that there is room to count up. While
    the clock stands still or goes back it counts on in the last millisecond, and takes the next one when it is full.

    Args:
        now_ns: The clock, in nanoseconds since 1970.
        random_bytes: Where randomness comes from.
    """

    now_ns: Callable[[], int] = time.time_ns
    random_bytes: Callable[[int], bytes] = os.urandom
    _millisecond: int = -1
    _counter: int = 0
    _lock: Lock = field(default_factory=Lock)

    def make(self) -> UUID:
        """Return a new id: 48 bits of milliseconds, a counter of 42 bits, 32 random bits."""
        random = int.from_bytes(self.random_bytes(10), "big")
        tail = random & ((1 << _RANDOM_BITS) - 1)
        with self._lock:
            now = self.now_ns() // 1_000_000
            if now > self._millisecond:
                self._begin(now, random)
            elif self._counter + 1 < 1 << _COUNTER_BITS:
                self._counter += 1
            else:
                self._begin(self._millisecond + 1, random)
            millisecond, counter = self._millisecond, self._counter
        high, low = counter >> 30, counter & 0x3FFF_FFFF
        return UUID(
            int=(millisecond & 0xFFFF_FFFF_FFFF) << 80
            | 0x7 << 76
            | high << 64
            | 0b10 << 62
            | low << _RANDOM_BITS
            | tail
        )

    def _begin(self, millisecond: int, random: int) -> None:
        self._millisecond = millisecond
        self._counter = random >> _RANDOM_BITS & ((1 << (_COUNTER_BITS - 1)) - 1)


uuid7 = Uuid7Maker().make
"""Return a new id of this process."""
