"""An input folder: six files, read with the same checks as an upload, every fault of all of them listed."""

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from services.allocation.domain.errors import InputProblem
from services.allocation.domain.importing import (
    DEFAULT_LEVELS,
    IMPORT_KINDS,
    CanonicalRow,
    CheckContext,
    Fault,
    ImportKind,
    KnownSchool,
    LevelDefinition,
    Mapping,
    NeedCategoryDefinition,
    Vocabulary,
    check_table,
    known_schools,
    match_columns,
)
from services.allocation.domain.importing.mapping import LevelRule
from services.allocation.domain.importing.table import Table
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    MeasureRow,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.policy import Policy
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

REQUIRED: tuple[ImportKind, ...] = ("schools", "counts", "revenue_sources")
SUFFIXES = (".csv", ".xlsx")


class FolderRefused(ValueError):
    """The folder cannot be used; every error found in any of its files is listed."""

    def __init__(self, errors: list[Fault]) -> None:
        self.errors = errors
        super().__init__(f"{len(errors)} errors")


@dataclass(slots=True)
class Folder:
    """What was read: the inputs, and what a person should look at."""

    inputs: Inputs
    warnings: list[Fault]
    files: list[str]


@dataclass(slots=True)
class _Reader:
    folder: Path
    mappings: Dictionary[ImportKind, Mapping]
    vocabulary: Vocabulary
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def read(self, kind: ImportKind) -> tuple[CanonicalRow, ...]:
        """Return the accepted rows of a kind; its faults are collected."""
        path = next((p for s in SUFFIXES if (p := self.folder / f"{kind}{s}").is_file()), None)
        if path is None:
            if kind in REQUIRED:
                self.errors.append(
                    Fault(
                        f"{kind}.csv", None, None, None, "file_missing", f"{self.folder.name} has no {kind}.csv.",
                        "Add the file; docs/allocation/input-folder.md describes it.",
                    )
                )  # fmt: skip
            return ()
        self.files.append(path.name)
        mapping = self.mappings.get(kind)
        try:
            table = read_table(
                path.read_bytes(),
                path.name,
                sheet=mapping.sheet if mapping else None,
                header_row=mapping.header_row if mapping else None,
            )
        except UnreadableFile as refused:
            if refused.code != "no_rows" or kind in REQUIRED:
                self.errors.append(refused.to_fault(path.name))
            return ()
        if not table.rows and kind not in REQUIRED:
            return ()
        chosen = mapping or self._match(kind, table)
        checked = check_table(kind, table, chosen, CheckContext(self.vocabulary))
        self.errors.extend(checked.report.errors)
        self.warnings.extend(checked.report.warnings)
        if mapping is None:
            self._tell_guesses(kind, path.name, chosen)
        if kind == "schools":
            self._know_schools(checked.rows, table, chosen)
        if kind == "revenue_sources":
            sources = tuple(
                (row.source_id, row.name, row.account_code or "")
                for row in checked.rows
                if isinstance(row, RevenueSource)
            )
            if not checked.report.errors:
                self.vocabulary = Vocabulary(
                    self.vocabulary.levels, self.vocabulary.need_categories, self.vocabulary.schools, sources
                )
        return checked.rows

    def _match(self, kind: ImportKind, table: Table) -> Mapping:
        chosen = match_columns(kind, table.header, table.rows, self.vocabulary)
        if kind in {"schools", "counts"} and len(self.vocabulary.levels) == 1 and chosen.level is None:
            # A district with one level does not write it everywhere.
            by: Literal["column", "grades", "whole"] = "whole" if kind == "counts" else "grades"
            if chosen.header_of("levels" if kind == "schools" else "level") is not None:
                by = "column"
            chosen = chosen.model_copy(update={"level": LevelRule(by=by, otherwise=self.vocabulary.levels[0].level)})
        return chosen

    def _know_schools(self, rows: tuple[CanonicalRow, ...], table: Table, mapping: Mapping) -> None:
        # Schools whose own row is faulty are known too, or each of their counts would be a fault as well.
        known = {school.school_id: school for school in known_schools(row for row in rows if isinstance(row, School))}
        header = mapping.header_of("school_id")
        if header in table.header:
            index = table.header.index(header)
            for cells in table.rows:
                school_id = cells[index].strip() if index < len(cells) else ""
                if school_id and school_id not in known:
                    known[school_id] = KnownSchool(school_id, school_id)
        self.vocabulary = Vocabulary(
            self.vocabulary.levels, self.vocabulary.need_categories, tuple(known.values()), self.vocabulary.sources
        )

    def _tell_guesses(self, kind: ImportKind, file_name: str, mapping: Mapping) -> None:
        for choice in mapping.columns:
            exact = choice.header.strip().casefold() == choice.field.casefold()
            if choice.field != "ignore" and not exact:
                self.warnings.append(
                    Fault(
                        file_name, None, choice.header, None, "column_matched", f"Read as {choice.field}.",
                        f"Rename the column, or give a mapping of {kind} with --mapping, if this is not meant.",
                    )
                )  # fmt: skip


def read_folder(folder: Path, policy: Policy, mappings: Dictionary[ImportKind, Mapping] | None = None) -> Folder:
    """Read every file of an input folder.

    Args:
        folder: Holds schools, counts and revenue_sources, and where present measures, current_budgets and
            school_grants, each as ``.csv`` or ``.xlsx``.
        policy: Says which levels and need categories the district has.
        mappings: How columns that are named otherwise fill the fields, by kind.

    Raises:
        FolderRefused: Any file has an error; all errors of all files are listed.
    """
    words = vocabulary_of(policy.levels, policy.need_categories, policy.duplicated_categories)
    return read_tables(folder, words, mappings or {})


def read_tables(folder: Path, words: Vocabulary, mappings: Dictionary[ImportKind, Mapping]) -> Folder:
    """Read every file of an input folder with the district's words.

    Raises:
        FolderRefused: As for ``read_folder``.
    """
    reader = _Reader(folder, mappings, words)
    rows: list[CanonicalRow] = []
    for kind in ("schools", "revenue_sources", *(kind for kind in IMPORT_KINDS if kind not in REQUIRED), "counts"):
        rows.extend(reader.read(kind))
    if reader.errors:
        raise FolderRefused(reader.errors)
    inputs = Inputs(
        schools=tuple(row for row in rows if isinstance(row, School)),
        counts=tuple(row for row in rows if isinstance(row, CountRow)),
        revenue_sources=tuple(row for row in rows if isinstance(row, RevenueSource)),
        measures=tuple(row for row in rows if isinstance(row, MeasureRow)),
        current_budgets=tuple(row for row in rows if isinstance(row, CurrentBudget)),
        school_grants=tuple(row for row in rows if isinstance(row, SchoolGrant)),
    )
    return Folder(inputs, reader.warnings, reader.files)


def fault_of(problem: InputProblem) -> Fault:
    """Return a problem found by the engine in the form of the others."""
    return Fault(
        problem.file, problem.row or None, problem.column, problem.value, problem.code, problem.message, problem.remedy
    )


def vocabulary_of(levels: Iterable[str], needs: Iterable[str], duplicated: Collection[str] = ()) -> Vocabulary:
    """Return a policy's words as the checks of a file know them."""
    known = {level.level: level for level in DEFAULT_LEVELS}
    return Vocabulary(
        levels=tuple(known.get(level, LevelDefinition(level, level, ())) for level in levels),
        need_categories=tuple(NeedCategoryDefinition(need, need, need in duplicated) for need in needs),
    )
