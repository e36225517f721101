"""Nothing that is shown tells of a group that is too small to be one."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.allocation.domain.participation.effect import FEWEST_PUPILS, effect_of
from services.allocation.domain.participation.suppression import hidden_groups
from tests.allocation.domain.district import (
    district_counts,
    inputs,
    policy,
    run,
    source,
)

Groups = list[frozenset[int]]


def hide(divisions: Sequence[Groups], pupils: Sequence[int]) -> list[list[bool]]:
    schools = range(len(pupils))
    masks = [[np.array([school in group for school in schools]) for group in groups] for groups in divisions]
    return hidden_groups(masks, np.array(pupils, dtype=np.int64), FEWEST_PUPILS)


def is_small(group: frozenset[int], pupils: Sequence[int]) -> bool:
    return len(group) < 3 or sum(pupils[school] for school in group) < FEWEST_PUPILS


def follows(secret: frozenset[int], known: Sequence[frozenset[int]]) -> bool:
    """Say whether the secret is a sum of what is known, each times some number; by elimination, exactly."""
    everybody = sorted(frozenset().union(secret, *known))
    rows = [[Fraction(school in group) for school in everybody] for group in known]
    goal = [Fraction(school in secret) for school in everybody]
    for column in range(len(everybody)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        for row in (*rows, goal):
            times = row[column] / pivot[column]
            row[:] = [own - times * other for own, other in zip(row, pivot, strict=True)]
    return not any(goal)


def nameless(divisions: Sequence[Groups], pupils: Sequence[int]) -> list[frozenset[int]]:
    """Return what is small of schools that are in the same groups, alone and two such together."""
    cells: dict[tuple[int, ...], frozenset[int]] = {}
    for school in range(len(pupils)):
        place = tuple(next(n for n, group in enumerate(groups) if school in group) for groups in divisions)
        cells[place] = cells.get(place, frozenset()) | {school}
    sets = [*cells.values(), *(one | other for one, other in combinations(cells.values(), 2))]
    return [each for each in sets if is_small(each, pupils)]


@st.composite
def divided(draw: st.DrawFn) -> tuple[list[Groups], list[int]]:
    """Schools with their pupils, divided in up to three ways; groups of several ways are often alike."""
    pupils = draw(st.lists(st.sampled_from([1, 14, 29, 30, 31, 400]), min_size=1, max_size=12))
    divisions = []
    for _ in range(draw(st.integers(1, 3))):
        group_of = draw(st.lists(st.integers(0, 3), min_size=len(pupils), max_size=len(pupils)))
        divisions.append(
            [
                frozenset(school for school, group in enumerate(group_of) if group == name)
                for name in sorted(set(group_of))
            ]
        )
    return divisions, pupils


@given(divided())
def test_no_small_group_follows_from_what_is_shown(case: tuple[list[Groups], list[int]]) -> None:
    divisions, pupils = case
    everybody = frozenset(range(len(pupils)))
    hidden = hide(divisions, pupils)
    known = [everybody]
    for groups, hides in zip(divisions, hidden, strict=True):
        known += [group for group, is_hidden in zip(groups, hides, strict=True) if not is_hidden]
    assert not any(is_small(group, pupils) for group in known[1:])
    for groups, hides in zip(divisions, hidden, strict=True):
        left = [group for group, is_hidden in zip(groups, hides, strict=True) if is_hidden]
        for secret in (*left, frozenset().union(*left), *nameless(divisions, pupils)):
            if secret and is_small(secret, pupils) and not is_small(everybody, pupils):
                assert not follows(secret, known)


@given(divided())
def test_what_tells_of_no_small_group_is_shown(case: tuple[list[Groups], list[int]]) -> None:
    divisions, pupils = case
    groups = [group for groups in divisions for group in groups]
    # Every group follows from all groups, so that only what has no name is left to look for.
    if any(is_small(group, pupils) for group in groups):
        return
    if not any(follows(secret, groups) for secret in nameless(divisions, pupils)):
        assert not any(is_hidden for hides in hide(divisions, pupils) for is_hidden in hides)


BIG = 400


@pytest.mark.parametrize(
    ("divisions", "pupils", "hidden"),
    [
        # One small group alone: the smallest other goes with it.
        ([[{0}, {1, 2, 3}, {4, 5, 6, 7}]], [BIG] * 8, [[True, True, False]]),
        # Two small ones that together are two schools: the owner of one would know the other.
        ([[{0}, {1}, {2, 3, 4}, {5, 6, 7, 8}]], [BIG] * 9, [[True, True, True, False]]),
        # Two small ones that together are a group may stay alone.
        ([[{0}, {1, 2}, {3, 4, 5}]], [BIG] * 6, [[True, True, False]]),
        # Few pupils are as telling as few schools.
        ([[{0, 1, 2}, {3, 4, 5}, {6, 7, 8}]], [9, 10, 10] + [BIG] * 6, [[True, True, False]]),
        ([[{0, 1, 2}, {3, 4, 5}, {6, 7, 8}]], [10, 10, 10] + [BIG] * 6, [[False, False, False]]),
        # Hiding {1, 2, 3} by level would not do, as it is a group by size too.
        (
            [[{0}, {1, 2, 3}, {4, 5, 6, 7}], [{1, 2, 3}, {0, 4, 5, 6, 7}]],
            [BIG] * 8,
            [[True, False, True], [False, False]],
        ),
        # Nothing alone would do: by size the same groups can be told apart.
        (
            [[{0}, {1, 2, 3}, {4, 5, 6, 7}], [{1, 2, 3}, {4, 5, 6, 7}, {0}]],
            [BIG] * 8,
            [[True, True, False], [True, False, True]],
        ),
        # The large schools that are no high schools are one school, which no division names.
        (
            [[{0, 1, 2}, {3, 4, 5, 6, 7}], [{0, 1, 2, 3}, {4, 5, 6, 7}]],
            [BIG] * 8,
            [[True, True], [False, False]],
        ),
        # Two schools without a name, each in a cell of its own.
        (
            [[{0, 1, 2}, {3, 4, 5, 6}, {7, 8, 9, 10}], [{0, 1, 2, 3, 7}, {4, 5, 6, 8, 9, 10}]],
            [BIG] * 11,
            [[True, True, False], [False, False]],
        ),
        # A district that is too small shows nothing.
        ([[{0}, {1}]], [BIG] * 2, [[True, True]]),
        ([], [], []),
        ([[], []], [0, 0], [[], []]),
    ],
)
def test_groups_that_are_hidden(divisions: list[list[set[int]]], pupils: list[int], hidden: list[list[bool]]) -> None:
    assert hide([[frozenset(group) for group in groups] for groups in divisions], pupils) == hidden


EVERYBODY = {"level": "*", "need_category": "all", "weight": "1"}
POOL = {"kind": "weighted_pool", "rule_id": "base", "label": "Base", "weights": [EVERYBODY]}


@given(district_counts(), st.integers(0, 10**9))
def test_the_groups_of_a_district_tell_of_no_small_one(counts: dict[str, dict[str, object]], cents: int) -> None:
    assume(any(name.startswith("all@") and pupils for needs in counts.values() for name, pupils in needs.items()))
    result = run(inputs(counts, {"A": cents}), policy(source("A", POOL)))
    effect = effect_of(result, result, "poverty")
    prepared = result.prepared
    schools = [school for school in range(len(prepared.school_ids)) if prepared.pupils[school] > 0]
    assert effect.gaining == effect.losing == 0
    assert effect.unchanged == len(schools)
    for division in ("level", "need", "size"):
        groups = [group for group in effect.groups if group.division == division]
        shown = [group for group in groups if group.school_count is not None]
        counted = [group.school_count or 0 for group in shown]
        assert all(count >= 3 for count in counted)
        assert all(group.before_cents == group.after_cents is not None for group in shown)
        hidden_count = len(schools) - sum(counted)
        if len(shown) < len(groups):
            assert hidden_count >= min(3, len(schools))
        else:
            assert hidden_count == 0
