"""How well a column suits each field: by its header first, by its cells to confirm or refuse."""

from services.allocation.domain.importing.column_profile import ColumnProfile
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.importing.synonyms import COUNT_WORDS, FIELD_NAMES, MONEY_WORDS, RATE_WORDS
from services.allocation.domain.importing.vocabulary import Vocabulary
from services.allocation.domain.importing.words import normal

_NUMERIC = frozenset({"pupil_count", "amount", "value"})
_NAME_INDEX = {
    kind: {field: {normal(name): rank for rank, name in enumerate(names)} for field, names in fields.items()}
    for kind, fields in FIELD_NAMES.items()
}


def score_fields(
    kind: ImportKind, header: str, profile: ColumnProfile, vocabulary: Vocabulary
) -> dict[str, tuple[int, str]]:
    """Return confidence (basis points) and reason for every field that the column might fill."""
    name = normal(header)
    scores: dict[str, tuple[int, str]] = {}
    for field, names in _NAME_INDEX[kind].items():
        by_header = _by_header(field, name, names)
        sure, reason = _with_cells(field, name, by_header, profile, vocabulary)
        if sure > 0:
            scores[field] = (sure, reason)
    return scores


def _by_header(field: str, name: str, names: dict[str, int]) -> int:
    if name == normal(field):
        return 9_600
    rank = names.get(name)
    if rank is not None:
        return max(9_300 - rank * 40, 7_500)
    if field in {"name", "school_type", "flags", "measure"} or field in _NUMERIC:
        return 0
    inside = [len(known) for known in names if len(known) > 5 and f" {known} " in f" {name} "]
    return 6_000 if inside else 0


def _with_cells(
    field: str, name: str, by_header: int, profile: ColumnProfile, vocabulary: Vocabulary
) -> tuple[int, str]:
    """Let the cells raise or refuse what the header suggests."""
    named = "the header is a known name for it"
    if not profile.filled:
        return (min(by_header, 5_000), "the header fits, but the column is empty") if by_header else (0, "")
    if field == "school_id" and vocabulary.schools is not None:
        if profile.school_id >= 0.8:
            return 9_900, "its cells are ids of the district's schools"
        # A header may mislead ("School" holds names), so cells that match no school weigh against it.
        return (by_header * 6 // 10, f"{named}, but its cells match no school") if by_header else (0, "")
    if field in {"school_name", "name"} and vocabulary.schools is not None and profile.school_name >= 0.6:
        return 9_700, "its cells are names of the district's schools"
    share = {
        "level": profile.level,
        "levels": profile.level,
        "grades_low": profile.grade,
        "grades_high": profile.grade,
        "need_category": profile.need,
        "restricted": profile.yes_no,
        "fiscal_year": profile.fiscal_year,
    }.get(field)
    if share is not None:
        return _by_share(field, by_header, share, profile)
    if field in {"name", "school_name", "funder", "label", "school_type"}:
        fits = profile.number < 0.5
        return (
            (by_header, named) if by_header and fits else (by_header // 3, "the header fits, but its cells are numbers")
        )
    if field == "school_id":
        return _unknown_school_id(by_header, profile)
    if field in _NUMERIC:
        return _figure(field, name, by_header, profile)
    if field == "source_id" and profile.source >= 0.8:
        return max(by_header, 9_400), "its cells are the district's revenue sources"
    return by_header, named


def _by_share(field: str, by_header: int, share: float, profile: ColumnProfile) -> tuple[int, str]:
    if by_header and share >= 0.6:
        return max(by_header, 9_000), "the header is a known name for it and its cells agree"
    if by_header:
        return by_header // 2, "the header is a known name for it, but its cells say otherwise"
    # Grades and years look like plain numbers, so cells alone decide only for words.
    if field in {"level", "levels", "need_category"} and share >= 0.9 and profile.number < 0.1:
        return 6_500, "its cells are known words for it"
    return 0, ""


def _unknown_school_id(by_header: int, profile: ColumnProfile) -> tuple[int, str]:
    if not by_header:
        return 0, ""
    if profile.number >= 0.8 and profile.distinct > 0.5:
        return min(by_header + 300, 9_700), "the header is a known name for it and its cells are codes"
    return by_header * 7 // 10, "the header is a known name for it, but its cells look like words"


def _figure(field: str, name: str, by_header: int, profile: ColumnProfile) -> tuple[int, str]:
    parts = set(name.split())
    if not profile.is_number:
        # Under the field's own name even such a column is taken, so that each of its cells is listed with its remedy.
        sure = by_header // 2 if name == normal(field) else by_header // 3
        return sure, "the header fits, but its cells are not numbers"
    if parts & RATE_WORDS and not by_header:
        return 0, ""
    if by_header:
        return by_header, "the header is a known name for it and its cells are numbers"
    if field == "amount" and (profile.dollar_sign > 0.5 or parts & MONEY_WORDS):
        return 5_500, "its cells look like money"
    if field == "pupil_count" and parts & COUNT_WORDS:
        return 5_500, "its cells look like counts"
    return 0, ""
