"""Small districts whose every cent a test can say."""

from typing import Any

import numpy as np

from services.allocation.domain.adjustments import HoldHarmless, MinimumOperationalBudget
from services.allocation.domain.inputs import CurrentBudget, Inputs
from tests.allocation.domain.district import inputs

GAINERS = {"kind": "gainers"}
OPEN = np.array([True, True, True])


def cents(*values: int) -> Any:
    return np.array(values, dtype=np.int64)


def with_budgets(data: Inputs, *budgets: tuple[str, str | None, int]) -> Inputs:
    rows = tuple(CurrentBudget(school, source_id, amount) for school, source_id, amount in budgets)
    return Inputs(data.schools, data.counts, data.revenue_sources, data.measures, rows, data.school_grants)


def three(**more: Any) -> Inputs:
    return inputs({"A": {"all": 10}, "B": {"all": 20}, "C": {"all": 30}}, {"S": 1, "T": 1}, **more)


def hold(**more: Any) -> HoldHarmless:
    return HoldHarmless.model_validate(
        {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_500, "payer": GAINERS} | more
    )


def least(**more: Any) -> MinimumOperationalBudget:
    return MinimumOperationalBudget.model_validate(
        {"kind": "minimum_operational_budget", "adjustment_id": "mob", "payer": GAINERS} | more
    )
