"""Which of a district's levels, need categories and measures each word of another district's formula means."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Self

import numpy as np
from pydantic import Field, StringConstraints, model_validator

from services.allocation.domain.borrowed.formula import GradeBand, LibraryFormula, Word
from services.allocation.domain.exact import apportion
from services.allocation.domain.exact_types import BasisPoints, Code, LevelOrAny, PolicyPart
from services.allocation.domain.importing.grades import GRADES
from services.allocation.domain.importing.need_words import NeedReader
from services.allocation.domain.importing.synonyms import NEED_NAMES
from services.allocation.domain.importing.vocabulary import LevelDefinition, NeedCategoryDefinition
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS

CURRENT_BUDGET = "current_budget"
"""Stands for the school's current budget where a measure is asked for."""

WORDS = frozenset({CURRENT_BUDGET, "pupils"})
"""What may stand for a measure without being one."""

_EVERY_GRADE = tuple(grade for grade in GRADES if grade not in {"EE", "PK", "TK"})


class BandShare(PolicyPart):
    """How much of a level's pupils are in a grade band of the formula."""

    band: Word
    share_bp: BasisPoints


class LevelAsBands(PolicyPart):
    """One of the district's levels, divided into the formula's grade bands; ``*``: schools counted as a whole."""

    level: LevelOrAny
    bands: tuple[BandShare, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _make_a_whole(self) -> Self:
        total = sum(band.share_bp for band in self.bands)
        if total != BASIS_POINTS:
            raise ValueError(f"{self.level}: the shares sum to {total} basis points, not {BASIS_POINTS}")
        if len({band.band for band in self.bands}) != len(self.bands):
            raise ValueError(f"{self.level}: a grade band stands twice")
        return self


class NeedShare(PolicyPart):
    """How much of one of the district's need categories belongs to a group of the formula."""

    need_category: Code
    share_bp: BasisPoints


class GroupFromNeeds(PolicyPart):
    """A group of the formula, counted by the district's need categories; none: nobody is counted for it."""

    group: Word
    needs: tuple[NeedShare, ...] = ()


class MeasureFrom(PolicyPart):
    """A measure of the formula: one of the district's measures, its current budget, or a number for every school."""

    measure: Word
    named: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9 ._/@-]{0,63}$")] | None = None
    value: Annotated[Decimal, Field(ge=0, le=1_000_000_000, max_digits=16, decimal_places=6)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.named is not None and self.value is not None:
            raise ValueError("give either named or value")
        return self


class VocabularyMapping(PolicyPart):
    """How a formula's words are read in the district; every part can be changed."""

    levels: tuple[LevelAsBands, ...] = Field(min_length=1, max_length=30)
    groups: tuple[GroupFromNeeds, ...] = Field(default=(), max_length=60)
    measures: tuple[MeasureFrom, ...] = Field(default=(), max_length=60)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what, names in (
            ("level", [level.level for level in self.levels]),
            ("group", [group.group for group in self.groups]),
            ("measure", [measure.measure for measure in self.measures]),
        ):
            if len(names) != len(set(names)):
                raise ValueError(f"a {what} stands twice")
        return self


def suggested_mapping(
    formula: LibraryFormula,
    levels: Sequence[LevelDefinition],
    needs: Sequence[NeedCategoryDefinition],
    measures: Iterable[str],
    *,
    whole_schools: bool = False,
) -> VocabularyMapping:
    """Return the mapping to begin with: levels by their grades, groups and measures by their names.

    Args:
        formula: The formula whose words are read.
        levels: The district's levels with their grades; a level without grades counts as every grade.
        needs: The district's need categories.
        measures: The names of the district's measures.
        whole_schools: Whether some schools count their pupils without a level.
    """
    reader = NeedReader(tuple(needs))
    names = set(measures) | WORDS
    rows = [LevelAsBands(level=level.level, bands=_bands_of(formula.bands, level.grades)) for level in levels]
    if whole_schools:
        every = [grade for level in levels for grade in level.grades]
        rows.append(LevelAsBands(level=ANY_LEVEL, bands=_bands_of(formula.bands, every)))
    return VocabularyMapping(
        levels=tuple(rows),
        groups=tuple(
            GroupFromNeeds(group=group.group, needs=_needs_like(reader, group.like, group.share_bp))
            for group in formula.groups
        ),
        measures=tuple(
            MeasureFrom(measure=measure.measure, named=found) if found else
            MeasureFrom(measure=measure.measure, value=measure.otherwise)
            for measure in formula.measures
            for found in [next((name for name in measure.like if name in names), None)]
        ),
    )  # fmt: skip


def _needs_like(reader: NeedReader, like: Sequence[str], share_bp: int) -> tuple[NeedShare, ...]:
    for word in like:
        names = [word, *NEED_NAMES.get(word, ())]
        found = next((need for name in names if (need := reader.of_header(name)[0]) not in {None, ALL_PUPILS}), None)
        if found is not None and share_bp:
            return (NeedShare(need_category=found, share_bp=share_bp),)
    return ()


def _bands_of(bands: Sequence[GradeBand], grades: Sequence[str]) -> tuple[BandShare, ...]:
    """Divide a level's grades, each counted alike, into the formula's bands; a grade outside goes to the next one."""
    order = {grade: index for index, grade in enumerate(GRADES)}
    # Where a district runs classes before kindergarten they are small; they count only where the formula has them.
    every = {grade for band in bands for grade in band.grades}
    known = [grade for grade in grades if grade in order and (grade in every or grade in _EVERY_GRADE)]
    counted = [0] * len(bands)
    for grade in known or _EVERY_GRADE:
        distance = [min(abs(order[grade] - order[other]) for other in band.grades) for band in bands]
        counted[distance.index(min(distance))] += 1
    shares = apportion(BASIS_POINTS, np.array(counted, dtype=np.int64)).tolist()
    return tuple(BandShare(band=band.band, share_bp=share) for band, share in zip(bands, shares, strict=True) if share)
