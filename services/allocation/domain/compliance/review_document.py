"""The compliance review as plain values."""

from fractions import Fraction
from typing import Any

from services.allocation.domain.compliance.comparability import ComparedLine
from services.allocation.domain.compliance.federal import is_federal
from services.allocation.domain.compliance.register import RegisterEntry
from services.allocation.domain.compliance.review import ComplianceReview
from services.allocation.domain.compliance.spending import ActualSpending, SchoolSpending, Spent
from services.allocation.domain.compliance.words import words
from services.allocation.domain.phrases import Language


def review_document(review: ComplianceReview, language: Language) -> dict[str, Any]:
    """Return the review in words of the language; ratios as text with one decimal, money in cents."""
    return {
        "title_one_school_ids": sorted(review.title_one_schools),
        "title_one_by": review.title_one_by,
        "checks": [check.to_json_dict(language) for check in review.checks],
        "comparability": [_compared(line) for line in review.comparability.lines],
        "spending": {
            "central": _spent(review.spending.central),
            "schools": [_school(row) for row in review.spending.schools],
        },
        "rules": [_entry(entry, language) for entry in review.register.entries],
    }


def actual_document(actual: ActualSpending, fiscal_year: int) -> dict[str, Any]:
    """Return what was spent in the year before as plain values."""
    return {
        "fiscal_year": fiscal_year,
        "central": _spent(actual.central),
        "schools": [_school(row) for row in actual.schools],
    }


def _compared(line: ComparedLine) -> dict[str, Any]:
    return {
        "school_id": line.school.school_id,
        "name": line.school.name,
        "span": line.school.span,
        "exempt": line.exempt or None,
        "pupils": f"{float(line.school.pupils):.2f}",
        "fte": f"{float(line.school.fte):.2f}",
        "ratio": _one_decimal(line.ratio),
        "mean_ratio": _one_decimal(line.mean_ratio),
        "ratio_holds": line.ratio_holds,
        "per_pupil_cents": _cents(line.per_pupil),
        "mean_per_pupil_cents": _cents(line.mean_per_pupil),
        "dollars_holds": line.dollars_holds,
        "holds": line.holds,
    }


def _school(row: SchoolSpending) -> dict[str, Any]:
    every = row.own.plus(row.central)
    return {
        "school_id": row.school_id,
        "name": row.name,
        "pupils": f"{float(row.pupils):.2f}",
        **_spent(row.own),
        "central_cents": row.central.total,
        "total_cents": every.total,
        "per_pupil_cents": _cents(Fraction(every.total) / row.pupils) if row.pupils else None,
        "federal_per_pupil_cents": _cents(Fraction(every.federal_personnel + every.federal_other) / row.pupils)
        if row.pupils
        else None,
    }


def _spent(spent: Spent) -> dict[str, int]:
    return {
        "federal_personnel_cents": spent.federal_personnel,
        "federal_other_cents": spent.federal_other,
        "state_local_personnel_cents": spent.state_local_personnel,
        "state_local_other_cents": spent.state_local_other,
    }


def _entry(entry: RegisterEntry, language: Language) -> dict[str, Any]:
    limits = entry.policy.flexibility if entry.policy else None
    return {
        "source_id": entry.source.source_id,
        "name": entry.source.name,
        "funder": entry.source.funder,
        "federal": is_federal(entry.source),
        "restricted": entry.source.restricted,
        "amount_cents": entry.source.amount_cents,
        "distribution": entry.policy.distribution if entry.policy else None,
        "control": entry.policy.control if entry.policy else None,
        "origin": entry.origin,
        "status": entry.status,
        "object_codes": list(limits.object_codes) if limits else [],
        "job_classes": list(limits.job_classes) if limits else [],
        "need_categories": list(limits.need_categories) if limits else [],
        "problem": words(f"problem.{entry.problem}", language) if entry.problem else None,
    }


def _one_decimal(number: Fraction | None) -> str | None:
    if number is None:
        return None
    tenths = int(number * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def _cents(number: Fraction | None) -> int | None:
    return None if number is None else int(number + Fraction(1, 2))
