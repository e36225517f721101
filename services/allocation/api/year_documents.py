"""What the years ahead and a recount look like as JSON."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import orjson

from services.allocation.api.spoken import spoken
from services.allocation.domain.adjustments import HoldHarmless, PhaseIn
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_diff import shown
from services.allocation.domain.policy_words import FIELDS, OTHERS, words
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.projection import ProjectedYear, Refused
from services.allocation.domain.result import Result
from services.allocation.domain.rules import PerPupil, WeightedPool
from services.allocation.usecases.project_scenario import Projection
from services.allocation.usecases.recount_run import RecountedSchool, RecountPreview


def projection_document(projection: Projection, language: Language) -> bytes:
    """Return a projection as JSON."""
    years = projection.years
    schools = years[0].inputs.schools
    first = years[0].result
    ordered = sorted(schools, key=lambda school: school.school_id)
    current = first.prepared.current_cents.tolist() if first else [-1] * len(ordered)
    return orjson.dumps(
        {
            "school_ids": [school.school_id for school in ordered],
            "school_names": [school.name for school in ordered],
            "school_levels": [list(school.levels) for school in ordered],
            "current_cents": [cents if cents >= 0 else None for cents in current],
            "settings": list(_settings(projection.policy, [year.fiscal_year for year in years], language)),
            "years": [_year(year) for year in years],
        }
    )


def recount_document(preview: RecountPreview) -> bytes:
    """Return a recount as JSON."""
    result, run = preview.result, preview.run
    changes = [_change(school) for school in preview.schools]
    published = sum(school.published_cents or 0 for school in preview.schools)
    reserve = sum(ledger.reserve_cents for ledger in result.ledgers) - preview.published_reserve_cents
    central = sum(ledger.central_cents for ledger in result.ledgers) - preview.published_central_cents
    return orjson.dumps(
        {
            "run_id": str(run.run_id),
            "fiscal_year": run.fiscal_year,
            "revision": run.revision,
            "scenario_name": run.scenario_name,
            "policy": preview.policy.model_dump(mode="json"),
            "data_versions": preview.data_versions,
            "result_hash": result.result_hash,
            "published_cents": published,
            "recounted_cents": int(result.totals.sum()),
            "reserve_change_cents": reserve,
            "central_change_cents": central,
            "gaining": sum(change is not None and change > 0 for change in changes),
            "losing": sum(change is not None and change < 0 for change in changes),
            "schools": [
                {
                    "school_id": school.school_id,
                    "school_name": school.school_name,
                    "pupils_before": school.pupils_before,
                    "pupils_after": school.pupils_after,
                    "published_cents": school.published_cents,
                    "formula_cents": school.formula_cents,
                    "recounted_cents": school.recounted_cents,
                    "change_cents": change,
                }
                for school, change in zip(preview.schools, changes, strict=True)
            ],
        }
    )


def _change(school: RecountedSchool) -> int | None:
    return None if school.published_cents is None else school.recounted_cents - school.published_cents


def _year(year: ProjectedYear) -> dict[str, Any]:
    result = year.result
    pupils = _pupils(year, result)
    document: dict[str, Any] = {
        "fiscal_year": year.fiscal_year,
        "pupils": str(sum(row.pupil_count for row in year.inputs.counts if row.need_category == "all")),
        "revenue_cents": sum(source.amount_cents for source in year.inputs.revenue_sources),
        "triggers": [
            {
                "adjustment_id": state.trigger.adjustment_id,
                "title": state.trigger.title,
                "reached": state.reached,
                "revenue_cents": state.revenue_cents,
                "needed_cents": state.trigger.revenue_cents,
            }
            for state in year.triggers
        ],
        "school_pupils": pupils,
        "refusal": _refusal(year.refused) if year.refused is not None else None,
        "shadow_cents": year.shadow.totals.tolist() if year.shadow is not None else None,
    }
    return document | (_figures(result) if result is not None else dict.fromkeys(_FIGURES))


_FIGURES = (
    "to_schools_cents",
    "central_cents",
    "reserve_cents",
    "top_up_cents",
    "held_count",
    "gaining",
    "losing",
    "totals_cents",
    "formula_cents",
)


def _figures(result: Result) -> dict[str, Any]:
    current = result.prepared.current_cents
    change = np.where(current >= 0, result.totals - current, 0)
    values = (
        int(result.totals.sum()),
        sum(ledger.central_cents for ledger in result.ledgers),
        sum(ledger.reserve_cents for ledger in result.ledgers),
        int(result.top_ups.sum()),
        int(np.count_nonzero(result.held_harmless)),
        int(np.count_nonzero(change > 0)),
        int(np.count_nonzero(change < 0)),
        result.totals.tolist(),
        result.formula.tolist(),
    )
    return dict(zip(_FIGURES, values, strict=True))


def _pupils(year: ProjectedYear, result: Result | None) -> list[str]:
    if result is not None:
        prepared: Prepared = result.prepared
        return [str(prepared.pupil_decimal(count)) for count in prepared.pupils.tolist()]
    totals = {school.school_id: Decimal(0) for school in year.inputs.schools}
    for row in year.inputs.counts:
        if row.need_category == "all":
            totals[row.school_id] += row.pupil_count
    return [str(totals[school_id]) for school_id in sorted(totals)]


def _refusal(refused: Refused) -> dict[str, Any]:
    if isinstance(refused, Infeasible):
        return {
            "code": refused.code,
            "detail": spoken(refused.detail),
            "shortfall_cents": refused.shortfall_cents,
            "relax": [spoken(each) for each in refused.relax],
        }
    first = refused.problems[0]
    return {
        "code": refused.code,
        "detail": spoken(first.message),
        "shortfall_cents": None,
        "relax": [spoken(first.remedy)],
    }


def _settings(policy: Policy, years: list[int], language: Language) -> Iterator[dict[str, Any]]:
    """Yield what the policy itself changes from year to year."""
    for source in policy.sources:
        for rule in source.rules:
            for cell in (rule.weights or ()) if isinstance(rule, WeightedPool | PerPupil) else ():
                if cell.steps:
                    level = words(OTHERS, "any_level", language) if cell.level == ANY_LEVEL else cell.level
                    text = f"{source.source_id}, {rule.title}, {cell.need_category}, {level}"
                    values = [shown("weight", str(cell.weight_in(year).normalize()), language) for year in years]
                    yield {"text": f"{text}: {words(FIELDS, 'weight', language)}", "values": values}
    for adjustment in policy.adjustments:
        if isinstance(adjustment, PhaseIn) or (isinstance(adjustment, HoldHarmless) and adjustment.phase_out):
            values = [shown("percent_bp", adjustment.percent_in(year), language) for year in years]
            yield {"text": f"{adjustment.title}: {words(FIELDS, 'percent_bp', language)}", "values": values}
