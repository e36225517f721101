"""Invitations to try the formula, and the proposals that came."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.allocation.store.tables.columns import AT, metadata, required

invitation = Table(
    "invitation",
    metadata,
    required("district_id", Uuid),
    required("invitation_id", Uuid),
    required("fiscal_year", Integer),
    required("scenario_id", Uuid),
    required("scenario_name", Text),
    required("secret", Text),
    required("version", Integer),
    required("document", JSONB),
    required("policy", JSONB),
    required("data_versions", JSONB),
    required("opens_on", Date),
    required("closes_on", Date),
    Column("withdrawn_at", AT),
    required("created_at", AT),
    required("changed_at", AT),
    required("changed_by", Uuid),
    required("changed_by_name", Text),
    PrimaryKeyConstraint("district_id", "invitation_id"),
    ForeignKeyConstraint(["district_id", "scenario_id"], ["scenario.district_id", "scenario.scenario_id"]),
)
proposal = Table(
    "proposal",
    metadata,
    required("district_id", Uuid),
    required("proposal_id", Uuid),
    required("invitation_id", Uuid),
    required("retry_key", Text),
    required("setting_values", JSONB),
    required("comment", Text),
    required("language", Text),
    required("sent_on", Date),
    Column("hidden_at", AT),
    PrimaryKeyConstraint("district_id", "proposal_id"),
    UniqueConstraint("district_id", "invitation_id", "retry_key"),
    ForeignKeyConstraint(["district_id", "invitation_id"], ["invitation.district_id", "invitation.invitation_id"]),
)
