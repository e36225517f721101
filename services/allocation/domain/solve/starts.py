"""Where searches begin, and the search that leaves nothing out."""

from collections.abc import Iterable, Iterator
from itertools import count, islice, product

from services.allocation.domain.solve.room import Point, Room
from services.allocation.domain.solve.trials import Trial, Trials

_MOST_CORNERS = 32
_SPREAD_POINTS = 32
_DESCENT = 12
_SCANNED = 256
_GOLDEN = 0.6180339887498949


def starting_points(trials: Trials) -> list[Point]:
    """Return today and the middle of the room; where the engine refuses both, points that it takes."""
    room = trials.room
    starts = [point for point in (room.start(), _middle(room)) if trials.at(point).feasible]
    if not starts:
        starts = [point for point in (*_corners(room), *_spread(room)) if trials.at(point).feasible][:2]
    return starts or _descend(trials) or _scan(trials)


def further_points(trials: Trials, lack_of: dict[int, float]) -> list[Point]:
    """Return the most promising points of many all over the room, for when a search from the usual starts failed.

    Args:
        trials: What was tried.
        lack_of: The goals, each with what it weighs.
    """
    taken = [trial for trial in map(trials.at, (*_corners(trials.room), *_spread(trials.room))) if trial.feasible]
    taken.sort(key=lambda trial: sum(weight * trials.lack(trial, goal) for goal, weight in lack_of.items()))
    return [trial.point for trial in taken[:3]]


def _middle(room: Room) -> Point:
    return tuple(axis.fine(float((axis.minimum + axis.maximum) / 2)) for axis in room.axes)


def _corners(room: Room) -> Iterator[Point]:
    sides = [(axis.fine(float(axis.minimum)), axis.fine(float(axis.maximum))) for axis in room.axes]
    for number, point in enumerate(product(*sides)):
        if number >= _MOST_CORNERS:
            return
        yield point


def _spread(room: Room) -> Iterator[Point]:
    """Return points spread evenly over the room: multiples of powers of the golden ratio, modulo one."""
    for number in range(1, _SPREAD_POINTS + 1):
        yield tuple(
            axis.fine(
                float(axis.minimum) + float(axis.maximum - axis.minimum) * (number * _GOLDEN ** (index + 1) % 1.0)
            )
            for index, axis in enumerate(room.axes)
        )


def _descend(trials: Trials) -> list[Point]:
    """Walk from the point with the least shortfall towards none, one setting at a time; nothing if that fails."""
    room = trials.room
    best = min(trials.all(), key=lambda trial: (trial.shortfall_cents, trial.point))
    reach = 1 / 4
    for _ in range(_DESCENT):
        tried = min(_around(trials, best.point, reach), key=_shortfall, default=best)
        if tried.feasible:
            return [tried.point]
        if _shortfall(tried) < _shortfall(best):
            best = tried
        else:
            reach /= 2
            if reach * max((float((axis.maximum - axis.minimum) / axis.step) for axis in room.axes), default=0.0) < 1:
                return []
    return []


def _scan(trials: Trials) -> list[Point]:
    """Look all over the room for one point on steps that the engine takes, where walking towards none led nowhere."""
    room = trials.room
    points = room.points() if room.size <= _SCANNED else islice(_spread_on_steps(room), _SCANNED)
    return next(([point] for point in points if trials.at(point).feasible), [])


def _spread_on_steps(room: Room) -> Iterator[Point]:
    for number in count(1):
        yield tuple(
            (axis.lowest + int((number * _GOLDEN ** (index + 1) % 1.0) * (axis.highest - axis.lowest + 1))) * axis.step
            for index, axis in enumerate(room.axes)
        )


def _shortfall(trial: Trial) -> int:
    return -1 if trial.feasible else trial.shortfall_cents


def _around(trials: Trials, point: Point, reach: float) -> Iterable[Trial]:
    for index, axis in enumerate(trials.room.axes):
        width = float(axis.maximum - axis.minimum) * reach
        for sign in (-1, 1):
            value = axis.fine(float(point[index]) + sign * width)
            if value != point[index]:
                yield trials.at((*point[:index], value, *point[index + 1 :]))


def every_trial(trials: Trials) -> Iterator[Trial]:
    """Try every point of the room."""
    return (trials.at(point) for point in trials.room.points())
