"""Which variations a sweep tries: a grid over the settings, or a sample drawn by a seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

import numpy as np
import numpy.typing as npt

from services.allocation.domain.policy import Policy
from services.allocation.domain.solve.settings import Path, PolicySetting, policy_settings

Method = Literal["grid", "random"]
MOST_VARIATIONS = 20_000
MOST_RANGES = 12
_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Range:
    """Settings that vary together, such as one need's weight on every level, and between which values."""

    settings: tuple[str, ...]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class DesignProblem(Exception):  # it says what is wrong with one range, as PolicyProblem does
    """A range cannot be: ``index`` says which, -1 the design as a whole."""

    index: int
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, eq=False)
class Design:
    """Variations of a policy; the first is the policy as it is.

    Attributes:
        ranges: What was asked for.
        settings: What varies; those of one range stand together.
        whole: By variation and setting, in millionths of decimals and in whole cents or basis points.
    """

    ranges: tuple[Range, ...]
    settings: tuple[PolicySetting, ...]
    whole: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.whole)

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The values by variation and setting; each is the double nearest to its decimal."""
        return self.whole / np.array([_scale(setting) for setting in self.settings], dtype=np.float64)

    def at(self, row: int) -> Mapping[Path, Decimal]:
        """Return the exact values of one variation by their places in the policy."""
        return {
            setting.path: Decimal(whole) / _scale(setting)
            for setting, whole in zip(self.settings, self.whole[row].tolist(), strict=True)
        }


def design(policy: Policy, ranges: Sequence[Range], method: Method, count: int, seed: int) -> Design:
    """Lay out the variations to try.

    Args:
        policy: What varies.
        ranges: Which of its settings, between which values.
        method: ``grid``: every combination of evenly spaced values, about ``count`` in all; ``random``: a Latin
            hypercube, so that each setting's range is covered evenly however few there are.
        count: How many variations besides the policy as it is.
        seed: The same seed draws the same variations.
    Raises:
        DesignProblem: A range names no setting of the policy, or has no room.
    """
    known = {setting.setting: setting for setting in policy_settings(policy)}
    if not ranges or len(ranges) > MOST_RANGES:
        raise DesignProblem(-1, "too_many_ranges", f"{len(ranges)} ranges", f"Vary 1 to {MOST_RANGES} at once.")
    chosen = [_checked(index, each, known) for index, each in enumerate(ranges)]
    named = [setting.setting for settings in chosen for setting in settings]
    if len(set(named)) < len(named):
        raise DesignProblem(-1, "setting_twice", "a setting stands in two ranges", "Name each once.")
    lows = [_whole(each.low, settings[0]) for each, settings in zip(ranges, chosen, strict=True)]
    highs = [_whole(each.high, settings[0]) for each, settings in zip(ranges, chosen, strict=True)]
    steps = [max(1, _whole(settings[0].step, settings[0])) for settings in chosen]
    most = [(high - low) // step for low, high, step in zip(lows, highs, steps, strict=True)]
    taken = _grid(most, count) if method == "grid" else _sample(most, count, seed)
    tried = np.array(lows, dtype=np.int64) + taken * np.array(steps, dtype=np.int64)
    wide = np.repeat(tried, [len(settings) for settings in chosen], axis=1)
    settings = tuple(setting for each in chosen for setting in each)
    today = np.array([[_whole(setting.value, setting) for setting in settings]], dtype=np.int64)
    return Design(tuple(ranges), settings, np.concatenate([today, wide]))


def _checked(index: int, asked: Range, known: Mapping[str, PolicySetting]) -> list[PolicySetting]:
    for name in asked.settings:
        if name not in known:
            message = f"the policy has no setting {name}"
            raise DesignProblem(index, "no_such_setting", message, "Choose from the list of the policy's settings.")
    settings = [known[name] for name in asked.settings]
    if not settings or len({setting.unit for setting in settings}) > 1:
        message = "settings that vary together must count the same"
        raise DesignProblem(index, "units_differ", message, "Vary weights with weights and dollars with dollars.")
    limit = min(setting.limit for setting in settings)
    if not 0 <= asked.low <= asked.high <= limit:
        message = f"{asked.low} to {asked.high} is no range of {asked.settings[0]}"
        raise DesignProblem(index, "range_out_of_bounds", message, f"Keep 0 <= low <= high <= {limit}.")
    return settings


def _grid(most: Sequence[int], count: int) -> npt.NDArray[np.int64]:
    """Return evenly spaced steps: as many for each setting as keep all combinations within ``count``."""
    levels = [1] * len(most)
    while True:
        # The coarsest setting is refined first, as long as all combinations stay within the count.
        order = sorted(range(len(most)), key=lambda index: (levels[index], index))
        for index in order:
            finer = [level + (position == index) for position, level in enumerate(levels)]
            if levels[index] <= most[index] and _product(finer) <= count:
                levels = finer
                break
        else:
            break
    spaced = [
        np.unique(np.rint(np.linspace(0, top, level)).astype(np.int64)) for top, level in zip(most, levels, strict=True)
    ]
    return np.array(list(product(*spaced)), dtype=np.int64)


def _sample(most: Sequence[int], count: int, seed: int) -> npt.NDArray[np.int64]:
    dice = np.random.default_rng(seed)
    columns = []
    for top in most:
        strata = (dice.permutation(count) + dice.random(count)) / count
        columns.append(np.minimum((strata * (top + 1)).astype(np.int64), top))
    return np.stack(columns, axis=1)


def _product(numbers: Sequence[int]) -> int:
    total = 1
    for each in numbers:
        total *= each
    return total


def _scale(setting: PolicySetting) -> int:
    return _MICRO if setting.unit in {"weight", "dollars"} else 1


def _whole(value: Decimal, setting: PolicySetting) -> int:
    return int(value * _scale(setting))


def rows(design: Design, step: int) -> Iterator[slice]:
    """Return the variations in blocks of ``step``."""
    return (slice(start, min(start + step, len(design))) for start in range(0, len(design), step))
