"""Job: recompute every publication of a year from its stored inputs and compare its hash with the published one."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from services.allocation.jobs.context import JobContext, JobOutcome
from services.allocation.jobs.registry import register
from services.allocation.usecases.explain_amount import recomputed_run
from services.allocation.usecases.read_runs import list_allocation_runs
from services.allocation.usecases.refusals import RunNotReproducible
from shared.field_types import FiscalYearNumber

_MOST_RUNS = 1_000


class VerifyRunsParameters(BaseModel):
    """Which publications."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"fiscal_year": 2027}]})

    fiscal_year: FiscalYearNumber


async def verify_runs(context: JobContext, parameters: VerifyRunsParameters) -> JobOutcome:
    """Recompute every run of the year; one that gives other figures is listed, not hidden."""
    runs = await list_allocation_runs(context.uow(), parameters.fiscal_year, None, _MOST_RUNS)
    checked: list[dict[str, Any]] = []
    for number, run in enumerate(runs):
        context.report(number, len(runs), run.scenario_name)
        try:
            await recomputed_run(context.uow(), context.prepared_inputs, run.run_id)
        except RunNotReproducible:
            same = False
        else:
            same = True
        checked.append(
            {"run_id": str(run.run_id), "revision": run.revision, "result_hash": run.result_hash, "same": same}
        )
    context.report(len(runs), len(runs))
    return JobOutcome({"fiscal_year": parameters.fiscal_year, "runs": checked})


register("verify_runs", VerifyRunsParameters, verify_runs)
