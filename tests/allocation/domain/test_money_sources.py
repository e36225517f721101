"""One source's way to its pools, its books and its reserve: what a mutated sign, bound or share would change."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from services.allocation.domain.coefficients import cell_layout, rule_coefficients
from services.allocation.domain.distribute import foundation_fits, weights_of_pool
from services.allocation.domain.engine import allocate
from services.allocation.domain.ledger import Component
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from services.allocation.domain.rules import FoundationAmount, PerPupil, WeightedPool
from services.allocation.domain.source_run import SourceRun
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.domain.test_money_refusals import problems

ALL = [{"need_category": "all", "weight": "1"}]
ONLY_A = {"kind": "list", "school_ids": ["A"]}


def pool(rule_id: str = "pool", **more: Any) -> dict[str, Any]:
    return {"kind": "weighted_pool", "rule_id": rule_id, "weights": ALL} | more


def flat(rule_id: str = "flat", dollars: str = "1", **more: Any) -> dict[str, Any]:
    rates = [{"need_category": "all", "rate_dollars": dollars}]
    return {"kind": "per_pupil", "rule_id": rule_id, "rates": rates} | more


def two(cents: int = 10_000, **more: Any) -> Any:
    return inputs({"A": {"all": 10}, "B": {"all": 30}}, {"S": cents}, **more)


def component(result: Result, component_id: str) -> Component:
    return next(each for each in result.components if each.component_id == component_id)


class TestPools:
    @pytest.mark.parametrize(
        ("shares", "got"),
        [
            ([10_000], [100]),
            ([10_000, 0], [100, 0]),
            ([10_000, 0, 0], [100, 0, 0]),
            ([0, 10_000], [0, 100]),
            ([5_000, 5_000], [50, 50]),
            ([3_333, 3_333, 3_334], [33, 33, 34]),
            ([2_500], [25]),
            ([1], [0]),
        ],
    )
    def test_pools_share_what_fixed_rules_leave(self, shares: list[int], got: list[int]) -> None:
        rules = [pool(f"p{place}", pool_share_bp=share) for place, share in enumerate(shares)]
        result = run(two(4_100), policy(source("S", flat(), *rules)))
        assert [component(result, f"S/p{place}").total_cents for place in range(len(shares))] == got
        ledger = result.ledgers[0]
        assert (ledger.fixed_cents, ledger.reserve_cents) == (100, 100 - sum(got))
        assert ledger.formula_cents == 4_000 + sum(got)

    def test_a_fixed_pool_is_spent_to_its_last_whole_unit(self) -> None:
        rules = [pool("fixed", pool_amount_cents=1_050), pool("rest"), pool("few", pool_amount_cents=99)]
        result = run(two(10_000), policy(source("S", *rules), rounding_unit_cents=100))
        fixed, rest, few = (component(result, f"S/{name}") for name in ("fixed", "rest", "few"))
        assert (fixed.pool_cents, fixed.total_cents, fixed.amounts.tolist()) == (1_050, 1_000, [300, 700])
        # 10,000 - 1,050 - 99 leave 88 dollars and 51 cents.
        assert (rest.pool_cents, rest.total_cents, rest.amounts.tolist()) == (8_800, 8_800, [2_200, 6_600])
        assert (few.pool_cents, few.total_cents, few.amounts.tolist()) == (99, 0, [0, 0])
        assert few.amounts.dtype.name == "int64"
        ledger = result.ledgers[0]
        assert (ledger.fixed_cents, ledger.formula_cents, ledger.reserve_cents) == (8_851, 9_800, 200)

    def test_pools_of_several_sources_and_kinds_keep_to_their_own(self) -> None:
        cells = [{"need_category": "all", "share_bp": 10_000}]
        shares = {"kind": "shares", "rule_id": "s", "cells": cells}
        data = inputs({"A": {"all": 10}, "B": {"all": 30}}, {"S": 400, "T": 4_000, "U": 40_000})
        result = run(data, policy(source("U", pool(), shares | {"pool_amount_cents": 8_000}), source("S", shares),
                                  source("T", flat(dollars="0.2"), pool())))  # fmt: skip
        got = {each.component_id: each.amounts.tolist() for each in result.components}
        assert got == {
            "U/pool": [8_000, 24_000], "U/s": [2_000, 6_000], "S/s": [100, 300], "T/flat": [200, 600],
            "T/pool": [800, 2_400],
        }  # fmt: skip
        assert list(got) == ["U/pool", "U/s", "S/s", "T/flat", "T/pool"]

    def test_what_a_component_says_of_itself(self) -> None:
        named = pool("p", label="By pupils", eligibility=ONLY_A)
        result = run(two(), policy(source("S", flat("f", label="Each pupil", eligibility=ONLY_A), named)))
        fixed, shared = component(result, "S/f"), component(result, "S/p")
        assert (fixed.label, shared.label) == ("Each pupil", "By pupils")
        assert fixed.receivers is not None
        assert shared.receivers is not None
        assert fixed.receivers.tolist() == shared.receivers.tolist() == [True, False]
        assert (fixed.amounts.tolist(), shared.amounts.tolist()) == ([1_000, 0], [9_000, 0])
        # Where every school may receive, nobody need be named.
        result = run(two(), policy(source("S", flat(), pool(eligibility={"kind": "all"}))))
        assert [each.receivers for each in result.components] == [None, None]
        # A rule's own eligibility narrows the source's; without one of its own the source's holds.
        result = run(two(), policy(source("S", flat(), pool(), eligibility=ONLY_A)))
        assert totals(result) == {"A": 10_000, "B": 0}
        assert all(each.receivers is not None for each in result.components)

    def test_a_pool_looked_at_alone_weighs_its_receivers_only(self) -> None:
        prepared = prepare(two(), LEVELS, NEEDS)
        rule = WeightedPool.model_validate(pool())
        assert weights_of_pool(prepared, rule, None).tolist() == [10, 30]
        assert weights_of_pool(prepared, rule, np.array([False, True])).tolist() == [0, 30]


class TestFixedRules:
    def test_a_foundation_goes_to_the_eligible_only(self) -> None:
        rule = {"kind": "foundation", "rule_id": "f", "amounts": [{"amount_cents": 700}]}
        result = run(two(), policy(source("S", rule | {"eligibility": ONLY_A}, pool())))
        assert by_school(result, "S/f") == {"A": 700, "B": 0}

    def test_every_condition_of_a_foundation_must_hold_and_the_data_stay_as_they_are(self) -> None:
        data = inputs(
            {
                "A": {"all@elementary": 50},
                "B": {"all@high": 50},
                "C": {"all@high": 200},
                "D": {"all@high": 200},
                "E": {"all@elementary": 200},
            },
            {"S": 1},
            schools={"D": {"school_type": "charter"}, "A": {"school_type": "charter"}},
        )
        prepared = prepare(data, LEVELS, NEEDS)
        for band, fits in (
            ({"level": "high"}, "BCD"),
            ({"level": "high", "pupils_min": "100"}, "CD"),
            ({"level": "high", "pupils_max": "100"}, "B"),
            ({"level": "high", "school_type": "charter"}, "D"),
            ({"school_type": "charter", "pupils_min": "100"}, "D"),
            ({"school_type": "charter", "pupils_max": "100"}, "A"),
            ({"pupils_min": "100", "pupils_max": "300", "level": "elementary"}, "E"),
            ({"pupils_min": "60", "pupils_max": "199"}, ""),
            ({"level": "high"}, "BCD"),
            ({"school_type": "charter", "level": "*"}, "AD"),
        ):
            amount = FoundationAmount.model_validate({"amount_cents": 1} | band)
            found = foundation_fits(prepared, amount).tolist()
            assert "".join(name for name, fit in zip("ABCDE", found, strict=True) if fit) == fits

    def test_grants_and_formulas_of_one_source_are_booked_apart(self) -> None:
        first = {"kind": "school_grant", "rule_id": "g", "grants": [{"school_id": "A", "amount_cents": 5}]}
        second = {"kind": "school_grant", "rule_id": "h", "grants": [{"school_id": "B", "amount_cents": 7}]}
        result = run(two(1_000), policy(source("S", first, second, pool())))
        ledger = result.ledgers[0]
        assert (ledger.grant_cents, ledger.formula_cents, ledger.reserve_cents) == (12, 988, 0)

    def test_a_grant_source_pays_its_own_rules_and_no_other_source_the_typed_grants(self) -> None:
        own = {"kind": "school_grant", "rule_id": "own", "grants": [{"school_id": "B", "amount_cents": 7}]}
        data = two(1_000, grants=[("S", "A", 100)])
        result = run(data, policy({"source_id": "S", "distribution": "school_grant", "rules": [own]}))
        assert {each.component_id: each.total_cents for each in result.components} == {"S/own": 7}
        typed = run(data, policy({"source_id": "S", "distribution": "school_grant"}))
        assert {each.component_id: each.total_cents for each in typed.components} == {"S/grants": 100}
        kept = {"source_id": "S", "distribution": "unlocked", "central_share": {"percent_bp": 10_000}}
        central = run(data, policy(kept))
        assert (central.components, central.ledgers[0].central_cents) == ((), 1_000)

    def test_one_cent_for_a_closed_school_is_refused_and_none_is_not(self) -> None:
        closed = {"B": {"closed_on": date(2020, 7, 1)}}
        for cents, refused in ((0, False), (1, True)):
            grants = [{"school_id": "A", "amount_cents": 9}, {"school_id": "B", "amount_cents": cents}]
            rule = {"kind": "school_grant", "rule_id": "g", "label": "Grant", "grants": grants}
            data, decisions = two(1_000, schools=closed), policy(source("S", rule))
            if not refused:
                assert totals(run(data, decisions)) == {"A": 9, "B": 0}
                continue
            (one,) = problems(data, decisions)
            assert (one.pointer, one.code) == ("/sources/0/rules", "grant_to_closed_school")
            assert one.message == "Grant: B is not open in this fiscal year"

    def test_a_base_per_pupil_is_weighed_by_adding_unless_the_rule_multiplies(self) -> None:
        prepared = prepare(inputs({"A": {"all": 1, "poverty": 1}}, {"S": 1}), LEVELS, NEEDS)
        weights = [{"need_category": "all", "weight": "2"}, {"need_category": "poverty", "weight": "0.5"}]
        rule = PerPupil.model_validate({"kind": "per_pupil", "rule_id": "p", "base_dollars": "10", "weights": weights})
        assert [rule_coefficients(prepared, rule).fraction(cell) for cell in (0, 1)] == [20, 5]
        product = rule.model_copy(update={"combine": "multiplicative"})
        assert [rule_coefficients(prepared, product).fraction(cell) for cell in (0, 1)] == [20, 10]


class TestBooks:
    def test_what_is_set_aside_for_floors_is_not_there_for_rules(self) -> None:
        def floor(adjustment_id: str, aside: int) -> dict[str, Any]:
            payer = {"kind": "reserve", "source_id": "S", "amount_cents": aside}
            return {"kind": "hold_harmless", "adjustment_id": adjustment_id, "percent_bp": 100, "payer": payer}

        data = two(10_000, current={"A": 1, "B": 1})
        result = run(data, policy(source("S", pool()), adjustments=[floor("x", 300), floor("y", 200)]))
        ledger = result.ledgers[0]
        assert (ledger.fixed_cents, ledger.formula_cents, ledger.reserve_cents) == (9_500, 9_500, 500)

    def test_an_amount_of_nothing_held_centrally_is_nothing(self) -> None:
        result = run(two(1_000), policy(source("S", pool(), central_share={"amount_cents": 0})))
        assert (result.ledgers[0].central_cents, result.ledgers[0].formula_cents) == (0, 1_000)

    def test_a_source_that_no_decision_names_stays_whole(self) -> None:
        data = inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 100, "T": 55})
        ledger = next(each for each in run(data, policy(source("S", pool()))).ledgers if each.source.source_id == "T")
        assert (ledger.policy, ledger.reserve_cents, ledger.formula_cents, ledger.components) == (None, 55, 0, [])
        assert (ledger.eligible.dtype.name, ledger.eligible.tolist()) == ("bool", [False, False])

    def test_a_district_without_schools_keeps_its_money(self) -> None:
        foundation = {"kind": "foundation", "rule_id": "f", "amounts": [{"amount_cents": 9, "school_type": "charter"}]}
        measures = [{"name": "m", "expression": "$5 * pupils / pupil", "unit": "dollars"}]
        formula = {"kind": "formula", "rule_id": "m", "measure": "m"}
        result = run(
            inputs({}, {"S": 100}), policy(source("S", foundation, flat(), formula), derived_measures=measures)
        )
        assert result.ledgers[0].reserve_cents == 100
        assert [(each.total_cents, each.amounts.tolist()) for each in result.components] == [(0, [])] * 3

    def test_a_lost_cent_stops_the_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        book = SourceRun.book

        def losing(self: SourceRun, shared: Any) -> Any:
            ledger = book(self, shared)
            ledger.reserve_cents -= 1
            return ledger

        monkeypatch.setattr(SourceRun, "book", losing)
        with pytest.raises(AssertionError, match=r"^S misses 1 cents$"):
            allocate(prepare(two(), LEVELS, NEEDS), policy(source("S", pool())))


class TestRemembered:
    def cells(self, *weights: str) -> Any:
        listed = [{"need_category": need, "weight": weight} for need, weight in zip(NEEDS, weights, strict=False)]
        return WeightedPool.model_validate({"kind": "weighted_pool", "rule_id": "w", "weights": listed}).weights

    def test_rules_over_the_same_cells_share_their_layout(self) -> None:
        prepared = prepare(two(), LEVELS, NEEDS)
        first, second = cell_layout(prepared, self.cells("1", "2")), cell_layout(prepared, self.cells("3", "4"))
        assert first.position is not None
        assert first.position is second.position
        assert first.position == [0, 1, -1, -1] * 3
        assert cell_layout(prepared, self.cells("1")).position == [0, -1, -1, -1] * 3

    def test_layouts_are_forgotten_when_there_are_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("services.allocation.domain.coefficients.CAPACITY", 2)
        prepared = prepare(two(), LEVELS, NEEDS)
        for count, remembered in ((1, 1), (2, 2), (3, 1), (4, 2)):
            cell_layout(prepared, self.cells(*["1"] * count))
            assert len(prepared.cell_positions) == remembered

    def test_masks_of_the_data_are_not_written_to(self) -> None:
        prepared = prepare(two(), LEVELS, NEEDS)
        amount = FoundationAmount.model_validate({"amount_cents": 1, "level": "elementary", "pupils_min": "20"})
        assert foundation_fits(prepared, amount).tolist() == [False, True]
        assert np.array_equal(prepared.level_masks["elementary"], [True, True])


def test_what_reaches_schools_of_a_source_is_what_its_components_pay() -> None:
    data = two(10_000, current={"A": 3_000, "B": 6_500}, grants=[("S", "B", 500)])
    grants = {"kind": "school_grant", "rule_id": "grants"}
    floor = {"kind": "hold_harmless", "label": "Floor", "percent_bp": 10_000}
    by_gainers = floor | {"adjustment_id": "first", "payer": {"kind": "gainers"}}
    by_reserve = floor | {"adjustment_id": "then", "percent_bp": 10_500, "payer": {"kind": "reserve", "source_id": "S"}}
    decided = policy(
        source("S", grants, pool(pool_amount_cents=9_000)), adjustments=[by_gainers | {"percent_bp": 9_500}, by_reserve]
    )
    (ledger,) = run(data, decided).ledgers
    assert ledger.to_schools_cents == sum(each.total_cents for each in ledger.components)
    assert (ledger.grant_cents, ledger.formula_cents) == (500, 9_000)
    assert ledger.top_up_cents > ledger.reduction_cents > 0
