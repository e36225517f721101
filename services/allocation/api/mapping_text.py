"""A mapping that came as JSON text inside a form."""

from pydantic import ValidationError

from services.allocation.domain.importing.mapping import Mapping
from shared.problems import Malformed, ProblemItem, clean
from shared.validation_faults import fault_message, fault_pointer, parsed


def mapping_of(text: str | None) -> Mapping | None:
    """Return the mapping of a form field, None where it was left out.

    Raises:
        Malformed: It is not JSON, or not a mapping; every fault is listed.
    """
    if not text:
        return None
    try:
        return Mapping.model_validate_json(text)
    except ValidationError as error:
        sent = parsed(text)
        items = [
            ProblemItem(
                pointer=clean(
                    "/mapping" + fault_pointer(fault["loc"], sent, is_missing=fault["type"] == "missing"), 400
                ),
                code=clean(fault["type"]),
                message=clean(fault_message(fault["msg"])),
            )
            for fault in error.errors(include_url=False, include_context=False, include_input=False)[:100]
        ]
        raise Malformed("The mapping cannot be used. Each fault is listed with its place.", items) from error
