"""Solving: what is answered holds in the exact engine, and what is refused nobody could have found."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, event, given, settings

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.prepare import prepare
from services.allocation.domain.solve.compile_goals import GoalCompiler
from services.allocation.domain.solve.conflict import find_conflict
from services.allocation.domain.solve.frontier import frontier
from services.allocation.domain.solve.room import Room
from services.allocation.domain.solve.settings import policy_settings, with_values
from services.allocation.domain.solve.slope import slope_on
from services.allocation.domain.solve.solve import Solution, solve
from services.allocation.domain.solve.trials import Trials
from shared.equity.need import line
from tests.allocation.domain.district import LEVELS, NEEDS, check_invariants, inputs, policy, source
from tests.allocation.domain.solve.districts import AskedFor, Case, cases, is_irreducible, move, truth_of

# A case takes a tenth of a second to try whole: making a failing one small would take longer than reading it.
MANY = settings().max_examples
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]


def check_answer(case: Case, solution: Solution) -> None:
    """The answer is a policy between its bounds and on its steps, and every goal holds in the exact engine."""
    found = solution.found
    assert found is not None
    assert found.result.policy == found.policy
    again = allocate(case.prepared, found.policy)
    check_invariants(again)
    assert again.totals.tolist() == found.result.totals.tolist()
    for goal, gauge in GoalCompiler(case.prepared, case.policy).gauges(case.goals).items():
        assert gauge.reaches(gauge.read(again).value, gauge.target), goal
    room = Room(case.policy, case.moves)
    values = {change.setting.setting: change.value for change in found.changes}
    point = tuple(values.get(axis.today.setting, axis.today.value) for axis in room.axes)
    assert room.on_steps(point)
    assert room.distance(point) == found.distance


@given(case=cases())
@settings(max_examples=MANY // 3, phases=QUICK, derandomize=True)
def test_an_answer_meets_every_goal_and_a_conflict_is_one(case: Case) -> None:
    truth = truth_of(case)
    solution = solve(case.prepared, case.policy, case.moves, case.goals, exhaustive_points=0)
    if truth.nearest is None:
        event("conflict")
        conflict = solution.conflict
        assert conflict is not None
        assert is_irreducible(truth, conflict.goals)
        for price in conflict.prices:
            kept = [goal for goal in conflict.goals if goal != price.goal]
            assert truth.met_by_point[price.point].issuperset(kept)
    else:
        event("found")
        check_answer(case, solution)
        assert solution.found is not None
        # Nearness is searched, not proved: it may be off by a step or two of one setting.
        assert truth.nearest <= solution.found.distance <= truth.nearest + Decimal("0.4")


@given(case=cases())
@settings(max_examples=MANY // 5, phases=QUICK)
def test_without_any_goal_of_a_conflict_the_exact_engine_meets_the_rest(case: Case) -> None:
    conflict = solve(case.prepared, case.policy, case.moves, case.goals, exhaustive_points=0).conflict
    if conflict is None or not conflict.goals:
        return
    room, gauges = Room(case.policy, case.moves), GoalCompiler(case.prepared, case.policy).gauges(case.goals)
    assert [price.goal for price in conflict.prices] == list(conflict.goals)
    for price in conflict.prices:
        assert room.on_steps(price.point)
        result = allocate(case.prepared, with_values(case.policy, room.changes(price.point)))
        met = {
            goal
            for goal in conflict.goals
            if gauges[goal].reaches(gauges[goal].read(result).value, gauges[goal].target)
        }
        # All others hold there and this one does not: were it met too, the goals would be no conflict.
        assert met == {*conflict.goals} - {price.goal}


def test_a_conflict_is_named_also_when_searches_before_used_up_their_tries() -> None:
    prepared = prepare(
        inputs({"A": {"all": 100}, "B": {"all": 100, "poverty": 50}}, {"S": 1_000_000_00}), LEVELS, NEEDS
    )
    decisions = policy(
        source(
            "S",
            {
                "kind": "per_pupil",
                "rule_id": "r",
                "rates": [{"level": "*", "need_category": "all", "rate_dollars": "4000"}],
            },
        )
    )
    goals = AskedFor.model_validate(
        {
            "goals": [
                {"kind": "base", "source_id": "S", "amount_cents": 450_000},
                {"kind": "reserve", "source_id": "S", "amount_cents": 150_000_00},
            ]
        }
    ).goals
    room = Room(decisions, [move("rate:S:r:*:all", "3000", "5000", "1")])
    trials = Trials(prepared, room, GoalCompiler(prepared, decisions).gauges(goals), most=1)

    conflict = find_conflict(trials, (0, 1), whole=False)

    assert conflict is not None
    assert conflict.goals == (0, 1)
    assert {price.goal: price.reading for price in conflict.prices} == {0: 425_000, 1: 100_000_00}


@given(case=cases())
@settings(max_examples=MANY // 8, phases=QUICK)
def test_in_a_small_room_the_nearest_is_proved(case: Case) -> None:
    truth = truth_of(case)
    solution = solve(case.prepared, case.policy, case.moves, case.goals, exhaustive_points=10_000)
    if truth.nearest is None:
        assert solution.conflict is not None
        assert solution.conflict.proof == "proved"
        assert is_irreducible(truth, solution.conflict.goals)
    else:
        assert solution.found is not None
        assert solution.found.nearest == "proved"
        assert solution.found.distance == truth.nearest


@given(case=cases())
@settings(max_examples=MANY // 12, phases=QUICK)
def test_a_price_is_what_must_be_given_up_and_no_more(case: Case) -> None:
    truth = truth_of(case)
    solution = solve(case.prepared, case.policy, case.moves, case.goals, exhaustive_points=10_000)
    if solution.conflict is None:
        return
    gauges = GoalCompiler(case.prepared, case.policy).gauges(case.goals)
    room = Room(case.policy, case.moves)
    for price in solution.conflict.prices:
        others = set(gauges) - {price.goal} if price.meets_all_others else set(solution.conflict.goals) - {price.goal}
        readings = [
            gauges[price.goal].read(allocate(case.prepared, with_values(case.policy, room.changes(point)))).value
            for point, met in truth.met_by_point.items()
            if met.issuperset(others)
        ]
        best = max(readings) if gauges[price.goal].at_least else min(readings)
        assert abs(price.reading - best) <= 1


@given(case=cases())
@settings(max_examples=5, phases=QUICK)
def test_the_frontier_holds_no_point_that_another_beats(case: Case) -> None:
    kept = tuple(goal for goal in case.goals if goal.kind not in {"equity_slope", "largest_loss"})
    truth = truth_of(Case(case.prepared, case.policy, case.moves, kept))
    answer = frontier(case.prepared, case.policy, case.moves, case.goals, "poverty", 20, exhaustive_points=0)
    if truth.nearest is None:
        assert answer.points == ()
        return
    losses = [point.loss_bp for point in answer.points]
    slopes = [point.slope_cents for point in answer.points]
    assert losses == sorted(losses)
    assert slopes == sorted(set(slopes))
    compiler = GoalCompiler(case.prepared, case.policy)
    room = Room(case.policy, case.moves)
    for point in answer.points:
        assert truth.met_by_point[point.values].issuperset(range(len(kept)))
        result = allocate(case.prepared, with_values(case.policy, room.changes(point.values)))
        assert compiler.slope("poverty", 0).read(result).value == point.slope_cents


DISTRICT = inputs(
    {
        "A": {"all": 500, "poverty": 400},
        "B": {"all": 500, "poverty": 100},
        "C": {"all": 250, "poverty": 100},
    },
    {"S": 1_000_000_000},
    current={"A": 400_000_000, "B": 400_000_000, "C": 200_000_000},
)
WEIGHTS = [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0"}]


def small() -> tuple[Any, Any]:
    """A district whose formula gives everybody $8,000 a pupil, and two schools that differ in need."""
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": WEIGHTS}
    return prepare(DISTRICT, LEVELS, NEEDS), policy(source("S", rule))


def asked(*goals: dict[str, Any]) -> list[Any]:
    return AskedFor.model_validate({"goals": list(goals)}).goals


def test_a_weight_rises_just_enough_for_the_slope_asked_for() -> None:
    prepared, decisions = small()
    goals = asked({"kind": "equity_slope", "need_category": "poverty", "cents_per_ten_points": 10_000})
    room = [move("weight:S:r:*:poverty", "0", "1", "0.01")]
    for points in (0, 1_000):
        found = solve(prepared, decisions, room, goals, exhaustive_points=points).found
        assert found is not None
        # base x weight is the slope: 10,000 / (1,250 + 600 w) thousand dollars x w = 1,000 at w = 0.133; up to a step.
        assert [str(change.value) for change in found.changes] == ["0.14"]
        assert found.readings[0].value == 10_494


def test_goals_that_stand_against_each_other_are_named_with_their_prices() -> None:
    prepared, decisions = small()
    goals = asked(
        {"kind": "equity_slope", "need_category": "poverty", "cents_per_ten_points": 10_000},
        {"kind": "school_control", "percent_bp": 9_000},
        {"kind": "largest_loss", "percent_bp": 100},
    )
    conflict = solve(prepared, decisions, [move("weight:S:r:*:poverty", "0", "1", "0.01")], goals).conflict
    assert conflict is not None
    assert conflict.goals == (0, 2)
    by_goal = {price.goal: price.reading for price in conflict.prices}
    # 0.03 costs B 0.83 % and gives a slope of $23.66; the slope of $100 costs B 3.67 %.
    assert by_goal == {0: 2_365, 2: 368}
    assert conflict.proof == "proved"


def test_money_that_never_suffices_is_said_in_cents() -> None:
    prepared, _ = small()
    rates = [{"need_category": "all", "rate_dollars": "9000"}]
    decisions = policy(source("S", {"kind": "per_pupil", "rule_id": "r", "rates": rates}))
    conflict = solve(prepared, decisions, [move("rate:S:r:*:all", "8500", "9000", "100")], []).conflict
    assert conflict is not None
    assert conflict.goals == ()
    assert conflict.shortfall_cents == 8_500 * 1_250 * 100 - 1_000_000_000


def test_today_is_the_answer_when_it_meets_the_goals() -> None:
    prepared, decisions = small()
    solution = solve(
        prepared, decisions, [move("weight:S:r:*:poverty", "0", "1", "0.3")], asked({"kind": "budget_fixed"})
    )
    assert solution.found is not None
    assert solution.found.changes == ()
    assert solution.found.policy == decisions


def test_the_slope_is_the_shared_definition() -> None:
    prepared, decisions = small()
    result = allocate(prepared, decisions)
    slope = slope_on(prepared, "poverty", result.open_mask)
    totals = np.array([500_000_000, 333_333_333, 166_666_667])
    pupils = np.array([500.0, 500.0, 250.0])
    expected = line(pupils, np.array([0.8, 0.2, 0.4]), totals / pupils)
    assert slope is not None
    assert expected is not None
    assert slope.estimate(totals) == pytest.approx(expected.slope / 10, rel=1e-12)
    assert slope.floor_cents(totals) == int(expected.slope / 10 // 1)


def test_a_setting_keeps_its_name_and_says_what_it_is() -> None:
    _, decisions = small()
    found = {each.setting: each for each in policy_settings(decisions)}
    assert list(found) == ["weight:S:r:*:all", "weight:S:r:*:poverty"]
    changed = with_values(decisions, {found["weight:S:r:*:poverty"].path: Decimal("0.5")})
    assert [str(each.value) for each in policy_settings(changed)] == ["1", "0.5"]


@pytest.mark.parametrize(
    ("moves", "goals", "pointer", "code"),
    [
        ([("weight:S:x", "0", "1", "0.1")], [], "/moves/0/setting", "unknown_setting"),
        ([("weight:S:r:*:all", "0", "1", "0.1")] * 2, [], "/moves/1/setting", "listed_twice"),
        ([("weight:S:r:*:all", "2", "1", "0.1")], [], "/moves/0/maximum", "bad_bounds"),
        ([("weight:S:r:*:all", "0", "1", "0")], [], "/moves/0/step", "bad_step"),
        ([("weight:S:r:*:all", "0.15", "0.18", "0.1")], [], "/moves/0/step", "no_step_inside"),
        ([], [{"kind": "minimum_budget"}], "/goals/0/per_pupil_cents", "no_minimum"),
        ([], [{"kind": "base", "source_id": "X", "amount_cents": 1}], "/goals/0/source_id", "unknown_source"),
        (
            [],
            [{"kind": "at_least", "schools": {"kind": "list", "school_ids": ["Z"]}, "amount_cents": 1}],
            "/goals/0/schools/school_ids/0",
            "unknown_school",
        ),
        (
            [],
            [{"kind": "equity_slope", "need_category": "gifted", "cents_per_ten_points": 1}],
            "/goals/0/need_category",
            "unknown_need_category",
        ),
        (
            [],
            [{"kind": "largest_loss", "percent_bp": 0, "basis": "per_pupil"}],
            "/goals/0/prior_pupils_measure",
            "prior_pupils_missing",
        ),
    ],
)
def test_what_cannot_be_asked_is_named(
    moves: list[tuple[str, str, str, str]], goals: list[dict[str, Any]], pointer: str, code: str
) -> None:
    prepared, decisions = small()
    with pytest.raises(PolicyProblems) as refused:
        solve(prepared, decisions, [move(*each) for each in moves], asked(*goals))
    assert [(problem.pointer, problem.code) for problem in refused.value.problems] == [(pointer, code)]
