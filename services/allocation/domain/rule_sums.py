"""Counts times rates or weights, summed by school, for all rules of a policy in one pass."""

from collections.abc import Iterable

from services.allocation.domain.coefficients import rate_coefficients, weight_coefficients
from services.allocation.domain.exact import IntVector, reduce_by_gcd
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import PerPupil, WeightedPool


class RuleSums:
    """The exact sums of every rule that multiplies pupils by rates or weights, by the rule itself."""

    def __init__(self, prepared: Prepared, rules: Iterable[AnyRule]) -> None:
        rows: list[list[int]] = []
        self._rows: dict[int, int] = {}
        self._denominators: dict[int, int] = {}
        for rule in rules:
            if isinstance(rule, WeightedPool):
                values = weight_coefficients(prepared, rule).values
            elif isinstance(rule, PerPupil):
                rates = rate_coefficients(prepared, rule)
                # cents = sum of count / count_scale x dollars / denominator x 100
                values, self._denominators[id(rule)] = reduce_by_gcd(
                    [100 * value for value in rates.values], rates.denominator * prepared.count_scale
                )
            else:
                continue
            self._rows[id(rule)] = len(rows)
            rows.append(values)
        self._sums = prepared.cells.weighted_sums_of_all(rows)

    def of(self, rule: WeightedPool | PerPupil) -> IntVector:
        """Return the sum of every school: weighted pupils, or cents times ``denominator``."""
        return self._sums[self._rows[id(rule)]]

    def denominator(self, rule: PerPupil) -> int:
        """Return what the sums of a rule that pays rates are divided by to be cents."""
        return self._denominators[id(rule)]
