"""The tables of allocation as SQLAlchemy knows them. Checks, triggers and row security stand in the migrations."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()
_AT = DateTime(timezone=True)


def _required(name: str, kind: object) -> Column[object]:
    return Column(name, kind, nullable=False)  # type: ignore[arg-type]  # any type, class or instance


district_settings = Table(
    "district_settings",
    metadata,
    _required("district_id", Uuid),
    _required("version", Integer),
    _required("document", JSONB),
    _required("changed_at", _AT),
    _required("changed_by", Uuid),
    PrimaryKeyConstraint("district_id"),
)
import_mapping = Table(
    "import_mapping",
    metadata,
    _required("district_id", Uuid),
    _required("name", Text),
    _required("kind", Text),
    _required("version", Integer),
    _required("mapping", JSONB),
    _required("changed_at", _AT),
    _required("changed_by", Uuid),
    PrimaryKeyConstraint("district_id", "name"),
)
scenario = Table(
    "scenario",
    metadata,
    _required("district_id", Uuid),
    _required("scenario_id", Uuid),
    _required("fiscal_year", Integer),
    _required("name", Text),
    _required("policy", JSONB),
    Column("data_versions", JSONB(none_as_null=True)),
    _required("version", Integer),
    _required("created_at", _AT),
    _required("changed_at", _AT),
    _required("changed_by", Uuid),
    _required("changed_by_name", Text),
    Column("deleted_at", _AT),
    PrimaryKeyConstraint("district_id", "scenario_id"),
    Index("scenario_by_year", "district_id", "fiscal_year", "scenario_id"),
)
scenario_revision = Table(
    "scenario_revision",
    metadata,
    _required("district_id", Uuid),
    _required("scenario_id", Uuid),
    _required("version", Integer),
    _required("name", Text),
    _required("policy", JSONB),
    Column("data_versions", JSONB(none_as_null=True)),
    _required("note", Text),
    _required("changed_at", _AT),
    _required("changed_by", Uuid),
    _required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id", "scenario_id", "version"),
    ForeignKeyConstraint(["district_id", "scenario_id"], ["scenario.district_id", "scenario.scenario_id"]),
)
data_import = Table(
    "data_import",
    metadata,
    _required("district_id", Uuid),
    _required("import_id", Uuid),
    _required("fiscal_year", Integer),
    _required("kind", Text),
    _required("version", Integer),
    _required("file_name", Text),
    _required("sha256", Text),
    _required("mapping", JSONB),
    _required("report", JSONB),
    _required("row_count", Integer),
    _required("accepted_count", Integer),
    _required("stored_at", _AT),
    _required("stored_by", Uuid),
    _required("stored_by_name", Text),
    PrimaryKeyConstraint("district_id", "import_id"),
    UniqueConstraint("district_id", "fiscal_year", "kind", "version"),
)


def _row_table(name: str, *columns: Column[object] | UniqueConstraint) -> Table:
    """Rows of one import, in the order of its file."""
    return Table(
        name,
        metadata,
        _required("district_id", Uuid),
        _required("import_id", Uuid),
        _required("position", Integer),
        _required("origin_row", Integer),
        *columns,
        PrimaryKeyConstraint("district_id", "import_id", "position"),
        ForeignKeyConstraint(["district_id", "import_id"], ["data_import.district_id", "data_import.import_id"]),
    )


school = _row_table(
    "school",
    _required("school_id", Text),
    _required("name", Text),
    _required("levels", ARRAY(Text)),
    _required("school_type", Text),
    Column("grades_low", Text),
    Column("grades_high", Text),
    _required("flags", ARRAY(Text)),
    Column("opened_on", Date),
    Column("closed_on", Date),
    UniqueConstraint("district_id", "import_id", "school_id"),
)
pupil_count = _row_table(
    "pupil_count",
    _required("school_id", Text),
    _required("level", Text),
    _required("need_category", Text),
    _required("pupil_count", Numeric(12, 2)),
)
measure = _row_table(
    "measure", _required("school_id", Text), _required("measure", Text), _required("value", Numeric(20, 6))
)
revenue_source = _row_table(
    "revenue_source",
    _required("source_id", Text),
    _required("name", Text),
    _required("funder", Text),
    _required("restricted", Boolean),
    _required("amount_cents", BigInteger),
    Column("account_code", Text),
    UniqueConstraint("district_id", "import_id", "source_id"),
)
current_budget = _row_table(
    "current_budget", _required("school_id", Text), Column("source_id", Text), _required("amount_cents", BigInteger)
)
school_grant = _row_table(
    "school_grant",
    _required("source_id", Text),
    _required("school_id", Text),
    _required("label", Text),
    _required("amount_cents", BigInteger),
)
allocation_run = Table(
    "allocation_run",
    metadata,
    _required("district_id", Uuid),
    _required("run_id", Uuid),
    _required("fiscal_year", Integer),
    _required("revision", Integer),
    Column("supersedes_run_id", Uuid),
    _required("scenario_id", Uuid),
    _required("scenario_name", Text),
    _required("scenario_version", Integer),
    _required("policy", JSONB),
    _required("data_versions", JSONB),
    _required("reason", Text),
    _required("published_at", _AT),
    _required("published_by", Uuid),
    _required("published_by_name", Text),
    _required("engine_version", Text),
    _required("result_hash", Text),
    _required("policy_hash", Text),
    _required("inputs_hash", Text),
    _required("total_cents", BigInteger),
    _required("school_count", Integer),
    _required("sources", JSONB),
    _required("components", JSONB),
    _required("result", LargeBinary),
    PrimaryKeyConstraint("district_id", "run_id"),
    UniqueConstraint("district_id", "fiscal_year", "revision"),
    ForeignKeyConstraint(["district_id", "supersedes_run_id"], ["allocation_run.district_id", "allocation_run.run_id"]),
    ForeignKeyConstraint(
        ["district_id", "scenario_id", "scenario_version"],
        ["scenario_revision.district_id", "scenario_revision.scenario_id", "scenario_revision.version"],
    ),
)
school_allocation = Table(
    "school_allocation",
    metadata,
    _required("district_id", Uuid),
    _required("run_id", Uuid),
    _required("school_id", Text),
    _required("school_name", Text),
    _required("levels", ARRAY(Text)),
    _required("pupil_count", Numeric(12, 2)),
    _required("total_cents", BigInteger),
    _required("formula_cents", BigInteger),
    _required("top_up_cents", BigInteger),
    _required("reduction_cents", BigInteger),
    Column("current_cents", BigInteger),
    Column("minimum_cents", BigInteger),
    _required("held_harmless", Boolean),
    _required("component_cents", ARRAY(BigInteger)),
    PrimaryKeyConstraint("district_id", "run_id", "school_id"),
    ForeignKeyConstraint(["district_id", "run_id"], ["allocation_run.district_id", "allocation_run.run_id"]),
)
invitation = Table(
    "invitation",
    metadata,
    _required("district_id", Uuid),
    _required("invitation_id", Uuid),
    _required("fiscal_year", Integer),
    _required("scenario_id", Uuid),
    _required("scenario_name", Text),
    _required("secret_hash", LargeBinary),
    _required("version", Integer),
    _required("document", JSONB),
    _required("policy", JSONB),
    _required("data_versions", JSONB),
    _required("opens_on", Date),
    _required("closes_on", Date),
    Column("withdrawn_at", _AT),
    _required("created_at", _AT),
    _required("changed_at", _AT),
    _required("changed_by", Uuid),
    _required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id", "invitation_id"),
    ForeignKeyConstraint(["district_id", "scenario_id"], ["scenario.district_id", "scenario.scenario_id"]),
)
proposal = Table(
    "proposal",
    metadata,
    _required("district_id", Uuid),
    _required("proposal_id", Uuid),
    _required("invitation_id", Uuid),
    _required("retry_key", Text),
    _required("setting_values", JSONB),
    _required("comment", Text),
    _required("language", Text),
    _required("sent_on", Date),
    Column("hidden_at", _AT),
    PrimaryKeyConstraint("district_id", "proposal_id"),
    UniqueConstraint("district_id", "invitation_id", "retry_key"),
    ForeignKeyConstraint(["district_id", "invitation_id"], ["invitation.district_id", "invitation.invitation_id"]),
)
