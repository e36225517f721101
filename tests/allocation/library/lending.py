"""A formula of the library in its own district's words: levels are its grade bands, need categories its groups."""

from collections.abc import Mapping
from decimal import Decimal

from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import (
    BandShare,
    GroupFromNeeds,
    LevelAsBands,
    MeasureFrom,
    NeedShare,
    VocabularyMapping,
)
from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import CountRow, Inputs, MeasureRow, RevenueSource, School
from services.allocation.domain.policy import policy_from_document
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result


def own_words(formula: LibraryFormula) -> VocabularyMapping:
    """Every word of the formula means itself."""
    return VocabularyMapping(
        levels=tuple(
            LevelAsBands(level=band.band, bands=(BandShare(band=band.band, share_bp=10_000),)) for band in formula.bands
        ),
        groups=tuple(
            GroupFromNeeds(group=group.group, needs=(NeedShare(need_category=group.group, share_bp=10_000),))
            for group in formula.groups
        ),
        measures=tuple(MeasureFrom(measure=measure.measure, named=measure.measure) for measure in formula.measures),
    )


def school_of(
    formula: LibraryFormula,
    bands: Mapping[str, Decimal],
    groups: Mapping[str, Decimal],
    measures: Mapping[str, Decimal] | None = None,
) -> Result:
    """One school with these pupils, allocated by a plain pool, ready to be compared."""
    level = max(bands, key=lambda band: bands[band])
    counts = [CountRow("S", band, "all", pupils) for band, pupils in bands.items()]
    counts += [CountRow("S", level, group, pupils) for group, pupils in groups.items()]
    data = Inputs(
        schools=(School("S", "School", tuple(bands)),),
        counts=tuple(counts),
        revenue_sources=(RevenueSource("GENERAL", "General", "state", False, 1_000_000_00),),
        measures=tuple(MeasureRow("S", name, value) for name, value in (measures or {}).items()),
    )
    needs = ("all", *(group.group for group in formula.groups))
    levels = tuple(band.band for band in formula.bands)
    decisions = policy_from_document(
        {
            "name": "Ours",
            "fiscal_year": 2027,
            "levels": levels,
            "need_categories": needs,
            "duplicated_categories": needs[1:],
            "sources": [
                {
                    "source_id": "GENERAL",
                    "distribution": "unlocked",
                    "rules": [{"kind": "proportional", "rule_id": "pupils", "measure": "pupils"}],
                }
            ],
        }
    )
    return allocate(prepare(data, levels, needs), decisions)
