"""Import of district files: match columns, check every row, list every fault. No file is opened here."""

from services.allocation.domain.importing.canonical_rows import CanonicalRow, canonical_table, keyed_values
from services.allocation.domain.importing.checking import check_table
from services.allocation.domain.importing.faults import Fault
from services.allocation.domain.importing.kinds import CANONICAL_COLUMNS, FIELDS, IMPORT_KINDS, ImportKind
from services.allocation.domain.importing.mapping import Mapping
from services.allocation.domain.importing.matching import match_columns
from services.allocation.domain.importing.report import CheckedImport, FaultyRows, ImportReport
from services.allocation.domain.importing.table import Table
from services.allocation.domain.importing.vocabulary import (
    DEFAULT_LEVELS,
    CheckContext,
    KnownSchool,
    LevelDefinition,
    NeedCategoryDefinition,
    Vocabulary,
    known_schools,
)

__all__ = [
    "CANONICAL_COLUMNS",
    "DEFAULT_LEVELS",
    "FIELDS",
    "IMPORT_KINDS",
    "CanonicalRow",
    "CheckContext",
    "CheckedImport",
    "Fault",
    "FaultyRows",
    "ImportKind",
    "ImportReport",
    "KnownSchool",
    "LevelDefinition",
    "Mapping",
    "NeedCategoryDefinition",
    "Table",
    "Vocabulary",
    "canonical_table",
    "check_table",
    "keyed_values",
    "known_schools",
    "match_columns",
]
