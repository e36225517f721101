"""Read a district's Title I facts out of the imported data: children, shares, spans, private children by area."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from services.allocation.domain.compliance.title_one.schools import TitleOneDistrict, TitleOneSchool
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Mask, Prepared

_TITLE_ONE = re.compile(r"\btitle[ _-]*(i|1)(?![a-z0-9])(?!.*\b(ii|iii|iv)\b)", re.IGNORECASE)
SACS_TITLE_ONE = "3010"


class TitleOneIncomplete(ValueError):
    """Something that Title I needs is not there. ``code`` is stable, ``remedy`` says what to do."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        self.code, self.message, self.remedy = code, message, remedy
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class FoundDistrict:
    """The district's facts, and the revenue source that the allocation was taken from."""

    district: TitleOneDistrict
    source_id: str | None


def find_source(sources: Iterable[RevenueSource]) -> RevenueSource | None:
    """Return the revenue source that is Title I, Part A by its name, id or SACS resource; None when in doubt."""
    found = [
        source
        for source in sources
        if _TITLE_ONE.search(source.name)
        or _TITLE_ONE.search(source.source_id)
        or SACS_TITLE_ONE in re.split(r"\W+", source.account_code or "")
    ]
    return found[0] if len(found) == 1 else None


def district_of(prepared: Prepared, fiscal_year: int, start_month: int, settings: TitleOneSettings) -> FoundDistrict:
    """Collect the facts of all open schools.

    Raises:
        TitleOneIncomplete: The allocation or a count the settings name is not there.
    """
    allocation, source_id = _allocation(prepared, settings)
    children = _poverty(prepared, settings)
    private = _figure(prepared, settings.private_count, needed=False)
    open_mask = open_schools(prepared, fiscal_year, start_month)
    resident = None if settings.children_count is None else _known(prepared, settings.children_count, open_mask)
    flags = [school.flags for school in prepared.schools]
    certified = _certified(prepared, settings, children, open_mask)
    spans = spans_of(prepared)
    schools = []
    for row, school in enumerate(prepared.schools):
        if not open_mask[row]:
            continue
        enrolled = Fraction(int(prepared.pupils[row]), prepared.count_scale)
        under_cep = settings.community_eligibility_flag in flags[row]
        low_income = children[row]
        if under_cep:
            low_income = certified[row] * Fraction(settings.community_eligibility_multiplier)
        schools.append(
            TitleOneSchool(
                school_id=school.school_id,
                name=school.name,
                span=spans[row],
                enrolled=enrolled,
                # Children are whole; a multiplied count never exceeds the children there are.
                low_income=_whole(min(low_income, enrolled if resident is None else resident[row])),
                private_low_income=_whole(private[row]),
                previously_served=settings.previously_served_flag in flags[row],
                community_eligibility=under_cep,
                resident=None if resident is None else resident[row],
            )
        )
    return FoundDistrict(TitleOneDistrict(tuple(schools), settings, allocation), source_id)


def _allocation(prepared: Prepared, settings: TitleOneSettings) -> tuple[int, str | None]:
    if settings.source_id is not None and settings.source_id not in prepared.sources:
        raise TitleOneIncomplete(
            "unknown_source",
            f"There is no revenue source {settings.source_id}.",
            "Choose one of the imported revenue sources, or type the allocation.",
        )
    source = (
        prepared.sources[settings.source_id]
        if settings.source_id is not None
        else find_source(prepared.sources.values())
    )
    source_id = None if source is None else source.source_id
    if settings.allocation_cents is not None:
        return settings.allocation_cents, source_id
    if source is None:
        raise TitleOneIncomplete(
            "allocation_unknown",
            "No revenue source is known as Title I, and no allocation is typed.",
            "Choose the revenue source that is Title I, Part A, or type the allocation.",
        )
    return source.amount_cents, source_id


def _poverty(prepared: Prepared, settings: TitleOneSettings) -> list[Fraction]:
    columns = [_figure(prepared, name, needed=True) for name in settings.poverty_counts]
    if settings.combine_counts == "sum":
        return [sum(parts, Fraction(0)) for parts in zip(*columns, strict=True)]
    return [max(parts) for parts in zip(*columns, strict=True)]


def _certified(
    prepared: Prepared, settings: TitleOneSettings, children: list[Fraction], open_mask: Mask
) -> list[Fraction]:
    """Direct certifications of schools under community eligibility; asked for only where there is such a school."""
    flag = settings.community_eligibility_flag
    flagged = np.array([flag in school.flags for school in prepared.schools], dtype=np.bool_) & open_mask
    if not flagged.any():
        return children
    return _known(prepared, settings.community_eligibility_count, flagged)


def _known(prepared: Prepared, name: str, schools: Mask) -> list[Fraction]:
    """Return a figure that these schools must have: one without it would pass for one without such children."""
    found = _figure(prepared, name, needed=True)
    known = prepared.has_measure.get(name, schools)
    missing = [prepared.school_ids[row] for row in np.flatnonzero(schools & ~known)]
    if missing:
        named = ", ".join(missing[:10]) + (", …" if len(missing) > 10 else "")
        raise TitleOneIncomplete(
            "count_missing",
            f'There is no "{name}" for {named}.',
            "Import it for these schools too; where there are no such children, it is 0.",
        )
    return found


def _figure(prepared: Prepared, name: str, *, needed: bool) -> list[Fraction]:
    kind, _, rest = name.partition(":")
    array: npt.NDArray[np.int64] | None
    if kind == "need" and rest:
        array, scale = prepared.need_counts.get(rest), prepared.count_scale
    else:
        array, scale = prepared.measures.get(name), MICRO
    if array is not None:
        return [Fraction(int(value), scale) for value in array]
    if needed:
        known = [f"need:{need}" for need in prepared.need_counts if need != ALL_PUPILS] + list(prepared.measures)
        raise TitleOneIncomplete(
            "unknown_count",
            f'The data have no "{name}".',
            f"Import it, or choose one of: {', '.join(known[:30])}.",
        )
    return [Fraction(0)] * prepared.school_count


def spans_of(prepared: Prepared) -> list[str]:
    """Return the level of each school with most pupils, the first of its levels where pupils are not known by level."""
    pupils: list[dict[str, Fraction]] = [{} for _ in prepared.schools]
    for count in prepared.inputs.counts:
        if count.need_category == ALL_PUPILS and count.level != ANY_LEVEL:
            of_school = pupils[prepared.school_rows[count.school_id]]
            of_school[count.level] = of_school.get(count.level, Fraction(0)) + Fraction(count.pupil_count)
    return [
        max(sorted(found), key=lambda level: found[level]) if (found := pupils[row]) else (school.levels or ("",))[0]
        for row, school in enumerate(prepared.schools)
    ]


def _whole(number: Fraction) -> int:
    return int(number + Fraction(1, 2))
