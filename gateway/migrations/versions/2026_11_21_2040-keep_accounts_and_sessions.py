"""Keep accounts and sessions."""

from alembic import op

from shared.row_security import district_table

revision = "keep_accounts_and_sessions"
down_revision = None
branch_labels = None
depends_on = None

_APP = "gateway_app"
_DISTRICT = """
CREATE TABLE district (
    district_id uuid PRIMARY KEY,
    name varchar(200) NOT NULL CHECK (name <> '')
)"""
_ACCOUNT = """
CREATE TABLE account (
    district_id uuid NOT NULL REFERENCES district (district_id),
    user_id uuid NOT NULL,
    username varchar(100) NOT NULL CHECK (username = lower(username) AND username <> ''),
    password_hash varchar(200) NOT NULL,
    display_name varchar(200) NOT NULL,
    roles text[] NOT NULL CHECK (cardinality(roles) > 0),
    school_ids text[] NOT NULL DEFAULT '{}',
    language varchar(2) NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es')),
    disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district_id, user_id)
)"""
# The key is the SHA-256 of a random token: whoever reads this table cannot sign in with it.
_SESSION = """
CREATE TABLE session (
    district_id uuid NOT NULL,
    key bytea NOT NULL CHECK (length(key) = 32),
    user_id uuid NOT NULL,
    kind varchar(6) NOT NULL CHECK (kind IN ('cookie', 'token')),
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (district_id, key),
    FOREIGN KEY (district_id, user_id) REFERENCES account (district_id, user_id) ON DELETE CASCADE
)"""
_ON_ACCOUNT = """
CREATE FUNCTION account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.disabled OR NEW.password_hash <> OLD.password_hash) THEN
        DELETE FROM session WHERE district_id = NEW.district_id AND user_id = NEW.user_id;
    END IF;
    PERFORM pg_notify('session_changed', 'user ' || OLD.user_id);
    RETURN NULL;
END $$"""
_ON_SESSION = """
CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('session_changed', 'key ' || encode(OLD.key, 'hex'));
    RETURN NULL;
END $$"""
_ACCOUNT_COLUMNS = """a.district_id, d.name AS district_name, a.user_id, a.username, a.display_name, a.roles,
    a.school_ids, a.language, a.disabled"""
_ACCOUNT_TYPES = """district_id uuid, district_name text, user_id uuid, username text, display_name text,
    roles text[], school_ids text[], language text, disabled boolean"""


def _door(signature: str, returns: str, body: str) -> list[str]:
    """Return a function with the owner's rights: the one way to a row before its district is known."""
    return [
        f"""CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql VOLATILE SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ {body} $$""",
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {_APP}",
    ]


def _closed(table: str, grants: str) -> list[str]:
    return [
        f"REVOKE ALL ON {table} FROM {_APP}",
        *district_table(table, _APP, grants),
        # Forced row security holds for the owner too, and the doors run as the owner.
        f"CREATE POLICY owner_serves_all_districts ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
    ]


def upgrade() -> None:
    """Create the tables, their notices and the doors to them."""
    for statement in (
        _DISTRICT,
        *_closed("district", "SELECT, INSERT, UPDATE"),
        _ACCOUNT,
        # Nobody types a district to sign in, so a user name belongs to one account of the whole installation. Only
        # operators create accounts, so the index tells no district about another.
        "CREATE UNIQUE INDEX account_named_once ON account (username)",
        *_closed("account", "SELECT, INSERT, UPDATE"),
        _SESSION,
        "CREATE INDEX session_of_user ON session (district_id, user_id)",
        "CREATE INDEX session_by_key ON session (key)",
        "CREATE INDEX session_by_end ON session (expires_at)",
        *_closed("session", "SELECT, INSERT, UPDATE, DELETE"),
        _ON_ACCOUNT,
        """CREATE TRIGGER account_changed AFTER UPDATE OR DELETE ON account
        FOR EACH ROW EXECUTE FUNCTION account_changed()""",
        _ON_SESSION,
        "CREATE TRIGGER session_ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_ended()",
        *_door(
            "account_named(wanted text)",
            f"TABLE ({_ACCOUNT_TYPES}, password_hash text)",
            f"""SELECT {_ACCOUNT_COLUMNS}, a.password_hash
            FROM account a JOIN district d USING (district_id) WHERE a.username = wanted""",
        ),
        *_door(
            "session_with_key(wanted bytea)",
            f"TABLE (kind text, seen_at timestamptz, expires_at timestamptz, {_ACCOUNT_TYPES})",
            f"""SELECT s.kind, s.seen_at, s.expires_at, {_ACCOUNT_COLUMNS}
            FROM session s JOIN account a USING (district_id, user_id) JOIN district d USING (district_id)
            WHERE s.key = wanted AND s.expires_at > clock_timestamp() AND NOT a.disabled""",
        ),
        *_door(
            "remove_expired_sessions()",
            "bigint",
            """WITH gone AS (DELETE FROM session WHERE expires_at < clock_timestamp() RETURNING 1)
            SELECT count(*) FROM gone""",
        ),
    ):
        op.execute(statement)


def downgrade() -> None:
    """Remove all of it."""
    for statement in (
        "DROP FUNCTION remove_expired_sessions()",
        "DROP FUNCTION session_with_key(bytea)",
        "DROP FUNCTION account_named(text)",
        "DROP TABLE session",
        "DROP FUNCTION session_ended()",
        "DROP TABLE account",
        "DROP FUNCTION account_changed()",
        "DROP TABLE district",
    ):
        op.execute(statement)
