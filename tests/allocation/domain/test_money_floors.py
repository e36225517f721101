"""Floors, function by function: what a mutated sign, bound or unit would change by a cent."""

import numpy as np
import pytest

from services.allocation.domain.errors import InputProblem, InputProblems
from services.allocation.domain.floors import NO_FLOOR, current_of, hold_harmless_floors, minimum_floors
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs
from tests.allocation.domain.money import OPEN, hold, least, three, with_budgets


class TestFloors:
    def test_budgets_of_several_sources_are_summed_and_nothing_is_not_zero(self) -> None:
        data = with_budgets(three(), ("A", "S", 0), ("B", "S", 70), ("B", "T", 30), ("C", None, 500))
        prepared = prepare(data, LEVELS, NEEDS)
        assert current_of(prepared, None).tolist() == [0, 100, 500]
        assert current_of(prepared, ("S",)).tolist() == [0, 70, NO_FLOOR]
        assert current_of(prepared, ("S", "T")).tolist() == [0, 100, NO_FLOOR]
        assert current_of(prepared, ("T",)).tolist() == [NO_FLOOR, 30, NO_FLOOR]
        assert current_of(prepared, ("NONE",)).tolist() == [NO_FLOOR] * 3

    def test_a_percentage_is_rounded_up_to_the_unit_of_the_sources_named(self) -> None:
        data = with_budgets(three(), ("A", "S", 0), ("B", "S", 101), ("B", "T", 10_000), ("C", "S", 300))
        prepared = prepare(data, LEVELS, NEEDS)
        assert hold_harmless_floors(prepared, hold(), 2027, OPEN, 1).tolist() == [0, 9_596, 285]
        assert hold_harmless_floors(prepared, hold(source_ids=["S"]), 2027, OPEN, 1).tolist() == [0, 96, 285]
        assert hold_harmless_floors(prepared, hold(source_ids=["S"]), 2027, OPEN, 100).tolist() == [0, 100, 300]
        closed = np.array([True, False, True])
        assert hold_harmless_floors(prepared, hold(), 2027, closed, 1).tolist() == [0, NO_FLOOR, 285]

    def test_per_pupil_what_a_pupil_had_times_the_pupils_now(self) -> None:
        data = inputs(
            {"A": {"all": "10.5"}, "B": {"all": 20}, "C": {"all": 30}},
            {"S": 1},
            current={"A": 100_000, "B": 0},
            measures={"prior_pupils": {"A": "12", "B": "0.5"}},
        )
        prepared = prepare(data, LEVELS, NEEDS)
        # 1,000.00 x 95 % / 12 x 10.5 = 831.25; nothing stays nothing; C had no budget, and no prior pupils either.
        assert hold_harmless_floors(prepared, hold(basis="per_pupil"), 2027, OPEN, 1).tolist() == [83_125, 0, NO_FLOOR]
        assert hold_harmless_floors(prepared, hold(basis="per_pupil"), 2027, OPEN, 100).tolist() == [
            83_200,
            0,
            NO_FLOOR,
        ]
        third = hold(basis="per_pupil", percent_bp=10_000)
        data = inputs({"A": {"all": 1}}, {"S": 1}, current={"A": 100}, measures={"prior_pupils": {"A": "3"}})
        alone = prepare(data, LEVELS, NEEDS)
        assert hold_harmless_floors(alone, third, 2027, np.array([True]), 1).tolist() == [34]

    def test_a_school_without_prior_pupils_is_named(self) -> None:
        data = inputs(
            {"A": {"all": 10}, "B": {"all": 20}, "C": {"all": 5}},
            {"S": 1},
            current={"A": 100_000, "B": 0, "C": 7},
            measures={"prior_pupils": {"A": "12", "B": "0"}},
        )
        with pytest.raises(InputProblems) as refused:
            hold_harmless_floors(prepare(data, LEVELS, NEEDS), hold(basis="per_pupil"), 2027, OPEN, 1)
        assert refused.value.problems == tuple(
            InputProblem(
                "measures.csv",
                0,
                "prior_pupils",
                school,
                "prior_pupils_missing",
                f"school {school} has a current budget but no prior_pupils",
                f"Add a row {school},prior_pupils,<pupils of the current year> to measures.csv.",
            )
            for school in ("B", "C")
        )

    def test_the_least_a_school_needs_is_the_highest_of_its_floors(self) -> None:
        data = with_budgets(
            inputs(
                {
                    "A": {"all@elementary": "10.25", "poverty@elementary": 9},
                    "B": {"all@middle": 20, "poverty@middle": 20},
                    "C": {"all@high": 30, "all@elementary": 1},
                },
                {"S": 1, "T": 1},
            ),
            ("A", "S", 900),
            ("A", "T", 5),
            ("B", "T", 4_000),
        )
        prepared = prepare(data, LEVELS, NEEDS)
        amounts = [{"level": "elementary", "amount_cents": 3}, {"level": "*", "amount_cents": 100}]
        assert minimum_floors(prepared, least(per_pupil=amounts), OPEN).tolist() == [31, 2_000, 3_003]
        named = [{"level": "high", "amount_cents": 7}]
        # Elsewhere nothing is asked for a pupil, and need categories bring nothing.
        assert minimum_floors(prepared, least(per_pupil=named), OPEN).tolist() == [0, 0, 210]
        both = least(equal_to_current=True, per_school=[{"school_id": "C", "amount_cents": 8}])
        assert minimum_floors(prepared, both, OPEN).tolist() == [905, 4_000, 8]
        scoped = least(equal_to_current=True, source_ids=["T"])
        assert minimum_floors(prepared, scoped, OPEN).tolist() == [5, 4_000, NO_FLOOR]
        typed = least(per_pupil=amounts, per_school=[{"school_id": "A", "amount_cents": 30}])
        assert minimum_floors(prepared, typed, np.array([True, False, True])).tolist() == [31, NO_FLOOR, 3_003]

    def test_the_floors_of_many_levels_meet_their_own_cells(self) -> None:
        needs = ("poverty", "all", "english_learner")
        data = inputs({"A": {"all@middle": 4, "poverty@middle": 3, "all@high": 2, "english_learner@high": 2}}, {"S": 1})
        prepared = prepare(data, LEVELS, needs)
        amounts = [{"level": "middle", "amount_cents": 10}, {"level": "high", "amount_cents": 1_000}]
        assert minimum_floors(prepared, least(per_pupil=amounts), np.array([True])).tolist() == [2_040]
