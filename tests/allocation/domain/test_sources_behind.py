"""Which sources' money keeps an adjustment's floors."""

from typing import Any

import pytest

from services.allocation.domain.lift import sources_behind
from tests.allocation.domain.district import policy, source

RULE = {"kind": "proportional", "rule_id": "r", "measure": "pupils"}
FLOOR = {"kind": "hold_harmless", "adjustment_id": "floor", "label": "Floor", "percent_bp": 9_000}
COLLAR = {"kind": "collar", "adjustment_id": "collar", "label": "Collar", "max_loss_bp": 500}


def behind(adjustment: dict[str, Any], **more: Any) -> frozenset[str] | None:
    decided = policy(source("S", RULE), source("T", RULE), source("U", RULE), adjustments=[adjustment | more])
    (made,) = decided.adjustments
    return sources_behind(made)


@pytest.mark.parametrize("payer", [{"kind": "gainers"}, {"kind": "reserve", "source_id": "U"}])
def test_are_all_where_none_are_named(payer: dict[str, str]) -> None:
    assert behind(FLOOR, payer=payer) is None


def test_are_those_compared_and_the_one_that_pays() -> None:
    assert behind(FLOOR, source_ids=["S", "T"], payer={"kind": "gainers"}) == frozenset({"S", "T"})
    assert behind(FLOOR, source_ids=["S"], payer={"kind": "reserve", "source_id": "U"}) == frozenset({"S", "U"})


def test_of_a_move_between_schools_are_those_whose_money_moves() -> None:
    assert behind(COLLAR, source_ids=["T"]) == frozenset({"T"})
    assert behind(COLLAR) is None
