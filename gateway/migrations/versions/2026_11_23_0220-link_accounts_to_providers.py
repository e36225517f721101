"""Keep which account is whose at a district's identity provider."""

from alembic import op

from shared.row_security import district_table

revision = "link_accounts_to_providers"
down_revision = "keep_accounts_and_sessions"
branch_labels = None
depends_on = None

_APP = "gateway_app"
# A subject is never given to anybody else by its issuer; an account belongs to one person there.
_TABLE = """
CREATE TABLE provider_link (
    district_id uuid NOT NULL,
    issuer text NOT NULL CHECK (issuer <> '' AND length(issuer) <= 200),
    subject text NOT NULL CHECK (subject <> '' AND length(subject) <= 255),
    user_id uuid NOT NULL,
    linked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district_id, issuer, subject),
    UNIQUE (district_id, user_id, issuer),
    FOREIGN KEY (district_id, user_id) REFERENCES account (district_id, user_id) ON DELETE CASCADE
)"""


def upgrade() -> None:
    """Create the table."""
    op.execute(_TABLE)
    op.execute(f"REVOKE ALL ON provider_link FROM {_APP}")
    for statement in district_table("provider_link", _APP, "SELECT, INSERT, DELETE"):
        op.execute(statement)


def downgrade() -> None:
    """Remove it."""
    op.execute("DROP TABLE provider_link")
