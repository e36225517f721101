"""What must hold for every district and every adjustment, two of them in a row: sums, order of rows, explanations."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import (
    LEVELS,
    NEEDS,
    cell_weights,
    check_invariants,
    district_counts,
    inputs,
    policy,
    source,
)
from tests.allocation.domain.test_explain import check_school

YEAR = 2027
SOURCES = {"S": 5_000_000_01, "T": 700_000_03}
KINDS = ("minimum_operational_budget", "hold_harmless", "collar", "phase_in", "trigger", "recount")
CENTRAL = {"percent_bp": 1_200}
PAYERS = st.sampled_from(
    [
        {"kind": "reserve", "source_id": "T"},
        {"kind": "reserve", "source_id": "T", "amount_cents": 90_000_00},
        {"kind": "central_share", "source_id": "S"},
        {"kind": "gainers"},
        {"kind": "gainers", "gain": "above_current", "source_ids": ["S"]},
    ]
)


@st.composite
def any_adjustment(draw: st.DrawFn, number: int, school_ids: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    percent = draw(st.integers(0, 10_000))
    found: dict[str, Any] = {"kind": kind, "adjustment_id": f"a{number}"}
    typed = [
        {"school_id": school_id, "amount_cents": draw(st.integers(0, 900_000_00))}
        for school_id in draw(st.lists(st.sampled_from(school_ids), min_size=1, unique=True))
    ]
    if kind == "minimum_operational_budget":
        found |= {"payer": draw(PAYERS), "per_school": typed}
    elif kind == "hold_harmless":
        found |= {"payer": draw(PAYERS), "percent_bp": percent}
    elif kind == "collar":
        found |= {"max_loss_bp": percent, "max_gain_bp": draw(st.none() | st.integers(0, 90_000))}
    elif kind == "phase_in":
        found["steps"] = [{"fiscal_year": YEAR, "percent_bp": percent}]
    elif kind == "trigger":
        found["revenue_cents"] = draw(st.sampled_from([0, 10**12]))
    else:
        found |= {"payer": draw(PAYERS), "published": typed, "direction": draw(st.sampled_from(["up_only", "both"]))}
        found |= {"percent_bp": percent, "cap_bp": draw(st.none() | st.integers(0, 10_000))}
    return found


@settings(max_examples=150)
@given(counts=district_counts(7), data=st.data())
def test_whatever_adjusts_every_cent_is_somewhere_and_no_order_matters(
    counts: dict[str, Any], data: st.DataObject
) -> None:
    ids = sorted(counts)
    current = {school_id: data.draw(st.integers(0, 2_000_000_00)) for school_id in ids if data.draw(st.booleans())}
    rows = inputs(counts, SOURCES, current=current or {ids[0]: 1})
    shuffled = replace(
        rows,
        schools=tuple(data.draw(st.permutations(rows.schools))),
        counts=tuple(data.draw(st.permutations(rows.counts))),
        current_budgets=tuple(data.draw(st.permutations(rows.current_budgets))),
    )
    decisions = adjusted(ids, data)
    result = outcome(rows, decisions)
    again = outcome(shuffled, decisions)
    if isinstance(result, str):
        assert again == result
        return
    check_invariants(result)
    assert isinstance(again, Result)
    assert again.to_bytes() == result.to_bytes()
    for school_id in ids:
        assert explain(result, school_id).value_cents == int(result.totals[result.prepared.school_rows[school_id]])
        if decisions.rounding_unit_cents == 1:
            check_school(result, school_id)


def adjusted(ids: list[str], data: st.DataObject) -> Policy:
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": data.draw(cell_weights())}
    every = {"kind": "weighted_pool", "rule_id": "q", "weights": [{"need_category": "all", "weight": "1"}]}
    return policy(
        source("S", pool | {"pool_share_bp": 6_000}, every | {"pool_share_bp": 4_000}, central_share=CENTRAL),
        source("T", every | {"pool_share_bp": 8_000}),
        adjustments=[data.draw(any_adjustment(number, ids)) for number in range(data.draw(st.integers(1, 2)))],
        rounding_unit_cents=data.draw(st.sampled_from([1, 1, 100])),
    )


def outcome(rows: Inputs, decisions: Policy) -> Result | str:
    """Return the result, or what the refusal says."""
    try:
        return allocate(prepare(rows, LEVELS, NEEDS), decisions)
    except (Infeasible, PolicyProblems) as refused:
        return str(refused)
