"""The equity of a what-if, measured beside the hashed result."""

from decimal import Decimal

import pytest

from services.allocation.domain.engine import allocate
from services.allocation.domain.equity import EquityQuestion, equity_of_result
from services.allocation.domain.inputs import CountRow, Inputs, Origin, RevenueSource, School
from services.allocation.domain.policy import policy_from_document
from services.allocation.domain.prepare import prepare
from shared.access import Role
from shared.equity.spread import spread_of
from tests.allocation.conftest import Allocation, policy


async def test_a_what_if_is_measured_beside_its_result(filled: Allocation) -> None:
    scenario = await filled.scenario()
    result = (await filled.post(f"{scenario}/calculate", {})).json()
    answer = await filled.post(f"{scenario}/equity", {})
    assert answer.status_code == 200, answer.text
    equity = answer.json()
    pupils = [float(count) for count in result["pupil_counts"]]
    expected = spread_of(
        pupils, [cents / 100 / count for cents, count in zip(result["totals_cents"], pupils, strict=True)]
    )
    assert equity["proposed"]["spread"]["mean"] == pytest.approx(expected.mean)
    assert equity["proposed"]["spread"]["gini"] == pytest.approx(expected.gini)
    assert equity["proposed"]["school_count"] == 3
    assert equity["need_category"] == "poverty"
    assert set(equity["proposed"]["needs"]) == {"poverty", "english_learner"}
    assert equity["current"]["spread"]["mean"] == pytest.approx(9_100_000 / 1910.5)
    assert equity["deciles"] == []
    assert "equity" not in result


async def test_another_policy_and_another_need_change_the_answer(filled: Allocation) -> None:
    scenario = await filled.scenario()
    flat = (await filled.post(f"{scenario}/equity", {"policy": policy("0")})).json()
    steep = (await filled.post(f"{scenario}/equity", {"policy": policy("2"), "need_weight": 1.5})).json()
    slopes = [each["proposed"]["needs"]["poverty"]["by_pupils"]["slope"] for each in (flat, steep)]
    assert slopes[1] > slopes[0]
    assert steep["proposed"]["needs"]["poverty"]["need_weight"] == 1.5
    other = (await filled.post(f"{scenario}/equity", {"need_category": "english_learner"})).json()
    assert other["need_category"] == "english_learner"


async def test_a_need_that_nobody_counts_is_refused_with_those_counted(filled: Allocation) -> None:
    scenario = await filled.scenario()
    answer = await filled.post(f"{scenario}/equity", {"need_category": "gifted"})
    assert (answer.status_code, answer.json()["code"]) == (422, "need_not_counted")
    assert "english_learner" in answer.json()["detail"]
    assert (await filled.post(f"{scenario}/equity", {}, Role.PRINCIPAL)).status_code == 403


def _district(schools: int) -> Inputs:
    rows = range(schools)
    origin = Origin("test.csv", 1, None)
    return Inputs(
        schools=tuple(
            School(f"S-{row:03d}", f"School {row}", ("elementary",), "district", None, None, frozenset(), None, None,
                   origin)
            for row in rows
        ),
        counts=tuple(
            CountRow(f"S-{row:03d}", "elementary", need, Decimal(count), origin)
            for row in rows
            for need, count in (("all", 100 + row), ("poverty", row))
        ),
        revenue_sources=(
            RevenueSource("LCFF", "Base", "state", False, 100_000_000),
            RevenueSource("T1", "Title I", "federal", True, 5_000_000),
        ),
    )  # fmt: skip


def test_deciles_hold_every_school_and_every_dollar() -> None:
    document = policy("0.5", levels=["elementary"], need_categories=["all", "poverty"], adjustments=[])
    decisions = policy_from_document(document)
    result = allocate(prepare(_district(40), decisions.levels, decisions.need_categories), decisions)
    equity = equity_of_result(result, EquityQuestion())
    assert len(equity.deciles) == 10
    assert equity.current is None
    streams = [set(decile.dollars_per_pupil) for decile in equity.deciles]
    assert streams == [{"unrestricted", "restricted"}] * 10
    dollars = sum(sum(each.dollars_per_pupil.values()) * each.pupil_count for each in equity.deciles)
    assert dollars == pytest.approx(int(result.totals.sum()) / 100)
    restricted = [decile.dollars_per_pupil["restricted"] for decile in equity.deciles]
    assert restricted == sorted(restricted)
