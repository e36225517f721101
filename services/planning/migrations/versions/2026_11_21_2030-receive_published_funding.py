"""Receive published funding."""

from alembic import op

from shared.idempotency import idempotency_table
from shared.messaging.tables import create_inbox, create_outbox, drop_inbox, drop_outbox
from shared.row_security import district_table

revision = "receive_published_funding"
down_revision = None
branch_labels = None
depends_on = None

_APP = "planning_app"
_FUNDING_RUN = """
CREATE TABLE funding_run (
    district_id uuid NOT NULL,
    run_id uuid NOT NULL,
    fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 1990 AND 2100),
    published_at timestamptz NOT NULL,
    result_hash varchar(80) NOT NULL,
    part_count integer NOT NULL CHECK (part_count > 0),
    parts_received integer NOT NULL CHECK (parts_received BETWEEN 1 AND part_count),
    PRIMARY KEY (district_id, run_id)
)"""
_SCHOOL_FUNDING = """
CREATE TABLE school_funding (
    district_id uuid NOT NULL,
    run_id uuid NOT NULL,
    school_id varchar(64) NOT NULL,
    school_name varchar(200) NOT NULL,
    pupil_count numeric(12, 2) NOT NULL CHECK (pupil_count >= 0),
    total_cents bigint NOT NULL CHECK (total_cents >= 0),
    streams jsonb NOT NULL,
    PRIMARY KEY (district_id, run_id, school_id),
    FOREIGN KEY (district_id, run_id) REFERENCES funding_run (district_id, run_id)
)"""


def upgrade() -> None:
    """Create the read model and the two ends of the road of events."""
    for statement in (
        _FUNDING_RUN,
        "CREATE INDEX funding_run_by_year ON funding_run (district_id, fiscal_year, published_at)",
        *district_table("funding_run", _APP, "SELECT, INSERT, UPDATE"),
        _SCHOOL_FUNDING,
        *district_table("school_funding", _APP, "SELECT, INSERT"),
        *idempotency_table(_APP),
        *create_outbox(_APP),
        *create_inbox(_APP),
    ):
        op.execute(statement)


def downgrade() -> None:
    """Remove all of it."""
    for statement in (
        *drop_inbox(),
        *drop_outbox(),
        "DROP TABLE idempotency_record",
        "DROP TABLE school_funding",
        "DROP TABLE funding_run",
    ):
        op.execute(statement)
