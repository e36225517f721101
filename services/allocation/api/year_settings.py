"""What a district decides for a year on one topic: read as the rules are commonly read, replaced as a whole."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Body, Response

from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.deps import UnitOfWorkDep, WhoDep, Year
from services.allocation.usecases.compliance_settings import Document, YearTopic, read_settings, replace_settings
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired


def add_year_settings(
    router: SecuredRouter,
    name: str,
    topic: Callable[[int], YearTopic[Document]],
    *,
    reading: str,
    replacing: str,
    example: dict[str, Any],
) -> None:
    """Add the two operations of a topic's settings: ``get_NAME_settings`` and ``replace_NAME_settings``.

    Args:
        router: Where they go.
        name: The topic in the names of the operations, and with hyphens in the path.
        topic: Which settings a year has.
        reading: What the first operation does, in a sentence.
        replacing: What the second does.
        example: Settings that a client may send.
    """
    model = topic(0).model
    path = f"/{name.replace('_', '-')}-settings"

    async def read(fiscal_year: Year, uow: UnitOfWorkDep) -> Response:
        found = await read_settings(uow, topic(fiscal_year))
        return answer(found.settings, version=found.version)

    async def replace(
        fiscal_year: Year,
        body: Any,
        uow: UnitOfWorkDep,
        who: WhoDep,
        now: Now,
        if_match: IfMatch = None,
    ) -> Response:
        written = await replace_settings(uow, topic(fiscal_year), body, if_match, who, now)
        return answer(written.settings, version=written.version)

    replace.__annotations__["body"] = Annotated[model, Body(examples=[example])]
    for operation, name_of_it, described in ((read, "get", reading), (replace, "replace", replacing)):
        operation.__name__ = f"{name_of_it}_{name}_settings"
        operation.__doc__ = described
    router.get(path, response_model=model, responses=WITH_ETAG)(read)
    router.put(
        path,
        response_model=model,
        responses=WITH_ETAG | problem_responses(PreconditionRequired, PreconditionFailed),
    )(replace)
