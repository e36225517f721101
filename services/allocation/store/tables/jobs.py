"""Long work and the files it made."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.allocation.store.tables.columns import AT, metadata, required

job = Table(
    "job",
    metadata,
    required("district_id", Uuid),
    required("job_id", Uuid),
    required("kind", Text),
    required("parameters", JSONB),
    Column("scenario_id", Uuid),
    required("state", Text),
    required("version", Integer),
    required("done", Integer),
    required("total", Integer),
    required("note", Text),
    Column("problem", JSONB(none_as_null=True)),
    Column("result", LargeBinary),
    required("cancel_requested", Boolean),
    required("attempt", Integer),
    required("crash_count", Integer),
    required("dispatch_count", Integer),
    Column("dispatched_at", AT),
    Column("heartbeat_at", AT),
    required("requested_by", Uuid),
    required("requested_by_name", Text),
    required("created_at", AT),
    Column("started_at", AT),
    Column("finished_at", AT),
    PrimaryKeyConstraint("district_id", "job_id"),
    Index("job_open", "created_at", postgresql_where=text("state IN ('queued', 'running')")),
    Index("job_finished", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
)
job_file = Table(
    "job_file",
    metadata,
    required("district_id", Uuid),
    required("job_id", Uuid),
    required("name", Text),
    required("media_type", Text),
    required("sha256", Text),
    required("size_bytes", Integer),
    required("content", LargeBinary),
    PrimaryKeyConstraint("district_id", "job_id"),
    ForeignKeyConstraint(["district_id", "job_id"], ["job.district_id", "job.job_id"], ondelete="CASCADE"),
)
