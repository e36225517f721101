"""Propose a mapping for a file from its headers and what its cells look like.

A proposal is for a person to look at: every column carries how sure it is and why. Nothing is imported by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.allocation.domain.importing.column_profile import ColumnProfile, Profiler
from services.allocation.domain.importing.field_scores import score_fields
from services.allocation.domain.importing.kinds import SCHOOL_KEYED, ImportKind
from services.allocation.domain.importing.mapping import ColumnChoice, IdPart, LevelRule, Mapping
from services.allocation.domain.importing.vocabulary import Vocabulary
from services.allocation.domain.importing.wide_columns import wide_choices
from services.allocation.domain.importing.words import normal

SAMPLE_ROWS = 200
LEAST_BP = 4_000
FIGURES = frozenset({"pupil_count", "value", "amount"})


@dataclass(frozen=True, slots=True)
class _Score:
    confidence_bp: int
    field: str
    index: int
    reason: str


def match_columns(
    kind: ImportKind, header: Sequence[str], sample_rows: Sequence[Sequence[str]], vocabulary: Vocabulary
) -> Mapping:
    """Propose a mapping.

    Args:
        kind: What the file is imported as.
        header: Cleaned headers, see ``clean_header``.
        sample_rows: Rows of text cells; the first 200 are looked at.
        vocabulary: The district's words.
    Returns:
        A mapping with one choice per header, each with its confidence and a plain reason.
    """
    sample = sample_rows[:SAMPLE_ROWS]
    profiler = Profiler.of(vocabulary)
    profiles = [
        profiler.profile([row[index] if index < len(row) else "" for row in sample]) for index in range(len(header))
    ]
    id_parts = _cds_parts(header) if kind == "schools" or kind in SCHOOL_KEYED else ()
    taken_headers = {part.header for part in id_parts}
    chosen = _assign(kind, header, profiles, vocabulary, taken_headers)
    has_level = any(item.field in {"level", "grades_low"} for item in chosen.values())
    wide, checks = wide_choices(
        kind,
        header,
        profiles,
        # A column taken for a long figure may be one of many figures of a wide table.
        {index for index, item in chosen.items() if item.field not in FIGURES} | _indexes(header, taken_headers),
        vocabulary,
        profiler,
        _is_long(kind, chosen),
    )
    if any(field != "ignore" for field, _, _ in wide.values()):
        # A wide table's figures stand in its own columns; a long field found by chance would contradict them.
        chosen = {index: item for index, item in chosen.items() if item.field not in _LONG_ONLY.get(kind, ())}
    columns = tuple(
        _column(name, index, chosen, wide, taken_headers, profiles[index]) for index, name in enumerate(header)
    )
    fields = {column.field for column in columns}
    level = None
    if kind == "counts" and not has_level and any(column.role and "@" in column.role[1] for column in columns):
        level = LevelRule(by="counts", spanning="spread")
    return Mapping(
        kind=kind,
        columns=columns,
        id_parts=id_parts,
        school_id_from_name=kind == "schools" and not id_parts and "school_id" not in fields and "name" in fields,
        level=level,
        checks=checks,
    )


_LONG_ONLY: dict[ImportKind, tuple[str, ...]] = {
    "counts": ("need_category", "pupil_count"),
    "measures": ("measure", "value"),
    "current_budgets": ("source_id", "amount"),
    "school_grants": ("source_id", "amount", "label"),
}
_LONG_NEEDS: dict[ImportKind, frozenset[str]] = {
    "counts": frozenset({"need_category", "pupil_count"}),
    "measures": frozenset({"measure", "value"}),
    "current_budgets": frozenset({"source_id", "amount"}),
    "school_grants": frozenset({"source_id", "amount"}),
}


def _is_long(kind: ImportKind, chosen: dict[int, _Score]) -> bool:
    needs = _LONG_NEEDS.get(kind)
    return needs is not None and needs <= {item.field for item in chosen.values()}


def _assign(
    kind: ImportKind,
    header: Sequence[str],
    profiles: Sequence[ColumnProfile],
    vocabulary: Vocabulary,
    taken_headers: set[str],
) -> dict[int, _Score]:
    """Give each field its best column, the surest pairs first; ties go to the column further left."""
    scores: list[_Score] = []
    for index, name in enumerate(header):
        if name not in taken_headers:
            for field, (confidence_bp, reason) in score_fields(kind, name, profiles[index], vocabulary).items():
                if confidence_bp >= LEAST_BP:
                    scores.append(_Score(confidence_bp, field, index, reason))
    scores.sort(key=lambda item: (-item.confidence_bp, item.index, item.field))
    chosen: dict[int, _Score] = {}
    fields: set[str] = {"school_id"} if taken_headers else set()
    for item in scores:
        if item.index not in chosen and item.field not in fields:
            chosen[item.index] = item
            fields.add(item.field)
    return chosen


def _cds_parts(header: Sequence[str]) -> tuple[IdPart, ...]:
    """Recognise California's three-part code: county 2, district 5, school 7 digits."""
    by_name = {normal(name): name for name in header}
    parts = [
        (by_name.get("county code"), 2),
        (by_name.get("district code"), 5),
        (by_name.get("school code"), 7),
    ]
    if any(name is None for name, _ in parts):
        return ()
    return tuple(IdPart(header=name, width=width) for name, width in parts if name is not None)


def _indexes(header: Sequence[str], names: set[str]) -> set[int]:
    return {index for index, name in enumerate(header) if name in names}


def _column(
    name: str,
    index: int,
    chosen: dict[int, _Score],
    wide: dict[int, tuple[str, int, str]],
    taken_headers: set[str],
    profile: ColumnProfile,
) -> ColumnChoice:
    if name in taken_headers:
        return ColumnChoice(header=name, field="ignore", confidence_bp=9_000, reason="part of the school id")
    if index in chosen:
        item = chosen[index]
        return ColumnChoice(header=name, field=item.field, confidence_bp=item.confidence_bp, reason=item.reason)
    if index in wide:
        field, confidence_bp, reason = wide[index]
        return ColumnChoice(header=name, field=field, confidence_bp=confidence_bp, reason=reason)
    reason = "the column is empty" if not profile.filled else "neither the header nor the cells tell a field"
    return ColumnChoice(header=name, field="ignore", confidence_bp=5_000, reason=reason)
