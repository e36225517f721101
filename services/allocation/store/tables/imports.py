"""Imported files and their rows, version by version."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.allocation.store.tables.columns import AT, metadata, required

import_mapping = Table(
    "import_mapping",
    metadata,
    required("district_id", Uuid),
    required("name", Text),
    required("kind", Text),
    required("version", Integer),
    required("mapping", JSONB),
    required("changed_at", AT),
    required("changed_by", Uuid),
    PrimaryKeyConstraint("district_id", "name"),
)
data_import = Table(
    "data_import",
    metadata,
    required("district_id", Uuid),
    required("import_id", Uuid),
    required("fiscal_year", Integer),
    required("kind", Text),
    required("version", Integer),
    required("file_name", Text),
    required("sha256", Text),
    required("mapping", JSONB),
    required("report", JSONB),
    required("row_count", Integer),
    required("accepted_count", Integer),
    required("stored_at", AT),
    required("stored_by", Uuid),
    required("stored_by_name", Text),
    Column("label", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("district_id", "import_id"),
    UniqueConstraint("district_id", "fiscal_year", "kind", "version"),
)


def _row_table(name: str, *columns: Column[object] | UniqueConstraint) -> Table:
    """Rows of one import, in the order of its file."""
    return Table(
        name,
        metadata,
        required("district_id", Uuid),
        required("import_id", Uuid),
        required("position", Integer),
        required("origin_row", Integer),
        *columns,
        PrimaryKeyConstraint("district_id", "import_id", "position"),
        ForeignKeyConstraint(["district_id", "import_id"], ["data_import.district_id", "data_import.import_id"]),
    )


school = _row_table(
    "school",
    required("school_id", Text),
    required("name", Text),
    required("levels", ARRAY(Text)),
    required("school_type", Text),
    Column("grades_low", Text),
    Column("grades_high", Text),
    required("flags", ARRAY(Text)),
    Column("opened_on", Date),
    Column("closed_on", Date),
    UniqueConstraint("district_id", "import_id", "school_id"),
)
pupil_count = _row_table(
    "pupil_count",
    required("school_id", Text),
    required("level", Text),
    required("need_category", Text),
    required("pupil_count", Numeric(12, 2)),
)
measure = _row_table(
    "measure", required("school_id", Text), required("measure", Text), required("value", Numeric(20, 6))
)
revenue_source = _row_table(
    "revenue_source",
    required("source_id", Text),
    required("name", Text),
    required("funder", Text),
    required("restricted", Boolean),
    required("amount_cents", BigInteger),
    Column("account_code", Text),
    UniqueConstraint("district_id", "import_id", "source_id"),
)
current_budget = _row_table(
    "current_budget", required("school_id", Text), Column("source_id", Text), required("amount_cents", BigInteger)
)
school_grant = _row_table(
    "school_grant",
    required("source_id", Text),
    required("school_id", Text),
    required("label", Text),
    required("amount_cents", BigInteger),
)
staff_line = _row_table(
    "staff_line",
    required("person", Integer),
    required("school_id", Text),
    required("job_class", Text),
    required("fte", Numeric(8, 4)),
    required("salary_cents", BigInteger),
    required("benefits_cents", BigInteger),
    required("longevity_cents", BigInteger),
    required("funding", Text),
    required("federal", Boolean),
    Column("years", Numeric(5, 2)),
)
actual_expenditure = _row_table(
    "actual_expenditure",
    required("school_id", Text),
    required("pupil_count", Numeric(11, 2)),
    required("federal_personnel_cents", BigInteger),
    required("federal_other_cents", BigInteger),
    required("state_local_personnel_cents", BigInteger),
    required("state_local_other_cents", BigInteger),
)
count_basis = Table(
    "count_basis",
    metadata,
    required("district_id", Uuid),
    required("import_id", Uuid),
    required("version", Integer),
    required("basis", Text),
    required("label", Text),
    required("changed_at", AT),
    required("changed_by", Uuid),
    required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id", "import_id"),
    ForeignKeyConstraint(["district_id", "import_id"], ["data_import.district_id", "data_import.import_id"]),
)
