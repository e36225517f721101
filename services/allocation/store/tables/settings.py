"""What a district settled once: its own words, its choices for federal checks, its rule for publishing."""

from sqlalchemy import Integer, PrimaryKeyConstraint, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.allocation.store.tables.columns import AT, metadata, required

district_settings = Table(
    "district_settings",
    metadata,
    required("district_id", Uuid),
    required("version", Integer),
    required("document", JSONB),
    required("changed_at", AT),
    required("changed_by", Uuid),
    PrimaryKeyConstraint("district_id"),
)
compliance_settings = Table(
    "compliance_settings",
    metadata,
    required("district_id", Uuid),
    required("fiscal_year", Integer),
    required("topic", Text),
    required("version", Integer),
    required("document", JSONB),
    required("changed_at", AT),
    required("changed_by", Uuid),
    required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id", "fiscal_year", "topic"),
)
publication_rule = Table(
    "publication_rule",
    metadata,
    required("district_id", Uuid),
    required("version", Integer),
    required("requires", Text),
    required("changed_at", AT),
    required("changed_by", Uuid),
    required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id"),
)
