"""Job: a letter to every school of a scenario or of a publication, as one PDF and as a file each."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.allocation.domain.phrases import Language
from services.allocation.files.letters.notices import Basis, notice_rows, notices_zip
from services.allocation.jobs.context import JobContext, JobFile, JobOutcome
from services.allocation.jobs.registry import register
from services.allocation.usecases.documents import Outcome, file_stem, run_outcome, shadow_outcome


class NoticesParameters(BaseModel):
    """Whose letters, and in which language."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"scenario_id": "00000000-0000-4000-8000-000000000000", "language": "en"}]},
    )

    scenario_id: UUID | None = Field(default=None, description="Shadow notices: what schools would have received.")
    run_id: UUID | None = Field(default=None, description="Notices of a publication.")
    language: Language = "en"

    @model_validator(mode="after")
    def _one_of_two(self) -> "NoticesParameters":
        if (self.scenario_id is None) == (self.run_id is None):
            raise ValueError("give either scenario_id or run_id")
        return self


async def write_notices(context: JobContext, parameters: NoticesParameters) -> JobOutcome:
    """Write every letter; the archive holds one PDF of all schools and one for each."""
    outcome, basis = await _outcome(context, parameters)
    moment = outcome.decision.published_at or datetime.now(UTC)

    def report(done: int, total: int) -> None:
        context.report(done, total)

    content = await asyncio.to_thread(notices_zip, outcome.result, basis, [parameters.language], moment, report)
    name = f"{file_stem(outcome.result, 'notices')}-{parameters.language}.zip"
    schools = len(notice_rows(outcome.result))
    document = {"schools": schools, "language": parameters.language, "result_hash": outcome.result.result_hash}
    return JobOutcome(document, JobFile(name, "application/zip", content))


async def _outcome(context: JobContext, parameters: NoticesParameters) -> tuple[Outcome, Basis]:
    if parameters.run_id is not None:
        return await run_outcome(context.uow(), context.prepared_inputs, parameters.run_id), "run"
    assert parameters.scenario_id is not None, "one of the two is given"
    return await shadow_outcome(context.uow(), context.prepared_inputs, parameters.scenario_id), "shadow"


register("notices", NoticesParameters, write_notices)
