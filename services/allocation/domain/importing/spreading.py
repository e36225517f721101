"""Sharing one school-wide count over the levels of a school, without losing a pupil."""

from collections.abc import Mapping
from decimal import Decimal


def spread(count: Decimal, pupils: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Share a count over levels in proportion to their pupils; the parts sum to the count exactly.

    Whole counts are shared in whole pupils and others in hundredths, by largest remainder; ties go to the level that
    sorts first. No level receives more than its pupils while the count is at most all pupils.

    >>> spread(Decimal(7), {"elementary": Decimal(50), "middle": Decimal(30)})
    {'elementary': Decimal('4'), 'middle': Decimal('3')}
    """
    unit = Decimal(1) if count == count.to_integral_value() else Decimal("0.01")
    units = int(count / unit)
    weights = {level: int(value * 100) for level, value in pupils.items()}
    total = sum(weights.values())
    shares = {level: units * weight // total for level, weight in weights.items()}
    ranked = sorted(weights, key=lambda level: (-(units * weights[level] % total), level))
    for level in ranked[: units - sum(shares.values())]:
        shares[level] += 1
    return {level: share * unit for level, share in shares.items()}
