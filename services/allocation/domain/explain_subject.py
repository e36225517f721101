"""Any figure that a result shows, by its name: of a school, of a source, of the district, or of the matrix."""

from dataclasses import dataclass
from typing import Literal

from services.allocation.domain.explain import NothingToExplain, explain
from services.allocation.domain.explain_district import (
    explain_component_total,
    explain_district_line,
    explain_source_line,
)
from services.allocation.domain.explain_figures import AGAINST_TOTAL, PLAIN, NoSuchFigure, need_share, pupils
from services.allocation.domain.explain_matrix import CellExplainer
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.result import Result
from services.allocation.domain.school_reading import SchoolReading

Figure = Literal[
    "amount",
    "formula",
    "top_up",
    "reduction",
    "current",
    "minimum",
    "change",
    "change_share",
    "per_pupil",
    "pupils",
    "need_share",
    "locked",
    "central_share",
    "school_grant",
    "to_schools",
    "reserve",
    "difference",
    "school_control",
    "gaining",
    "losing",
    "unchanged",
    "rate",
    "weight",
    "weight_own_level",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about.

    With a school: its total, or what it receives of a source or component (figure ``amount``), or another figure of
    the school. Without: a line of a source's reconciliation, a component's total, a total of the district, or with
    level and need category a cell of the matrix.
    """

    school_id: str | None = None
    source_id: str | None = None
    component_id: str | None = None
    figure: Figure = "amount"
    level: str | None = None
    need_category: str | None = None


def explain_subject(result: Result, subject: Subject) -> Explanation:
    """Explain a figure.

    Raises:
        NothingToExplain: The result has no such figure; the message says why.
    """
    try:
        if subject.figure in {"rate", "weight", "weight_own_level"}:
            return _cell(result, subject)
        if subject.school_id is None:
            return _district(result, subject)
        return _school(result, subject, subject.school_id)
    except NoSuchFigure as error:
        message = str(error)
        raise NothingToExplain(f"{message[0].upper()}{message[1:]}.") from error


def _school(result: Result, subject: Subject, school_id: str) -> Explanation:
    if subject.figure == "amount":
        return explain(result, school_id, subject.source_id, subject.component_id)
    row = result.prepared.school_rows.get(school_id)
    if row is None:
        raise NoSuchFigure(f"no school has the id {school_id!r}")
    reading = SchoolReading(result, row)
    figure, need = subject.figure, subject.need_category
    if figure == "pupils":
        return pupils(reading, need or ALL_PUPILS)
    if figure == "need_share":
        return need_share(reading, need or ALL_PUPILS)
    if figure in PLAIN:
        return PLAIN[figure](reading)
    if figure in AGAINST_TOTAL:
        return AGAINST_TOTAL[figure](reading, lambda read: explain(read.result, school_id))
    raise NoSuchFigure(f"a school has no figure {figure!r}")


def _district(result: Result, subject: Subject) -> Explanation:
    if subject.component_id is not None:
        for component in result.components:
            if component.component_id == subject.component_id and subject.source_id in {None, component.source_id}:
                return explain_component_total(result, component)
        raise NoSuchFigure(f"no component has the id {subject.component_id!r}")
    if subject.source_id is None:
        return explain_district_line(result, subject.figure)
    return explain_source_line(result, _ledger(result, subject.source_id), subject.figure)


def _cell(result: Result, subject: Subject) -> Explanation:
    if subject.level is None or subject.need_category is None:
        raise NoSuchFigure("a cell of the matrix is named by level and need_category")
    if subject.source_id is not None:
        _ledger(result, subject.source_id)
    cells = CellExplainer(result, subject.source_id)
    if subject.figure == "rate":
        return cells.rate(subject.level, subject.need_category)
    own_level = subject.figure == "weight_own_level"
    return cells.weight(subject.level, subject.need_category, own_level=own_level)


def _ledger(result: Result, source_id: str) -> SourceLedger:
    for ledger in result.ledgers:
        if ledger.source.source_id == source_id:
            return ledger
    raise NoSuchFigure(f"no source has the id {source_id!r}")
