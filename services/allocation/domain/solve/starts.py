"""Where searches begin, and the search that leaves nothing out."""

from collections.abc import Iterator
from itertools import product

from services.allocation.domain.solve.room import Point
from services.allocation.domain.solve.trials import Trial, Trials

_MOST_CORNERS = 32


def starting_points(trials: Trials) -> list[Point]:
    """Return today, the middle of the room and, where the engine refuses both, the first corners it takes."""
    room = trials.room
    middle = tuple(axis.fine(float((axis.minimum + axis.maximum) / 2)) for axis in room.axes)
    starts = [point for point in (room.start(), middle) if trials.at(point).feasible]
    if not starts:
        starts = [point for point in _corners(trials) if trials.at(point).feasible][:2]
    return starts


def _corners(trials: Trials) -> Iterator[Point]:
    sides = [(axis.fine(float(axis.minimum)), axis.fine(float(axis.maximum))) for axis in trials.room.axes]
    for number, point in enumerate(product(*sides)):
        if number >= _MOST_CORNERS:
            return
        yield point


def every_trial(trials: Trials) -> Iterator[Trial]:
    """Try every point of the room."""
    return (trials.at(point) for point in trials.room.points())
