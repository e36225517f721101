"""The kinds of import and the fields that each takes."""

from typing import Literal, get_args

ImportKind = Literal[
    "schools",
    "counts",
    "measures",
    "revenue_sources",
    "current_budgets",
    "school_grants",
    "staff",
    "actual_expenditures",
]

CountBasis = Literal["projected", "census_day", "enrolled", "ada_p1", "ada_p2", "ada_annual", "higher_of_years"]
"""When and how pupils were counted."""

IMPORT_KINDS: tuple[ImportKind, ...] = get_args(ImportKind)

# Fields that one column fills. The first names of each list are those of the canonical file.
FIELDS: dict[ImportKind, tuple[str, ...]] = {
    "schools": (
        "school_id",
        "name",
        "levels",
        "school_type",
        "grades_low",
        "grades_high",
        "opened_on",
        "closed_on",
        "flags",
    ),
    "counts": (
        "school_id",
        "level",
        "need_category",
        "pupil_count",
        "basis",
        "counted_on",
        "school_name",
        "grades_low",
        "grades_high",
        "fiscal_year",
    ),
    "measures": ("school_id", "measure", "value", "school_name", "fiscal_year"),
    "revenue_sources": ("source_id", "name", "funder", "restricted", "amount", "account_code", "fiscal_year"),
    "current_budgets": ("school_id", "amount", "source_id", "school_name", "fiscal_year"),
    "school_grants": ("source_id", "school_id", "amount", "label", "school_name", "fiscal_year"),
    "staff": (
        "employee_id",
        "school_id",
        "job_class",
        "fte",
        "salary",
        "benefits",
        "longevity",
        "funding",
        "federal",
        "years",
        "school_name",
        "fiscal_year",
    ),
    "actual_expenditures": (
        "school_id",
        "pupil_count",
        "federal_personnel",
        "federal_other",
        "state_local_personnel",
        "state_local_other",
        "school_name",
        "fiscal_year",
    ),
}

# What one column of a wide table may give instead: "count:poverty", "count:all@middle", "amount:TITLE_I".
WIDE_ROLES: dict[ImportKind, tuple[str, ...]] = {
    "schools": ("flag",),
    "counts": ("count",),
    "measures": ("measure",),
    "revenue_sources": (),
    "current_budgets": ("amount",),
    "school_grants": ("amount",),
    "staff": (),
    "actual_expenditures": (),
}

REQUIRED_FIELDS: dict[ImportKind, tuple[str, ...]] = {
    "schools": ("school_id", "name"),
    "counts": ("school_id",),
    "measures": ("school_id",),
    "revenue_sources": ("source_id", "amount"),
    "current_budgets": ("school_id",),
    "school_grants": ("school_id",),
    "staff": ("school_id", "job_class", "fte", "salary"),
    "actual_expenditures": (
        "school_id",
        "pupil_count",
        "federal_personnel",
        "federal_other",
        "state_local_personnel",
        "state_local_other",
    ),
}

# The fields that a long table needs when no column has a wide role.
LONG_FIELDS: dict[ImportKind, tuple[str, ...]] = {
    "schools": (),
    "counts": ("need_category", "pupil_count"),
    "measures": ("measure", "value"),
    "revenue_sources": (),
    "current_budgets": ("amount",),
    "school_grants": ("source_id", "amount"),
    "staff": (),
    "actual_expenditures": (),
}

CANONICAL_COLUMNS: dict[ImportKind, tuple[str, ...]] = {
    "schools": FIELDS["schools"],
    "counts": ("school_id", "level", "need_category", "pupil_count"),
    "measures": ("school_id", "measure", "value"),
    "revenue_sources": ("source_id", "name", "funder", "restricted", "amount", "account_code"),
    "current_budgets": ("school_id", "amount", "source_id"),
    "school_grants": ("source_id", "school_id", "amount", "label"),
    "staff": (
        "employee_id",
        "school_id",
        "job_class",
        "fte",
        "salary",
        "benefits",
        "longevity",
        "funding",
        "federal",
        "years",
    ),
    "actual_expenditures": (
        "school_id",
        "pupil_count",
        "federal_personnel",
        "federal_other",
        "state_local_personnel",
        "state_local_other",
    ),
}

NOT_FOR_THE_FORMULA: frozenset[ImportKind] = frozenset({"staff", "actual_expenditures"})
"""Kinds that the formula never reads: what people earn, and what was spent."""

SCHOOL_KEYED: frozenset[ImportKind] = frozenset(
    {"counts", "measures", "current_budgets", "school_grants", "staff", "actual_expenditures"}
)
