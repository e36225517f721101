"""Floors of some sources and of collars limit what gainers pay in the calculator as they do in the engine."""

from dataclasses import replace
from typing import Any

import pytest

from services.allocation.domain.inputs import CurrentBudget, Inputs
from services.allocation.domain.result import Result
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.conftest import check_district

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine


def floors_over_some_money() -> list[Result]:
    """Return results in which schools that gain pay beside floors of some sources, or beside a collar."""
    data = inputs(
        {"A": {"all": 10, "poverty": 10}, "B": {"all": 10}, "C": {"all": 20}},
        {"S": 900_00, "T": 4_100_00, "U": 4_000_00},
    )
    scoped = replace(data, current_budgets=(CurrentBudget("A", "S", 1_000_00),))
    now = (("A", 2_900_00), ("B", 2_000_00), ("C", 4_000_00))
    whole = replace(data, current_budgets=tuple(CurrentBudget(school, None, cents) for school, cents in now))
    poor = {"kind": "weighted_pool", "rule_id": "poor", "weights": [{"need_category": "poverty", "weight": "1"}]}
    every = {"kind": "weighted_pool", "rule_id": "all", "weights": [{"need_category": "all", "weight": "1"}]}
    sources = source("S", poor), source("T", every), source("U", every)

    def held(source_id: str, **more: Any) -> dict[str, Any]:
        reserve = {"kind": "reserve", "source_id": source_id, "amount_cents": 100_00}
        return {"kind": "hold_harmless", "adjustment_id": "first", "percent_bp": 9_000, "payer": reserve} | more

    def least(*paying: str) -> dict[str, Any]:
        floors = [{"school_id": "A", "amount_cents": 0}, {"school_id": "B", "amount_cents": 2_300_01}]
        floors.append({"school_id": "C", "amount_cents": 2_000_00})
        payer = {"kind": "gainers", "source_ids": paying}
        return {"kind": "minimum_operational_budget", "adjustment_id": "then", "per_school": floors, "payer": payer}

    def found(given: Inputs, *adjustments: dict[str, Any]) -> Result:
        return run(given, policy(*sources, adjustments=adjustments))

    collar = {"kind": "collar", "adjustment_id": "collar", "max_loss_bp": 400}
    return [
        *(found(scoped, held("T", source_ids=["S"], percent_bp=10_000), least(*each)) for each in ("T", "U", "SU")),
        found(scoped, held("S", source_ids=["S"]), least("T", "U")),
        found(whole, collar, least("T", "U")),
    ]


def test_floors_that_limit_what_gainers_give_come_to_the_same_cents(office: LibreOffice) -> None:
    results = floors_over_some_money()
    assert [result.reductions.tolist() for result in results] == [
        [0, 0, 300_01],  # what T paid for A's floor of S stays with it
        [180_01, 0, 120_00],
        [0, 0, 300_01],
        [161_69, 0, 113_32],
        [141_00, 0, 134_01],  # A gives what it has above the collar's floor
    ]
    check_district(office, results)
