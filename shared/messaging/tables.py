"""SQL for migrations: the tables of the outbox and the inbox, and the few doors through their walls.

The tables are closed by district like all others. A relay serves every district, so it goes through functions that run
with the owner's rights and do one thing each; the application role may call them and still cannot read the tables
across districts. See docs/adr/0004-outbox-relay-inbox.md.
"""

from shared.row_security import district_table

OUTBOX_CHANNEL = "outbox"

_OUTBOX = """
CREATE TABLE outbox (
    district_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    aggregate text NOT NULL,
    aggregate_version bigint NOT NULL CHECK (aggregate_version > 0),
    data json NOT NULL,
    traceparent text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    stream_sequence bigint,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, event_id),
    UNIQUE (district_id, type, aggregate, aggregate_version)
)"""
_OUTBOX_VERSION = """
CREATE TABLE outbox_version (
    district_id uuid NOT NULL,
    type text NOT NULL,
    aggregate text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (district_id, type, aggregate)
)"""
_INBOX = """
CREATE TABLE inbox (
    district_id uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district_id, consumer, event_id)
)"""
_INBOX_VERSION = """
CREATE TABLE inbox_version (
    district_id uuid NOT NULL,
    consumer text NOT NULL,
    type text NOT NULL,
    aggregate text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (district_id, consumer, type, aggregate)
)"""
_DELIVERY_ATTEMPT = """
CREATE TABLE delivery_attempt (
    district_id uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    tries integer NOT NULL,
    error text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district_id, consumer, event_id)
)"""
_DEAD_LETTER = """
CREATE TABLE dead_letter (
    district_id uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('gap', 'failed', 'invalid', 'unknown_type')),
    type text NOT NULL,
    aggregate text NOT NULL DEFAULT '',
    aggregate_version bigint NOT NULL DEFAULT 0,
    message bytea NOT NULL,
    stream text NOT NULL,
    stream_sequence bigint NOT NULL,
    error text NOT NULL DEFAULT '',
    tries integer NOT NULL DEFAULT 0,
    parked_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz,
    discarded boolean NOT NULL DEFAULT false,
    resolved_at timestamptz,
    PRIMARY KEY (district_id, consumer, event_id)
)"""


def create_outbox(app_role: str) -> list[str]:
    """Return the statements for a service that publishes; run them as the owner."""
    return [
        _OUTBOX,
        _OUTBOX_VERSION,
        "CREATE INDEX outbox_pending ON outbox (id) WHERE published_at IS NULL",
        *_closed("outbox", app_role, "SELECT, INSERT"),
        *_closed("outbox_version", app_role, "SELECT, INSERT, UPDATE"),
        # A statement trigger, so no way of inserting can forget to wake the relay.
        """CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$""",
        "CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify()",
        *_door(
            app_role,
            "outbox_pending(max_rows integer)",
            """TABLE (id bigint, event_id uuid, district_id uuid, type text, subject text, aggregate text,
                aggregate_version bigint, data text, traceparent text, created_at timestamptz)""",
            """SELECT o.id, o.event_id, o.district_id, o.type, o.subject, o.aggregate,
                o.aggregate_version, o.data::text, o.traceparent, o.created_at
            FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT max_rows FOR UPDATE SKIP LOCKED""",
        ),
        *_door(
            app_role,
            "outbox_mark(ids bigint[], sequences bigint[])",
            "void",
            """UPDATE outbox SET published_at = clock_timestamp(), stream_sequence = acked.sequence
            FROM unnest(ids, sequences) AS acked (id, sequence)
            WHERE outbox.id = acked.id AND outbox.published_at IS NULL""",
        ),
        *_door(
            app_role,
            "outbox_replay(since timestamptz)",
            "bigint",
            """WITH again AS (
                UPDATE outbox SET published_at = NULL
                WHERE created_at >= since AND published_at IS NOT NULL RETURNING 1
            ) SELECT count(*) FROM (SELECT pg_notify('outbox', '') FROM again) AS told""",
        ),
        *_door(
            app_role,
            "outbox_figures()",
            "TABLE (total bigint, published bigint, oldest_pending_s double precision, last_sequence bigint)",
            """SELECT count(*), count(published_at),
                coalesce(extract(epoch FROM
                    clock_timestamp() - min(created_at) FILTER (WHERE published_at IS NULL)), 0),
                coalesce(max(stream_sequence) FILTER (WHERE published_at IS NOT NULL), 0)
            FROM outbox""",
        ),
    ]


def create_inbox(app_role: str) -> list[str]:
    """Return the statements for a service that consumes; run them as the owner."""
    return [
        _INBOX,
        _INBOX_VERSION,
        _DELIVERY_ATTEMPT,
        _DEAD_LETTER,
        """CREATE INDEX dead_letter_due ON dead_letter (consumer, due_at)
        WHERE resolved_at IS NULL AND due_at IS NOT NULL""",
        """CREATE INDEX dead_letter_waiting ON dead_letter (district_id, consumer, type, aggregate, aggregate_version)
        WHERE resolved_at IS NULL""",
        *_closed("inbox", app_role, "SELECT, INSERT"),
        *_closed("inbox_version", app_role, "SELECT, INSERT, UPDATE"),
        *_closed("delivery_attempt", app_role, "SELECT, INSERT, UPDATE, DELETE"),
        *_closed("dead_letter", app_role, "SELECT, INSERT, UPDATE"),
        *_door(
            app_role,
            "dead_letter_due_now(of_consumer text, max_rows integer)",
            "TABLE (district_id uuid, event_id uuid)",
            """SELECT d.district_id, d.event_id FROM dead_letter d
            WHERE d.consumer = of_consumer AND d.resolved_at IS NULL AND d.due_at <= clock_timestamp()
            ORDER BY d.aggregate_version, d.stream_sequence LIMIT max_rows""",
        ),
        *_door(
            app_role,
            "dead_letter_open(of_consumer text)",
            """TABLE (district_id uuid, event_id uuid, reason text, type text, aggregate text,
                aggregate_version bigint, tries integer, error text, parked_at timestamptz)""",
            """SELECT d.district_id, d.event_id, d.reason, d.type, d.aggregate, d.aggregate_version,
                d.tries, d.error, d.parked_at
            FROM dead_letter d WHERE d.consumer = of_consumer AND d.resolved_at IS NULL ORDER BY d.stream_sequence""",
        ),
        *_door(
            app_role,
            "dead_letter_request(of_consumer text, only_event uuid, discard boolean)",
            "bigint",
            """WITH asked AS (
                UPDATE dead_letter SET due_at = clock_timestamp(), tries = 0, discarded = discard
                WHERE consumer = of_consumer AND resolved_at IS NULL
                    AND (only_event IS NULL OR event_id = only_event) RETURNING 1
            ) SELECT count(*) FROM asked""",
        ),
        *_door(
            app_role,
            "dead_letter_figures(of_consumer text)",
            "TABLE (dead bigint, waiting bigint, oldest_waiting_s double precision)",
            """SELECT count(*) FILTER (WHERE reason <> 'gap'), count(*) FILTER (WHERE reason = 'gap'),
                coalesce(extract(epoch FROM clock_timestamp() - min(parked_at) FILTER (WHERE reason = 'gap')), 0)
            FROM dead_letter WHERE consumer = of_consumer AND resolved_at IS NULL""",
        ),
    ]


def drop_outbox() -> list[str]:
    """Return the statements that undo :func:`create_outbox`."""
    doors = ("outbox_pending(integer)", "outbox_mark(bigint[], bigint[])", "outbox_replay(timestamptz)")
    return [
        *(f"DROP FUNCTION {door}" for door in (*doors, "outbox_figures()")),
        "DROP TABLE outbox",
        "DROP TABLE outbox_version",
        "DROP FUNCTION outbox_notify()",
    ]


def drop_inbox() -> list[str]:
    """Return the statements that undo :func:`create_inbox`."""
    doors = (
        "dead_letter_due_now(text, integer)",
        "dead_letter_open(text)",
        "dead_letter_request(text, uuid, boolean)",
        "dead_letter_figures(text)",
    )
    return [
        *(f"DROP FUNCTION {door}" for door in doors),
        *(f"DROP TABLE {table}" for table in ("dead_letter", "delivery_attempt", "inbox_version", "inbox")),
    ]


def _closed(table: str, app_role: str, grants: str) -> list[str]:
    return [
        # The role may hold more by default privileges than this table should give.
        f"REVOKE ALL ON {table} FROM {app_role}",
        *district_table(table, app_role, grants),
        # Forced row security holds for the owner too, and the doors run as the owner.
        f"CREATE POLICY owner_serves_all_districts ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
    ]


def _door(app_role: str, signature: str, returns: str, body: str) -> list[str]:
    return [
        f"""CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql VOLATILE SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ {body} $$""",
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {app_role}",
    ]
