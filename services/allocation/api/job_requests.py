"""The bodies that ask for a job: one for each kind, so that the document says what each takes."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Body
from pydantic import BaseModel, ConfigDict, create_model

from services.allocation.jobs import kinds as _every_kind
from services.allocation.jobs.registry import JobKind, kinds

__all__ = ["JobStart", "_every_kind"]


def _asking_for(kind: JobKind) -> type[BaseModel]:
    name = "".join(word.capitalize() for word in kind.kind.split("_"))
    extra = kind.parameters.model_config.get("json_schema_extra")
    examples = extra.get("examples") if isinstance(extra, dict) else None
    asked: list[Any] = examples if isinstance(examples, list) else []
    one_kind: Any = Literal[kind.kind]
    return create_model(
        f"Start{name}Job",
        __doc__=f"Asks for a job of kind {kind.kind}.",
        __config__=ConfigDict(
            extra="forbid",
            json_schema_extra={"examples": [{"kind": kind.kind, "parameters": each} for each in asked]},
        ),
        kind=(one_kind, ...),
        parameters=(kind.parameters, ...),
    )


if TYPE_CHECKING:

    class JobStart(BaseModel):
        """Any kind's body, as the type checker sees it."""

        kind: str
        parameters: BaseModel

else:
    _BODIES = [_asking_for(kind) for _, kind in sorted(kinds().items())]
    JobStart = _BODIES[0] if len(_BODIES) == 1 else Annotated[reduce(or_, _BODIES), Body(discriminator="kind")]
