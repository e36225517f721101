"""Salaries as plain values: schools in full, job classes within a school only where enough people share a figure."""

from collections.abc import Sequence
from typing import Any

from services.allocation.domain.importing.numbers import plain
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.salaries.charging import Charging, ClassAverage, ClassCharge, SchoolCharge
from services.allocation.domain.salaries.transition import TransitionYear


def salaries_document(
    charging: Charging, years: Sequence[TransitionYear], prepared: Prepared, need: str | None
) -> dict[str, Any]:
    """Return the answer; ``need`` is the category that shows who pays for whom, None where there is none."""
    return {
        "need_category": need,
        "moved_cents": charging.moved_cents,
        "central_people": charging.central_people,
        "classes": [_class(each) for each in charging.classes],
        "schools": [_school(each, prepared, need) for each in charging.schools],
        "years": [_year(each) for each in years],
    }


def _class(job: ClassAverage) -> dict[str, Any]:
    return {
        "job_class": job.job_class,
        "people": job.people,
        "fte": plain(job.fte),
        "average_cents": None if job.hidden else job.average_cents,
        "average_salary_cents": None if job.hidden else job.average_salary_cents,
        "benefits_bp": None if job.hidden else job.benefits_bp,
    }


def _school(school: SchoolCharge, prepared: Prepared, need: str | None) -> dict[str, Any]:
    row = prepared.school_rows.get(school.school_id)
    scaled = 0 if row is None else int(prepared.pupils[row])
    in_need = 0 if row is None or need is None else int(prepared.need_counts[need][row])
    return {
        "school_id": school.school_id,
        "name": school.school_id if row is None else prepared.schools[row].name,
        "levels": [] if row is None else list(prepared.schools[row].levels),
        "pupils": str(prepared.pupil_decimal(scaled)),
        "need_share_bp": (2 * in_need * 10_000 + scaled) // (2 * scaled) if scaled and need is not None else None,
        "people": school.people,
        "fte": plain(school.fte),
        "years": None if school.years is None else str(school.years),
        "actual_cents": school.actual_cents,
        "average_cents": school.average_cents,
        "transfer_cents": school.transfer_cents,
        "transfer_per_pupil_cents": _per(school.transfer_cents * prepared.count_scale, scaled),
        "classes": [_cell(each) for each in school.classes],
    }


def _cell(each: ClassCharge) -> dict[str, Any]:
    return {
        "job_class": each.job_class,
        "people": each.people,
        "fte": plain(each.fte),
        "actual_cents": None if each.hidden else each.actual_cents,
        "average_cents": None if each.hidden else each.average_cents,
        "transfer_cents": None if each.hidden else each.transfer_cents,
    }


def _year(year: TransitionYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "actual_share_bp": year.actual_share_bp,
        "pool_share_bp": year.pool_share_bp,
        "pool_cents": year.pool_cents,
        "gainers_cents": year.gainers_cents,
        "cost_cents": year.cost_cents,
        "limited": year.limited,
        "gaining": year.gaining,
        "losing": year.losing,
        "charged_cents": [each.charged_cents for each in year.schools],
        "school_pool_cents": [each.pool_cents for each in year.schools],
        "change_cents": [each.change_cents for each in year.schools],
    }


def _per(cents: int, pupils: int) -> int | None:
    return (2 * cents + pupils) // (2 * pupils) if pupils else None
