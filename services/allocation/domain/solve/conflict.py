"""Why no policy meets all goals: a set of goals of which none can be left out, and what giving way would cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from services.allocation.domain.solve.room import Point
from services.allocation.domain.solve.search import Search
from services.allocation.domain.solve.starts import every_trial, starting_points
from services.allocation.domain.solve.trials import Trial, Trials

_TRIALS_EACH = 200
"""Policies that each search for a conflict may try at least, however many were tried before."""


@dataclass(frozen=True, slots=True)
class Price:
    """What it takes that one goal gives way and the others of the conflict hold.

    Attributes:
        goal: The position of the goal that gives way.
        reading: What can be had of it: the goal asked for no more than this would be met.
        point: The policy that reaches it.
        bounds: Settings that stand at a bound there, by position: wider bounds may make it cheaper.
        meets_all_others: Whether all goals outside the conflict are met there too.
    """

    goal: int
    reading: int
    point: Point
    bounds: tuple[int, ...]
    meets_all_others: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Goals that no policy in the room meets together; without any one of them there is one that meets the rest.

    Attributes:
        goals: Positions of the goals; empty where no policy in the room is paid for by its sources.
        prices: For each of them.
        shortfall_cents: The least that is missing, where the sources do not pay for any policy in the room.
        proof: ``proved``: every combination was tried; ``searched``: the search from several starts found none.
    """

    goals: tuple[int, ...]
    prices: tuple[Price, ...]
    shortfall_cents: int
    proof: Literal["proved", "searched"]


def find_conflict(trials: Trials, goals: Sequence[int], *, whole: bool) -> Conflict | None:
    """Return a conflict among goals that no policy was found to meet; None if one is found on the way after all.

    Every goal named matters: the exact engine has calculated a policy that meets the others of the conflict.
    """
    proof: Literal["proved", "searched"] = "proved" if whole else "searched"
    reachable = _reachable(trials, whole=whole)
    if not reachable(()):
        least = min((trial.shortfall_cents for trial in trials.all()), default=0)
        return Conflict((), (), least, proof)
    while True:
        if _is_known(trials, goals):
            return None
        core = _irreducible(goals, reachable)
        prices = tuple(price for price in (_price(trials, goal, core, goals, whole=whole) for goal in core) if price)
        # A search may miss what is there. Asking for the most of each goal looks once more, from elsewhere: where that
        # came upon a policy which meets the whole core, a goal was left out too soon, and with that policy known the
        # filter goes another way. Each round knows of one more set of goals that can be met, so there is a last one.
        if whole or not _is_known(trials, core):
            return Conflict(core, prices, 0, proof)


def _irreducible(goals: Sequence[int], reachable: Callable[[tuple[int, ...]], bool]) -> tuple[int, ...]:
    """Leave out, one after the other, goals without which the rest still conflicts.

    A goal that stays has shown a policy that meets all others which were there then, and so those that are left.
    """
    core = tuple(goals)
    for goal in goals:
        rest = tuple(each for each in core if each != goal)
        if not reachable(rest):
            core = rest
    return core


def _is_known(trials: Trials, goals: Sequence[int]) -> bool:
    return any(trial.on_steps and trials.meets_all(trial, goals) for trial in trials.all())


def _reachable(trials: Trials, *, whole: bool) -> Callable[[tuple[int, ...]], bool]:
    failed: set[tuple[int, ...]] = set()

    def reachable(goals: tuple[int, ...]) -> bool:
        if whole:
            return any(trials.meets_all(trial, goals) for trial in every_trial(trials))
        if _is_known(trials, goals):
            return True
        if any(set(goals).issuperset(each) and not _is_known(trials, each) for each in failed):
            return False
        _allow_more(trials)
        if Search(trials, goals).run(starting_points(trials)) is not None:
            return True
        failed.add(goals)
        return False

    return reachable


def _allow_more(trials: Trials) -> None:
    """Let the next search try something: what those before it used up must not make it give up unseen."""
    trials.most = max(trials.most, trials.count + _TRIALS_EACH)


def _price(trials: Trials, goal: int, core: Sequence[int], goals: Sequence[int], *, whole: bool) -> Price | None:
    """Return the best reading of one goal while the others hold: all of them if that is possible, else the core's."""
    for kept in (goals, core):
        others = tuple(each for each in kept if each != goal)
        best = _best(trials, goal, others, whole=whole)
        if best is not None:
            reading = trials.reading(best, goal).value
            outside = [each for each in goals if each != goal]
            return Price(goal, reading, best.point, _at_bounds(trials, best.point), trials.meets_all(best, outside))
    return None


def _best(trials: Trials, goal: int, others: tuple[int, ...], *, whole: bool) -> Trial | None:
    search = Search(trials, others, best=goal)
    if whole:
        met = [trial for trial in every_trial(trials) if trials.meets_all(trial, others)]
        return min(met, key=search.rank, default=None)
    _allow_more(trials)
    return search.run(starting_points(trials))


def _at_bounds(trials: Trials, point: Point) -> tuple[int, ...]:
    return tuple(
        index
        for index, (value, axis) in enumerate(zip(point, trials.room.axes, strict=True))
        if value in {axis.lowest * axis.step, axis.highest * axis.step}
    )
