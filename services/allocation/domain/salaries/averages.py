"""Take average salaries from the staff data into the staffing rules of a policy."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.allocation.domain.formula_rules import StaffingRatio
from services.allocation.domain.importing.words import normal
from services.allocation.domain.policy import Policy
from services.allocation.domain.salaries.charging import ClassAverage


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """A staffing rule that got another average."""

    source_id: str
    rule_id: str
    job_class: str
    before_cents: int
    after_cents: int


def with_averages(policy: Policy, averages: Iterable[ClassAverage]) -> tuple[Policy, tuple[ChangedRule, ...]]:
    """Return the policy with every ``staffing_ratio`` rule at the average salary and benefits of its job class.

    A rule's job class is matched as people write it, without regard to case and blanks. Rules without a job class, of
    a class nobody works in, or of one with too few people to show, stay as they are.
    """
    by_name = {normal(each.job_class): each for each in averages if not each.hidden and each.average_salary_cents}
    changed: list[ChangedRule] = []
    sources = []
    for source in policy.sources:
        rules = []
        for rule in source.rules:
            found = by_name.get(normal(rule.job_class)) if isinstance(rule, StaffingRatio) and rule.job_class else None
            if found is None or not isinstance(rule, StaffingRatio):
                rules.append(rule)
                continue
            new = rule.model_copy(update={"salary_cents": found.average_salary_cents, "benefits_bp": found.benefits_bp})
            if new != rule:
                changed.append(
                    ChangedRule(
                        source.source_id, rule.rule_id, found.job_class, rule.salary_cents, found.average_salary_cents
                    )
                )
            rules.append(new)
        sources.append(source.model_copy(update={"rules": tuple(rules)}))
    return policy.model_copy(update={"sources": tuple(sources)}), tuple(changed)
