"""What would another district's formula give our schools? Nothing is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.borrowed.apply import Borrowed, Dollars, borrow
from services.allocation.domain.borrowed.compare import GroupLine, compare_groups
from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping, suggested_mapping
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.importing.vocabulary import LevelDefinition, NeedCategoryDefinition
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.policy import Policy
from services.allocation.domain.result import Result
from services.allocation.library.catalog import formulas
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.district_settings import DistrictSettings, get_district_settings
from services.allocation.usecases.library_refusals import FormulaNotFound
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AllocationInfeasible, InputsRefused, PolicyRefused


@dataclass(frozen=True, slots=True)
class Wish:
    """Which formula, read how, spending whose dollars, in place of which sources' rules."""

    formula_id: str
    mapping: VocabularyMapping | None
    dollars: Dollars
    source_ids: Sequence[str] | None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both formulas, and how they treat each group of pupils."""

    result: Result
    borrowed: Borrowed
    groups: list[GroupLine]


def get_formula(formula_id: str) -> LibraryFormula:
    """Return a formula of the library.

    Raises:
        FormulaNotFound: There is none of this id.
    """
    found = formulas().get(formula_id)
    if found is None:
        raise FormulaNotFound(formula_id)
    return found


async def borrow_formula(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, wish: Wish, now: datetime
) -> Comparison:
    """Apply a formula of the library to a scenario's pupils and money.

    Raises:
        FormulaNotFound: The library has none of this id.
        ScenarioNotFound: There is none, or not in this district.
        PolicyRefused: The mapping or a source does not fit the data; every fault is listed.
        AllocationInfeasible: There is nothing to compare.
    """
    formula = get_formula(wish.formula_id)
    calculation = await calculate_scenario(uow, inputs, scenario_id, wish.policy)
    mapping = wish.mapping
    if mapping is None:
        settings = (await get_district_settings(uow, now)).settings
        mapping = mapping_to_begin_with(calculation.result, formula, settings)
    return await asyncio.to_thread(_compare, calculation.result, formula, mapping, wish)


def mapping_to_begin_with(result: Result, formula: LibraryFormula, settings: DistrictSettings) -> VocabularyMapping:
    """Return the mapping suggested for the levels, need categories and measures that a result rests on."""
    prepared = result.prepared
    grades = {level.level: level.grades for level in settings.levels}
    names = {need.need_category: need.name for need in settings.need_categories}
    return suggested_mapping(
        formula,
        [LevelDefinition(level, level, grades.get(level, ())) for level in prepared.levels if level != ANY_LEVEL],
        [NeedCategoryDefinition(need, names.get(need, need)) for need in prepared.need_categories],
        prepared.measures,
        whole_schools=ALL_PUPILS in prepared.whole_school_needs,
    )


def _compare(result: Result, formula: LibraryFormula, mapping: VocabularyMapping, wish: Wish) -> Comparison:
    try:
        borrowed = borrow(result, formula, mapping, wish.dollars, wish.source_ids)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
    except Infeasible as error:
        raise AllocationInfeasible(error) from error
    return Comparison(result, borrowed, compare_groups(result.prepared, borrowed.ours, borrowed.theirs))
