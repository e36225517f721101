"""Policies to start from fit whatever a district calls its levels and needs, and spend what there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.policy_templates import TEMPLATES, Ground, Template, find_template
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import inputs

COUNTS = {
    "A": {"all": 500, "poverty": 300, "english_learner": 120, "special_education": 60},
    "B": {"all@middle": 200, "all@high": 100, "poverty@high": 10},
    "C": {"all": 40},
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.template_id)
@given(
    needs=st.lists(st.sampled_from(["poverty", "english_learner", "special_education", "foster"]), unique=True),
    cents=st.integers(0, 10**9),
)
def test_every_template_spends_unrestricted_money_and_leaves_the_rest(
    template: Template, needs: list[str], cents: int
) -> None:
    counted = {
        school: {name: n for name, n in counts.items() if name.partition("@")[0] in {"all", *needs}}
        for school, counts in COUNTS.items()
    }
    rows = inputs(counted, {"LCFF": cents, "T1": 5_00}, restricted=["T1"])
    levels, every = ("elementary", "middle", "high"), ("all", *needs)
    policy = template.policy(Ground("Start", 2027, 7, levels, every, (), rows.revenue_sources))
    result = allocate(prepare(rows, levels, every), policy)
    spent = int(result.totals.sum())
    # Halves of an odd cent may leave one in reserve.
    assert cents - 1 <= spent <= cents
    assert {ledger.source.source_id: ledger.locked_cents for ledger in result.ledgers} == {"LCFF": 0, "T1": 5_00}


def test_table_2_2_keeps_its_proportions() -> None:
    template = find_template("targeted_revenue_model")
    assert template is not None
    rows = inputs({"A": COUNTS["A"], "B": {"all@high": 100}}, {"LCFF": 2_534_940_00 + 468_300_00})
    levels, needs = ("elementary", "middle", "high"), ("all", "poverty", "english_learner", "special_education")
    policy = template.policy(Ground("Start", 2027, 7, levels, needs, (), rows.revenue_sources))
    result = allocate(prepare(rows, levels, needs), policy)
    assert result.totals.tolist() == [2_534_940_00, 468_300_00]
    assert find_template("nothing") is None
