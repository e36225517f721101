"""Try thousands of variations of a scenario, and what may vary in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import numpy as np

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.errors import InputProblems, PolicyProblems
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.settings import PolicySetting
from services.allocation.domain.sweep.choices import Choice, choices_of, chosen_need
from services.allocation.domain.sweep.design import Design, DesignProblem, Method, Range, design
from services.allocation.domain.sweep.measures import MEASURES
from services.allocation.domain.sweep.run import Sweep, sweep
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import InputsRefused, PolicyRefused
from services.allocation.usecases.scenario_data import scenario_data
from shared.equity.report import POVERTY_WEIGHT
from shared.problems import Malformed, ProblemItem

_DIGITS: Final = {"cv": 6, "need_adjusted_cv": 6, "implied_weight": 6}


class SweepRefused(Malformed):
    """What shall vary cannot."""

    code = "sweep_refused"
    title = "These settings cannot vary so"

    def __init__(self, error: DesignProblem) -> None:
        pointer = "/ranges" if error.index < 0 else f"/ranges/{error.index}"
        item = ProblemItem(pointer=pointer, code=error.code, message=error.message, remedy=error.remedy)
        super().__init__(f"{error.message}. {error.remedy}", [item])


@dataclass(frozen=True, slots=True)
class SweepQuestion:
    """What to try."""

    scenario_id: UUID
    ranges: tuple[Range, ...]
    method: Method
    count: int
    seed: int
    policy: Policy | None = None
    need_category: str | None = None


async def list_sweep_choices(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID
) -> tuple[int, list[Choice]]:
    """Return a scenario's version and what may vary in it.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    data = await scenario_data(uow, inputs, scenario_id)
    return data.scenario.version, choices_of(data.policy)


async def sweep_scenario(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, question: SweepQuestion, report: Callable[[int, int], None]
) -> dict[str, Any]:
    """Try the variations; return the document that the page draws.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        SweepRefused: A range names what the policy does not have.
        PolicyRefused: The policy does not fit the data.
    """
    data = await scenario_data(uow, inputs, question.scenario_id, question.policy)
    try:
        tried = design(data.policy, question.ranges, question.method, question.count, question.seed)
    except DesignProblem as error:
        raise SweepRefused(error) from error
    need = chosen_need(data.prepared, question.need_category)
    try:
        found = sweep(data.prepared, data.policy, tried, need, POVERTY_WEIGHT, report)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
    return {
        "scenario_version": data.scenario.version,
        "data_versions": data.data_versions,
        "policy": data.policy.model_dump(mode="json"),
        "method": question.method,
        "seed": question.seed,
        **sweep_document(found, data.prepared, need),
    }


def sweep_document(found: Sweep, prepared: Prepared, need: str | None) -> dict[str, Any]:
    """Return a sweep by columns: one number a variation, null where it has none."""
    return {
        "need_category": need,
        "need_weight": POVERTY_WEIGHT,
        "school_count": prepared.school_count,
        "compared_count": int(np.count_nonzero(prepared.current_cents >= 0)),
        "ranges": _ranges(found.design),
        "measures": {
            name: np.round(found.measures[:, index], _DIGITS.get(name, 2)).tolist()
            for index, name in enumerate(MEASURES)
        },
        "feasible": found.feasible.astype(np.int8).tolist(),
        "exact_count": int(np.count_nonzero(found.exact)),
        "slow_because": found.slow_because,
    }


def _ranges(tried: Design) -> list[dict[str, Any]]:
    described, column = [], 0
    for asked in tried.ranges:
        settings = tried.settings[column : column + len(asked.settings)]
        described.append(
            {
                **setting_document(settings),
                "low": plain_decimal(asked.low),
                "high": plain_decimal(asked.high),
                "values": tried.values[:, column].tolist(),
            }
        )
        column += len(asked.settings)
    return described


def setting_document(settings: Sequence[PolicySetting]) -> dict[str, Any]:
    """Return settings that vary together, with what they share and where each stands in the policy's document."""
    first = settings[0]

    def shared(name: str) -> Any:
        values = {getattr(setting, name) for setting in settings}
        return values.pop() if len(values) == 1 else None

    return {
        "kind": first.kind,
        "unit": first.unit,
        "step": plain_decimal(first.step),
        "label": shared("label") or "",
        "source_id": shared("source_id"),
        "rule_id": shared("rule_id"),
        "adjustment_id": shared("adjustment_id"),
        "level": shared("level"),
        "need_category": shared("need_category"),
        "settings": [
            {"setting": setting.setting, "path": list(setting.path), "today": plain_decimal(setting.value)}
            for setting in settings
        ],
    }
