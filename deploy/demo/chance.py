"""Chance that is the same on every machine and in every version of Python."""

import random


class Chance:
    """Draws from one seed.

    Only `Random.random` promises the same numbers in all versions of Python, and only sums and products round the
    same on all machines, so everything here is made of these.
    """

    def __init__(self, *seed: object) -> None:
        self._source = random.Random("/".join(map(str, seed)))  # noqa: S311  nothing secret hangs on it

    def between(self, low: float, high: float) -> float:
        """Return a number between the two, each equally likely."""
        return low + (high - low) * self._source.random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int((high - low + 1) * self._source.random())

    def around(self, middle: float, spread: float) -> float:
        """Return a number near the middle: bell-shaped, standard deviation ``spread``, never beyond six of them."""
        return middle + spread * (sum(self._source.random() for _ in range(12)) - 6)


def clamp(value: float, low: float, high: float) -> float:
    """Return the value, or the bound it passes."""
    return max(low, min(high, value))
