"""The tables of allocation as SQLAlchemy knows them. Checks, triggers and row security stand in the migrations."""

from services.allocation.store.tables.columns import metadata
from services.allocation.store.tables.imports import (
    actual_expenditure,
    count_basis,
    current_budget,
    data_import,
    import_mapping,
    measure,
    pupil_count,
    revenue_source,
    school,
    school_grant,
    staff_line,
)
from services.allocation.store.tables.jobs import job, job_file
from services.allocation.store.tables.participation import invitation, proposal
from services.allocation.store.tables.publications import allocation_run, public_allocation, school_allocation
from services.allocation.store.tables.scenarios import (
    adopted_scenario,
    review_action,
    scenario,
    scenario_comment,
    scenario_revision,
)
from services.allocation.store.tables.settings import compliance_settings, district_settings, publication_rule

__all__ = [
    "actual_expenditure",
    "adopted_scenario",
    "allocation_run",
    "compliance_settings",
    "count_basis",
    "current_budget",
    "data_import",
    "district_settings",
    "import_mapping",
    "invitation",
    "job",
    "job_file",
    "measure",
    "metadata",
    "proposal",
    "public_allocation",
    "publication_rule",
    "pupil_count",
    "revenue_source",
    "review_action",
    "scenario",
    "scenario_comment",
    "scenario_revision",
    "school",
    "school_allocation",
    "school_grant",
    "staff_line",
]
