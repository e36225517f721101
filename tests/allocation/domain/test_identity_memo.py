"""What-ifs that share rules share their compiled form, and a changed rule is computed from scratch."""

from decimal import Decimal

from services.allocation.domain.engine import allocate
from services.allocation.domain.identity_memo import CAPACITY, IdentityMemo
from services.allocation.domain.prepare import prepare
from services.allocation.domain.rules import WeightedPool
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source


def test_an_equal_object_is_another_key_and_the_store_stays_bounded() -> None:
    memo = IdentityMemo()
    made: list[tuple[int]] = []

    def make(key: tuple[int]) -> int:
        made.append(key)
        return key[0]

    keys = [(number,) for number in range(CAPACITY + 5)]
    for key in [*keys, keys[-1], (3,)]:
        assert memo.get(key, make) == key[0]
    assert len(made) == CAPACITY + 6
    assert len(memo._entries) <= CAPACITY


def test_a_copy_with_a_changed_weight_gives_what_a_fresh_policy_gives() -> None:
    cells = [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0.5"}]
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": cells}
    rows = inputs({"A": {"all": 10, "poverty": 7}, "B": {"all": 20}}, {"S": 1_000_00, "T": 7_77})
    prepared = prepare(rows, LEVELS, NEEDS)
    first = policy(source("S", pool), source("T", pool))
    before = allocate(prepared, first)
    rule = first.sources[0].rules[0]
    assert isinstance(rule, WeightedPool)
    changed_cells = (rule.weights[0], rule.weights[1].model_copy(update={"weight": Decimal("0.75")}))
    changed_rule = rule.model_copy(update={"weights": changed_cells})
    changed_source = first.sources[0].model_copy(update={"rules": (changed_rule,)})
    copied = first.model_copy(update={"sources": (changed_source, first.sources[1])})
    after = allocate(prepared, copied)
    raised = pool | {"weights": [cells[0], cells[1] | {"weight": "0.75"}]}
    fresh = allocate(prepare(rows, LEVELS, NEEDS), policy(source("S", raised), source("T", pool)))
    assert after.result_hash == fresh.result_hash != before.result_hash
