"""What can be checked where the policy is refused: the data, with as many of the district's words as it does say."""

from collections.abc import Mapping as Dictionary
from dataclasses import replace
from pathlib import Path

from services.allocation.domain.importing import ImportKind, Mapping, Vocabulary
from services.allocation.files.folder import FolderRefused, read_tables, vocabulary_of
from shared.validation_faults import parsed


def check_data(folder: Path, policy: Path, mappings: Dictionary[ImportKind, Mapping]) -> None:
    """Read an input folder for its faults alone.

    Raises:
        FolderRefused: With every fault that is one whatever the policy will say.
    """
    levels, needs = _words(policy)
    words = vocabulary_of(levels or (), needs or ())
    if levels is None:
        words = replace(words, levels=Vocabulary().levels)
    if needs is None:
        words = replace(words, need_categories=None)
    try:
        read_tables(folder, words, mappings)
    except FolderRefused as refused:
        # Without the policy's levels, a level of the district's own is no fault.
        errors = [fault for fault in refused.errors if levels is not None or fault.code != "unknown_level"]
        if errors:
            raise FolderRefused(errors) from refused


def _words(policy: Path) -> tuple[list[str] | None, list[str] | None]:
    document = parsed(policy.read_bytes())
    if not isinstance(document, dict):
        return None, None
    return _texts(document.get("levels")), _texts(document.get("need_categories"))


def _texts(value: object) -> list[str] | None:
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return value
    return None
