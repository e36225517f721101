"""Keep invitations to try the formula, and the proposals people send."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_21_2345"
down_revision = "2026_11_21_2330"
branch_labels = None
depends_on = None

APP = "allocation_app"
MOST_BYTES = 20_000


def upgrade() -> None:
    """Make the two tables."""
    # The secret makes the link unguessable; it opens one page that is meant for everybody, so editors may read it.
    op.execute(
        """CREATE TABLE invitation (
        district_id uuid NOT NULL,
        invitation_id uuid NOT NULL,
        fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 1990 AND 2100),
        scenario_id uuid NOT NULL,
        scenario_name text NOT NULL,
        secret text NOT NULL CHECK (length(secret) >= 40),
        version integer NOT NULL CHECK (version > 0),
        document jsonb NOT NULL,
        policy jsonb NOT NULL,
        data_versions jsonb NOT NULL,
        opens_on date NOT NULL,
        closes_on date NOT NULL CHECK (closes_on >= opens_on),
        withdrawn_at timestamptz,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        PRIMARY KEY (district_id, invitation_id),
        FOREIGN KEY (district_id, scenario_id) REFERENCES scenario (district_id, scenario_id))"""
    )
    # What somebody proposed, and nothing about who it was.
    op.execute(
        f"""CREATE TABLE proposal (
        district_id uuid NOT NULL,
        proposal_id uuid NOT NULL,
        invitation_id uuid NOT NULL,
        retry_key text NOT NULL,
        setting_values jsonb NOT NULL,
        comment text NOT NULL CHECK (length(comment) <= 2000),
        language text NOT NULL CHECK (language IN ('en', 'es')),
        sent_on date NOT NULL,
        hidden_at timestamptz,
        PRIMARY KEY (district_id, proposal_id),
        UNIQUE (district_id, invitation_id, retry_key),
        CHECK (octet_length(setting_values::text) <= {MOST_BYTES}),
        FOREIGN KEY (district_id, invitation_id) REFERENCES invitation (district_id, invitation_id))"""
    )
    for table in ("invitation", "proposal"):
        op.execute(f"REVOKE ALL ON {table} FROM {APP}")
        for statement in district_table(table, APP, "SELECT, INSERT, UPDATE"):
            op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE proposal")
    op.execute("DROP TABLE invitation")
