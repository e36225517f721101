"""What may the next count mean for a scenario: each school's band, and the district's reserve."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np

from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.risk.budgets import BANDS_BP, Risk, reserve_at, simulate
from services.allocation.domain.risk.cohort import LEAST_YEARS, Forecast, TooFewYears, forecast
from services.allocation.domain.risk.recounted import YearCounts, history_of, moving_up
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.district_settings import get_district_settings
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AllocationInfeasible, InputsRefused, PolicyRefused
from services.allocation.usecases.scenario_data import scenario_data
from shared.problems import ProblemItem, Refusal

MOST_YEARS: Final = 10
CONFIDENCES_BP: Final = (5_000, 7_500, 8_000, 9_000, 9_500, 9_900)
_BINS: Final = 24


class HistoryTooShort(Refusal):
    """There are not enough years of counts to forecast from."""

    code = "history_too_short"
    title = "Too few years of counts"

    def __init__(self, fiscal_year: int, years: Sequence[int]) -> None:
        wanted = range(fiscal_year - LEAST_YEARS + 1, fiscal_year + 1)
        missing = [year for year in wanted if year not in years]
        named = " and ".join(str(year) for year in missing)
        super().__init__(
            f"A forecast for the count after {fiscal_year} needs the counts of {LEAST_YEARS} years in a row; "
            f"those of {named} are not there. Import them as counts of their own fiscal year.",
            [ProblemItem(code="import_first", message=f"no counts of fiscal year {year}") for year in missing],
        )


@dataclass(frozen=True, slots=True)
class RiskQuestion:
    """What to simulate."""

    scenario_id: UUID
    draws: int
    seed: int
    confidence_bp: int
    policy: Policy | None = None


async def risk_of_scenario(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    question: RiskQuestion,
    now: datetime,
    report: Callable[[int, int], None],
) -> dict[str, Any]:
    """Simulate the next count; return the document that the page draws.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        HistoryTooShort: Fewer than three years of counts in a row end with the scenario's.
        AllocationInfeasible: The money does not suffice today, or whatever the count.
    """
    data = await scenario_data(uow, inputs, question.scenario_id, question.policy)
    async with uow:
        years = await _years(uow, data.scenario.fiscal_year, data.data_versions)
        settings = (await get_district_settings(uow, now)).settings
    if len(years) < LEAST_YEARS:
        raise HistoryTooShort(data.scenario.fiscal_year, list(years))
    single = {level.level for level in settings.levels if len(level.grades) == 1}
    grades = moving_up([level for level in data.prepared.levels if level != ANY_LEVEL], single)
    known = learned(data.prepared, years, grades)
    try:
        found = simulate(data.prepared, data.policy, known, question.draws, question.seed, report)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
    except Infeasible as error:
        raise AllocationInfeasible(error) from error
    return {
        "scenario_version": data.scenario.version,
        "fiscal_year": data.scenario.fiscal_year,
        "seed": question.seed,
        **risk_document(data.prepared, found, known, sorted(years), grades, question.confidence_bp),
    }


def learned(prepared: Prepared, years: Mapping[int, YearCounts], grades: tuple[bool, ...]) -> Forecast:
    """Return what the counts of several years let expect of the next.

    Raises:
        TooFewYears: There are fewer than three.
    """
    if len(years) < LEAST_YEARS:
        raise TooFewYears(f"{len(years)} years")
    return forecast(history_of(prepared, [years[year] for year in sorted(years)], grades))


def risk_document(
    prepared: Prepared, found: Risk, known: Forecast, years: Sequence[int], grades: tuple[bool, ...], confidence_bp: int
) -> dict[str, Any]:
    """Return a risk as columns over the schools; money in cents, bands in the order of ``bands_bp``."""
    return {
        "years": list(years),
        "by_grade": any(grades),
        "draws": found.draws,
        "infeasible_draws": found.infeasible,
        "mean_miss_bp": round(known.mean_miss * 10_000),
        "district_miss_bp": round(known.common * 10_000),
        "bands_bp": list(BANDS_BP),
        "district": {
            "pupils": round(float(found.pupils.sum()), 2),
            "pupil_bands": np.round(found.district_bands).astype(int).tolist(),
            "planned_cents": int(found.planned.sum()),
        },
        "reserve": {
            "confidence_bp": confidence_bp,
            "up_only_cents": reserve_at(found.up_only_cents, confidence_bp),
            "net_cents": reserve_at(found.net_cents, confidence_bp),
            "at": [
                {
                    "confidence_bp": each,
                    "up_only_cents": reserve_at(found.up_only_cents, each),
                    "net_cents": reserve_at(found.net_cents, each),
                }
                for each in CONFIDENCES_BP
            ],
            "histogram": _histogram(found),
        },
        "school_ids": list(prepared.school_ids),
        "school_names": [school.name for school in prepared.schools],
        "pupils": np.round(found.pupils, 2).tolist(),
        "pupil_bands": np.round(found.pupil_bands).astype(int).tolist(),
        "planned_cents": found.planned.tolist(),
        "budget_bands_cents": found.budget_bands.tolist(),
        "falling_bp": np.round(found.falling * 10_000).astype(int).tolist(),
    }


def _histogram(found: Risk) -> dict[str, list[int]]:
    counts, edges = np.histogram(found.up_only_cents, bins=_BINS)
    return {"edges_cents": np.round(edges).astype(np.int64).tolist(), "counts": counts.tolist()}


async def _years(uow: AllocationUnitOfWork, fiscal_year: int, versions: Mapping[str, int]) -> dict[int, YearCounts]:
    """Return the counts of the years in a row that end with the scenario's, its own in the version it calculates on."""
    found: dict[int, YearCounts] = {}
    for year in range(fiscal_year, fiscal_year - MOST_YEARS, -1):
        pinned = {"counts": versions["counts"]} if year == fiscal_year else None
        stored = await (uow.imports.named_versions(year, pinned) if pinned else uow.imports.latest_versions(year))
        if "counts" not in stored:
            break
        counts: YearCounts = defaultdict(float)
        for row in await uow.import_rows.read(stored["counts"]):
            counts[row.school_id, row.level, row.need_category] += float(row.pupil_count)
        found[year] = counts
    return found
