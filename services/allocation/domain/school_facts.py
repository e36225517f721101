"""What is known of the schools whatever a policy decides: made once of prepared inputs, and a third of a result."""

from typing import TYPE_CHECKING, Any

from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.exact import Cents
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS

if TYPE_CHECKING:
    from services.allocation.domain.prepare import Prepared


class SchoolFacts:
    """Lists over the schools, as they stand in a result's document.

    Attributes:
        document: ids, names, levels, pupils, shares of need in basis points and current budgets in cents.
        schools_hash: The hash of the document: readers who have it need not be told again.
    """

    __slots__ = ("document", "schools_hash")

    def __init__(self, prepared: "Prepared") -> None:
        scale = 100 // prepared.count_scale
        self.document: dict[str, Any] = {
            "school_ids": list(prepared.school_ids),
            "school_names": [school.name for school in prepared.schools],
            "school_levels": _levels(prepared),
            "pupil_counts": [f"{count * scale // 100}.{count * scale % 100:02d}" for count in prepared.pupils.tolist()],
            "need_shares_bp": _need_shares(prepared),
            "current_cents": known(prepared.current_cents),
        }
        self.schools_hash = canonical_hash(self.document)


def known(values: Cents) -> list[int | None]:
    """Return amounts in cents; -1 stands for one that is not known."""
    return [value if value >= 0 else None for value in values.tolist()]


def _levels(prepared: "Prepared") -> list[list[str]]:
    masks = [(level, prepared.level_masks[level].tolist()) for level in prepared.levels if level != ANY_LEVEL]
    return [[level for level, mask in masks if mask[row]] for row in range(prepared.school_count)]


def _need_shares(prepared: "Prepared") -> dict[str, list[int | None]]:
    pupils = prepared.pupils.tolist()
    return {
        need: [
            (2 * count * BASIS_POINTS + every) // (2 * every) if every else None
            for count, every in zip(prepared.need_counts[need].tolist(), pupils, strict=True)
        ]
        for need in prepared.need_categories
        if need != ALL_PUPILS
    }
