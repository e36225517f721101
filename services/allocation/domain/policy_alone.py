"""What can be said of a policy before there are data: whether its parts fit each other."""

from dataclasses import replace
from fractions import Fraction

from services.allocation.domain.derive import derived_problems
from services.allocation.domain.errors import PolicyProblem
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.expressions.units import DECLARED
from services.allocation.domain.in_force import policy_in_force
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_checks import policy_problems
from services.allocation.domain.prepare import prepare

_SAID_BY_DATA = frozenset({"unknown_school", "unknown_revenue_source", "unknown_measure", "no_current_budgets"})
"""Problems that a policy can only have with data: schools, sources, measures and budgets are listed there."""

_NO_DATA = Inputs(schools=(), counts=(), revenue_sources=())


def problems_of_policy_alone(policy: Policy) -> list[PolicyProblem]:
    """Return what no data could mend: unknown levels, need categories and functions, wrong units, circles."""
    prepared = prepare(_NO_DATA, policy.levels, policy.need_categories)
    units = {measure.name: DECLARED[measure.unit] for measure in policy.derived_measures}
    # Names and units are looked at and no value is, so any stands for it.
    values = dict.fromkeys(units, Ratios.constant(Fraction(0)))
    prepared = replace(prepared, level_groups=policy.levels_by_group, derived=values, derived_units=units)
    found = derived_problems(prepared, policy.derived_measures)
    found += policy_problems(prepared, policy, policy_in_force(policy, {}))
    return [problem for problem in found if problem.code not in _SAID_BY_DATA]
