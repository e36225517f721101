"""Average salaries taken into a policy: which rules change, to what, and what is said of it."""

from decimal import Decimal
from typing import Any

from services.allocation.domain.formula_rules import StaffingRatio
from services.allocation.domain.policy import Policy
from services.allocation.domain.salaries.averages import ChangedRule, with_averages
from services.allocation.domain.salaries.charging import ClassAverage
from tests.allocation.domain.district import policy, source


def average(job_class: str, salary_cents: int, benefits_cents: int = 0, *, hidden: bool = False) -> ClassAverage:
    """Two full positions."""
    cost = salary_cents + benefits_cents
    return ClassAverage(job_class, 2, Decimal(2), cost, salary_cents, benefits_cents, hidden)


def ratio(rule_id: str, job_class: str, salary_cents: int = 1_00, **more: Any) -> dict[str, Any]:
    return {
        "rule_id": rule_id,
        "kind": "staffing_ratio",
        "job_class": job_class,
        "pupils_per_position": "24",
        "salary_cents": salary_cents,
        **more,
    }


def salaries(decisions: Policy) -> dict[str, tuple[int, int]]:
    return {
        rule.rule_id: (rule.salary_cents, rule.benefits_bp)
        for each in decisions.sources
        for rule in each.rules
        if isinstance(rule, StaffingRatio)
    }


PLAIN = {"rule_id": "each", "kind": "weighted_pool", "weights": [{"need_category": "all", "weight": "1"}]}


def test_rules_of_the_job_class_take_its_salary_and_benefits_in_every_source() -> None:
    before = policy(
        source("G", PLAIN, ratio("teachers", "classroom  TEACHER"), ratio("aides", "Aide", benefits_bp=9)),
        source("H", ratio("more", "Classroom teacher", 7_00)),
        rounding_unit_cents=100,
    )
    after, changed = with_averages(before, [average("Classroom Teacher", 90_001, 30_000), average("Cook", 5_00)])
    assert salaries(after) == {"teachers": (45_001, 3_333), "aides": (1_00, 9), "more": (45_001, 3_333)}
    assert changed == (
        ChangedRule("G", "teachers", "Classroom Teacher", 1_00, 45_001),
        ChangedRule("H", "more", "Classroom Teacher", 7_00, 45_001),
    )
    # Everything else is as it was, in its order.
    assert [[rule.rule_id for rule in each.rules] for each in after.sources] == [
        ["each", "teachers", "aides"],
        ["more"],
    ]
    back = {"salary_cents", "benefits_bp"}
    assert after.model_dump(exclude={"sources"}) == before.model_dump(exclude={"sources"})
    for old, new in zip(before.sources, after.sources, strict=True):
        assert new.model_dump(exclude={"rules"}) == old.model_dump(exclude={"rules"})
        for was, now in zip(old.rules, new.rules, strict=True):
            assert now.model_dump(exclude=back) == was.model_dump(exclude=back)


def test_benefits_alone_are_a_change_and_the_same_figures_are_none() -> None:
    before = policy(source("G", ratio("same", "Aide", 5_00, benefits_bp=1_000), ratio("benefits", "Aide", 5_00)))
    after, changed = with_averages(before, [average("Aide", 10_00, 1_00)])
    assert salaries(after) == {"same": (5_00, 1_000), "benefits": (5_00, 1_000)}
    assert changed == (ChangedRule("G", "benefits", "Aide", 5_00, 5_00),)


def test_a_class_of_too_few_people_or_without_salary_changes_nothing() -> None:
    before = policy(source("G", ratio("few", "Few"), ratio("free", "Free"), ratio("any", ""), ratio("other", "Other")))
    averages = [average("Few", 90_00, hidden=True), average("Free", 0, 10_00), average("--", 70_00)]
    assert with_averages(before, averages) == (before, ())
