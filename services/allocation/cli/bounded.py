"""Whole numbers on the command line: one out of bounds is refused, never quietly moved to the next that fits."""

import argparse
from collections.abc import Callable


def between(lowest: int, highest: int) -> Callable[[str], int]:
    """Return the type of an argument for the whole numbers from the lowest to the highest."""

    def whole(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and lowest <= int(text) <= highest):
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {lowest:,} to {highest:,}")
        return int(text)

    return whole


MOST_SEEDS = 2**32 - 1
"""What every generator of random numbers takes."""
