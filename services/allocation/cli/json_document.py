"""JSON files that commands read: what is wrong with one is said with its file, its place, its value and a remedy."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from services.allocation.domain.importing import Fault
from services.allocation.domain.importing.faults import shown
from services.allocation.files.folder import FolderRefused
from shared.validation_faults import fault_message, fault_pointer, parsed

Document = TypeVar("Document", bound=BaseModel)
_OBJECT = TypeAdapter(dict[str, JsonValue])


def read_object(path: Path, code: str, remedy: str) -> dict[str, JsonValue]:
    """Return the object that a JSON file holds, its parts unchecked.

    Raises:
        FolderRefused: The file holds no JSON, or no object.
    """
    try:
        return _OBJECT.validate_json(path.read_bytes())
    except ValidationError as error:
        raise refusal(path.name, error, None, code, remedy) from error


def read_document(shape: type[Document], path: Path, code: str, remedy: str) -> Document:
    """Return what a JSON file holds, in its shape.

    Raises:
        FolderRefused: The file holds no JSON, or something in it has no place in the shape.
    """
    content = path.read_bytes()
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        raise refusal(path.name, error, parsed(content), code, remedy) from error


def refusal(
    file: str, error: ValidationError, document: object, code: str, remedy: str, inside: tuple[str, ...] = ()
) -> FolderRefused:
    """Return every fault of a document as the refusal of a command.

    Args:
        file: The name of the file.
        error: What was found.
        document: What was checked; None where it is no JSON.
        code: A stable code for every fault of this document.
        remedy: A sentence that says what to do.
        inside: The part of the document that was checked.
    """
    return FolderRefused(
        [
            Fault(
                file,
                None,
                _place(each["loc"], document, inside, is_missing=each["type"] == "missing"),
                _value(each["type"], each["input"]),
                code,
                _sentence(each["msg"]),
                remedy,
            )
            for each in error.errors(include_url=False, include_context=False)
        ]
    )


def _value(kind: str, found: object) -> str | None:
    # Of what is missing or no JSON, and of a whole object, the value is the surroundings: they say nothing.
    if kind in {"missing", "json_invalid"} or isinstance(found, dict | list | tuple):
        return None
    return shown(found if isinstance(found, str) else json.dumps(found, default=str))


def _place(
    location: tuple[str | int, ...], document: object, inside: tuple[str, ...], *, is_missing: bool
) -> str | None:
    return "/".join((*inside, *fault_pointer(location, document, is_missing=is_missing).split("/")[1:])) or None


def _sentence(message: str) -> str:
    said = fault_message(message)
    return said if said.endswith(".") else f"{said}."
