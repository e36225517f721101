"""From goals as people say them to gauges over one district's data."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from services.allocation.domain.adjustments import MinimumOperationalBudget
from services.allocation.domain.derive import with_derived
from services.allocation.domain.eligibility import eligible_schools, open_schools
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.in_force import policy_in_force
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_checks import policy_problems
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.gauges import (
    AmountGauge,
    BaseGauge,
    ControlGauge,
    FloorGauge,
    Gauge,
    LossGauge,
    ReserveGauge,
    SlopeGauge,
    per_pupil_current,
)
from services.allocation.domain.solve.goals import (
    AtLeast,
    BaseAtLeast,
    BudgetFixed,
    EquitySlope,
    Goal,
    LargestLoss,
    MinimumBudget,
    ReserveAtLeast,
    SchoolControl,
)
from services.allocation.domain.solve.slope import slope_on


class GoalCompiler:
    """Makes gauges over the data of one district and the policy that may change."""

    def __init__(self, prepared: Prepared, policy: Policy) -> None:
        self.policy = policy
        self.open_mask = open_schools(prepared, policy.fiscal_year, policy.fiscal_year_start_month)
        self.prepared = prepared = with_derived(
            prepared, policy.derived_measures, self.open_mask, policy.levels_by_group
        )
        self._money = max(1, sum(source.amount_cents for source in prepared.sources.values()))
        pupils = float(prepared.pupils[self.open_mask].sum()) / prepared.count_scale
        self._per_pupil = self._money / max(pupils, 1.0)
        self._per_school = self._money / max(1, int(np.count_nonzero(self.open_mask)))

    def gauges(self, goals: Sequence[Goal]) -> dict[int, Gauge]:
        """Return the gauge of each goal by its position; that the budget is fixed needs none.

        Raises:
            PolicyProblems: Goals name what the data do not hold; every fault is listed, at ``/goals/<position>``.
        """
        problems: list[PolicyProblem] = []
        made: dict[int, Gauge] = {}
        for position, goal in enumerate(goals):
            try:
                gauge = self._gauge(goal)
            except _Unusable as error:
                problems.append(PolicyProblem(f"/goals/{position}{error.key}", error.code, str(error), error.remedy))
            else:
                if gauge is not None:
                    made[position] = gauge
        if problems:
            raise PolicyProblems(problems)
        return made

    def slope(self, need_category: str, target: int) -> SlopeGauge:
        """Return the gauge of an equity slope."""
        if need_category == ALL_PUPILS or need_category not in self.prepared.need_categories:
            known = ", ".join(need for need in self.prepared.need_categories if need != ALL_PUPILS)
            raise _Unusable("/need_category", "unknown_need_category", f"{need_category} is no need", f"Use {known}.")
        slope = slope_on(self.prepared, need_category, self.open_mask)
        if slope is None:
            raise _Unusable(
                "/need_category",
                "no_difference_in_need",
                f"all schools have the same share of {need_category}, so dollars cannot follow it",
                "Choose another need category, or import its counts.",
            )
        return SlopeGauge(target, slope, self._per_pupil)

    def loss(self, goal: LargestLoss) -> LossGauge:
        """Return the gauge of the largest loss."""
        prepared, prior = self.prepared, None
        if goal.basis == "per_pupil":
            prior = prepared.measures.get(goal.prior_pupils_measure)
            if prior is None or ((prepared.current_cents > 0) & self.open_mask & (prior <= 0)).any():
                raise _Unusable(
                    "/prior_pupils_measure",
                    "prior_pupils_missing",
                    f"not every school with a current budget has a measure {goal.prior_pupils_measure}",
                    "Import the pupils of the current year as a measure, or ask for losses in total.",
                )
        before, rows = per_pupil_current(
            prepared.current_cents, prepared.pupils, prior, prepared.count_scale, self.open_mask
        )
        if not before:
            raise _Unusable(
                "", "no_current_budgets", "no school has a current budget to lose from", "Import current budgets."
            )
        return LossGauge(goal.percent_bp, before, rows)

    def _gauge(self, goal: Goal) -> Gauge | None:
        match goal:
            case EquitySlope():
                return self.slope(goal.need_category, goal.cents_per_ten_points)
            case LargestLoss():
                return self.loss(goal)
            case MinimumBudget():
                return self._floor(goal)
            case AtLeast():
                return self._amount(goal)
            case BaseAtLeast():
                return self._base(goal)
            case ReserveAtLeast():
                self._known_source(goal.source_id)
                return ReserveGauge(goal.amount_cents, goal.source_id, self._money)
            case SchoolControl():
                return ControlGauge(goal.percent_bp)
            case BudgetFixed():
                return None

    def _floor(self, goal: MinimumBudget) -> FloorGauge:
        prepared = self.prepared
        floors = None
        if goal.per_pupil_cents is not None:
            floors = -(-prepared.pupils * goal.per_pupil_cents // prepared.count_scale)
            floors = np.where(self.open_mask, floors, -1)
        elif not any(isinstance(each, MinimumOperationalBudget) for each in self.policy.adjustments):
            raise _Unusable(
                "/per_pupil_cents",
                "no_minimum",
                "the policy has no minimum operational budget",
                "Give per_pupil_cents, or add a minimum operational budget to the policy.",
            )
        scale = np.maximum(prepared.current_cents, self._per_school).astype(np.float64)
        return FloorGauge(floors, before_top_ups=goal.before_top_ups, scale=scale)

    def _amount(self, goal: AtLeast) -> AmountGauge:
        prepared = self.prepared
        self._known_schools(goal)
        chosen = eligible_schools(prepared, goal.schools)
        mask = self.open_mask if chosen is None else chosen & self.open_mask
        if goal.per == "pupil":
            mask = mask & (prepared.pupils > 0)
        rows = np.flatnonzero(mask)
        if not len(rows):
            raise _Unusable("/schools", "no_such_school", "no open school fits", "Choose other schools.")
        if goal.per == "pupil":
            divisors = [Fraction(int(prepared.pupils[row]), prepared.count_scale) for row in rows.tolist()]
            return AmountGauge(goal.amount_cents, rows, divisors, self._per_pupil)
        if goal.per == "group":
            return AmountGauge(goal.amount_cents, rows, [Fraction(1)], self._per_school * len(rows))
        return AmountGauge(goal.amount_cents, rows, [Fraction(1)] * len(rows), self._per_school)

    def _base(self, goal: BaseAtLeast) -> BaseGauge:
        self._known_source(goal.source_id)
        if goal.level is not None and goal.level not in self.prepared.levels:
            known = ", ".join(self.prepared.levels)
            raise _Unusable("/level", "unknown_level", f"{goal.level} is no schooling level", f"Use {known}.")
        return BaseGauge(goal.amount_cents, goal.source_id, goal.level, self._per_pupil)

    def _known_source(self, source_id: str | None) -> None:
        if source_id is not None and source_id not in self.prepared.sources:
            known = ", ".join(self.prepared.sources)
            raise _Unusable("/source_id", "unknown_source", f"there is no source {source_id}", f"Use {known}.")

    def _known_schools(self, goal: AtLeast) -> None:
        # The policy's own checks say what an eligibility may name; asked about a source that has this one.
        probe = self.policy.sources[0].model_copy(update={"eligibility": goal.schools, "rules": ()})
        prefix = "/sources/0/eligibility"
        asking = self.policy.model_copy(update={"sources": (probe,), "adjustments": ()})
        for problem in policy_problems(self.prepared, asking, policy_in_force(asking, self.prepared.sources)):
            if problem.pointer.startswith(prefix):
                key = "/schools" + problem.pointer.removeprefix(prefix)
                raise _Unusable(key, problem.code, problem.message, problem.remedy)


class _Unusable(Exception):
    def __init__(self, key: str, code: str, message: str, remedy: str) -> None:
        self.key = key
        self.code = code
        self.remedy = remedy
        super().__init__(message)
