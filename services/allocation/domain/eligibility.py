"""Which schools may receive a source in a fiscal year, and the proof of each answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import numpy as np

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.eligibility_rules import Condition, EligibleAll, EligibleList, EligibleRule
from services.allocation.domain.exact import IntVector
from services.allocation.domain.exact_types import parse_exact
from services.allocation.domain.explanation import number
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.limits import ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Mask, Prepared

_COMPARE: dict[str, Callable[[IntVector, IntVector | int], Mask]] = {
    ">=": np.greater_equal,
    ">": np.greater,
    "<=": np.less_equal,
    "<": np.less,
    "==": np.equal,
    "!=": np.not_equal,
}

AnyEligibility = EligibleAll | EligibleList | EligibleRule


@dataclass(frozen=True, slots=True)
class Proof:
    """One tested fact about a school: what was asked, what the school has, and the answer."""

    subject: str
    operator: str
    value: str
    found: str
    holds: bool


def open_schools(prepared: Prepared, fiscal_year: int, start_month: int) -> Mask:
    """Return which schools are open on some day of the fiscal year; ``closed_on`` is the first day closed."""
    key = (fiscal_year, start_month)
    mask = prepared.open_masks.get(key)
    if mask is None:
        start = date(fiscal_year if start_month == 1 else fiscal_year - 1, start_month, 1)
        end = start.replace(year=start.year + 1)
        mask = np.array(
            [
                (school.opened_on is None or school.opened_on < end)
                and (school.closed_on is None or school.closed_on > start)
                for school in prepared.schools
            ],
            dtype=np.bool_,
        )
        prepared.open_masks[key] = mask
    return mask


def eligible_schools(prepared: Prepared, eligibility: AnyEligibility | None) -> Mask | None:
    """Return which schools an eligibility admits; None stands for all of them."""
    if isinstance(eligibility, EligibleList):
        mask = np.zeros(prepared.school_count, dtype=np.bool_)
        mask[[prepared.school_rows[school_id] for school_id in eligibility.school_ids]] = True
        return mask
    if isinstance(eligibility, EligibleRule):
        combine = np.logical_and if eligibility.match == "all" else np.logical_or
        return reduce(combine, (_condition_mask(prepared, condition) for condition in eligibility.conditions))
    return None


def prove(prepared: Prepared, eligibility: AnyEligibility, row: int) -> list[Proof]:
    """Return what was tested for one school."""
    school_id = prepared.school_ids[row]
    match eligibility:
        case EligibleAll():
            return []
        case EligibleList():
            listed = school_id in eligibility.school_ids
            return [Proof("school_id", "in", f"{len(eligibility.school_ids)}", school_id, listed)]
        case EligibleRule():
            return [
                Proof(
                    condition.subject,
                    condition.operator,
                    ", ".join(condition.texts),
                    _found(prepared, condition, row),
                    bool(_condition_mask(prepared, condition)[row]),
                )
                for condition in eligibility.conditions
            ]


def _condition_mask(prepared: Prepared, condition: Condition) -> Mask:
    if condition.is_text:
        return _text_mask(prepared, condition)
    threshold = int(parse_exact(condition.value) * MICRO)
    compare = _COMPARE[condition.operator]
    kind, _, name = condition.subject.partition(":")
    match kind:
        case "pupil_count":
            return compare(prepared.pupils * MICRO, threshold * prepared.count_scale)
        case "need_count":
            return compare(prepared.need_counts[name] * MICRO, threshold * prepared.count_scale)
        case "need_share":
            # share >= t is count x 10**6 >= t' x pupils, in integers. A school without pupils has no share,
            # so no condition on a share holds for it.
            # Counts are below 10**9 x levels and thresholds are checked to be below 1,000, so int64 suffices.
            return compare(prepared.need_counts[name] * MICRO, prepared.pupils * threshold) & (prepared.pupils > 0)
        case _:
            present = prepared.has_measure[name]
            if name in prepared.derived:
                bound = Ratios.constant(Fraction(parse_exact(condition.value)))
                return prepared.derived[name].compared(bound, compare) & present
            return compare(prepared.measures[name], threshold) & present


def _text_mask(prepared: Prepared, condition: Condition) -> Mask:
    texts = set(condition.texts)
    match condition.subject:
        case "level":
            holds = np.zeros(prepared.school_count, dtype=np.bool_)
            for level in texts & {*prepared.levels, *prepared.level_groups, ANY_LEVEL}:
                holds |= prepared.on_level(level)
        case "school_type":
            holds = np.array([school.school_type in texts for school in prepared.schools], dtype=np.bool_)
        case "flag":
            holds = np.array([bool(texts & school.flags) for school in prepared.schools], dtype=np.bool_)
        case _:
            holds = np.array([school.school_id in texts for school in prepared.schools], dtype=np.bool_)
    return ~holds if condition.operator == "!=" else holds


def _found(prepared: Prepared, condition: Condition, row: int) -> str:
    school = prepared.schools[row]
    kind, _, name = condition.subject.partition(":")
    match kind:
        case "level":
            return ", ".join(level for level in prepared.levels if prepared.level_masks[level][row])
        case "school_type":
            return school.school_type
        case "flag":
            return ", ".join(sorted(school.flags))
        case "school_id":
            return school.school_id
        case "pupil_count":
            return plain_decimal(prepared.pupil_decimal(int(prepared.pupils[row])))
        case "need_count":
            return plain_decimal(prepared.pupil_decimal(int(prepared.need_counts[name][row])))
        case "need_share":
            pupils = int(prepared.pupils[row])
            if not pupils:
                return ""
            share = Decimal(int(prepared.need_counts[name][row])) / Decimal(pupils)
            return plain_decimal(round(share, 6))
        case _:
            if not prepared.has_measure[name][row]:
                return ""
            if name in prepared.derived:
                return number(prepared.derived[name].at(row) or Fraction())
            return plain_decimal(Decimal(int(prepared.measures[name][row])) / MICRO)
