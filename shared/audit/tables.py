"""SQL for migrations: the tables of the audit trail, which nobody changes, and the door that lists their ends.

Entries are written once: the service's role has no right to change them, and a trigger refuses everybody, owner
included. The head only ever moves to the next entry. Whoever may switch triggers off can still change both; for that
there are signed checkpoints. See docs/adr/0022-the-audit-trail-is-chained-and-signed.md.
"""

from shared.row_security import district_table

_ENTRY = """
CREATE TABLE audit_entry (
    district_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    form integer NOT NULL CHECK (form > 0),
    occurred_at timestamptz NOT NULL,
    user_id uuid,
    role text NOT NULL,
    action text NOT NULL CHECK (action ~ '^[a-z][a-z_]*([.][a-z_]+)+$'),
    subject text NOT NULL,
    detail jsonb NOT NULL CHECK (jsonb_typeof(detail) = 'object'),
    previous bytea NOT NULL CHECK (length(previous) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (district_id, sequence)
)"""
_HEAD = """
CREATE TABLE audit_head (
    district_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (district_id)
)"""
_REFUSE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"""
_MOVE_ON = """
CREATE FUNCTION audit_head_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.district_id <> OLD.district_id OR (NEW.sequence <> OLD.sequence + 1
            AND (NEW.sequence <> OLD.sequence OR NEW.hash <> OLD.hash)) THEN
        RAISE EXCEPTION 'the head of an audit chain moves to its next entry only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$"""


def create_audit(app_role: str) -> list[str]:
    """Return the statements for a service that records; run them as the owner."""
    return [
        _ENTRY,
        _HEAD,
        "CREATE INDEX audit_entry_by_subject ON audit_entry (district_id, subject, sequence)",
        *_closed("audit_entry", app_role, "SELECT, INSERT"),
        *_closed("audit_head", app_role, "SELECT, INSERT, UPDATE"),
        _REFUSE,
        _MOVE_ON,
        *(
            f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
            for table, name, events, each, function in (
                ("audit_entry", "written_once", "UPDATE OR DELETE", "ROW", "audit_refuse_change"),
                ("audit_entry", "never_emptied", "TRUNCATE", "STATEMENT", "audit_refuse_change"),
                ("audit_head", "moves_on", "UPDATE", "ROW", "audit_head_moves_on"),
                ("audit_head", "never_removed", "DELETE", "ROW", "audit_refuse_change"),
                ("audit_head", "never_emptied", "TRUNCATE", "STATEMENT", "audit_refuse_change"),
            )
        ),
        # Who signs and who checks must find every chain; what is in a chain is read under its district's wall.
        """CREATE FUNCTION audit_heads() RETURNS TABLE (district_id uuid, sequence bigint, hash bytea)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT h.district_id, h.sequence, h.hash FROM audit_head h ORDER BY h.district_id $$""",
        "REVOKE ALL ON FUNCTION audit_heads() FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION audit_heads() TO {app_role}",
    ]


def drop_audit() -> list[str]:
    """Return the statements that undo :func:`create_audit`."""
    return [
        "DROP FUNCTION audit_heads()",
        "DROP TABLE audit_head",
        "DROP TABLE audit_entry",
        "DROP FUNCTION audit_head_moves_on()",
        "DROP FUNCTION audit_refuse_change()",
    ]


def _closed(table: str, app_role: str, grants: str) -> list[str]:
    statements = [
        # The role may hold more by default privileges than this table should give.
        f"REVOKE ALL ON {table} FROM {app_role}",
        *district_table(table, app_role, grants),
    ]
    if table == "audit_head":
        # Forced row security holds for the owner too, and the door runs as the owner.
        statements.append(f"CREATE POLICY owner_lists_the_heads ON {table} FOR SELECT TO CURRENT_USER USING (true)")
    return statements
