-- Times are milliseconds since 1970-01-01T00:00:00Z; ids of the wire are their sixteen bytes.

CREATE TABLE members (
    id             BLOB PRIMARY KEY CHECK (length(id) = 16),
    key_id         TEXT NOT NULL UNIQUE,
    public_key     BLOB NOT NULL CHECK (length(public_key) = 32),
    organization   TEXT,
    profile        TEXT NOT NULL,
    consent_text   TEXT NOT NULL,
    consent_at_ms  INTEGER NOT NULL,
    enrolled_at_ms INTEGER NOT NULL
) STRICT;

-- Only the hash of an invitation's code is kept: who reads the database cannot enrol with it.
CREATE TABLE invitations (
    token_hash    BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    organization  TEXT NOT NULL,
    uses_left     INTEGER NOT NULL CHECK (uses_left >= 0),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE incidents (
    id               INTEGER PRIMARY KEY,
    -- The enrolled device whose further presses fold into it; null where nothing is proven.
    device           TEXT,
    lane             TEXT NOT NULL CHECK (lane IN ('verified', 'unverified', 'drill')),
    phase            TEXT NOT NULL CHECK (phase IN ('open', 'acknowledged', 'dispatched', 'on_scene', 'closed')),
    opened_at_ms     INTEGER NOT NULL,
    -- When the persons have to be told that nobody has taken it; null once told, taken or a drill.
    unclaimed_due_ms INTEGER,
    unclaimed        INTEGER NOT NULL DEFAULT 0,
    closed_at_ms     INTEGER,
    close_code       TEXT,
    -- Position in the board's sequence of changes: rises with every change of any incident.
    changed          INTEGER NOT NULL
) STRICT;
CREATE INDEX incidents_changed ON incidents (changed);
CREATE INDEX incidents_waiting ON incidents (unclaimed_due_ms) WHERE unclaimed_due_ms IS NOT NULL;
CREATE INDEX incidents_open ON incidents (lane, id) WHERE phase <> 'closed';
CREATE INDEX incidents_folding ON incidents (device, id) WHERE device IS NOT NULL AND phase <> 'closed';
CREATE INDEX incidents_closed ON incidents (closed_at_ms) WHERE closed_at_ms IS NOT NULL;

-- What is proven and what is only claimed are separate name spaces: nothing a stranger sends
-- under a member's alert id can stand in its way.
CREATE TABLE alerts (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL CHECK (length(id) = 16),
    proven         INTEGER NOT NULL CHECK (proven IN (0, 1)),
    -- Thumbprint of the key that signed (proven) or that was named (not proven); '' for none.
    sender         TEXT NOT NULL,
    lane           TEXT NOT NULL CHECK (lane IN ('verified', 'unverified', 'drill')),
    incident       INTEGER NOT NULL REFERENCES incidents (id),
    received_at_ms INTEGER NOT NULL,
    -- The device's clock when it signed, in seconds since 1970.
    signed_at_s    INTEGER,
    -- The highest update received without a gap.
    seq            INTEGER NOT NULL,
    -- Byte for byte what arrived.
    body           BLOB NOT NULL,
    UNIQUE (id, proven)
) STRICT;
CREATE INDEX alerts_incident ON alerts (incident);

-- Keyed by the alert's id, not its row: an update may come before its alert.
CREATE TABLE updates (
    id             BLOB NOT NULL CHECK (length(id) = 16),
    proven         INTEGER NOT NULL,
    sender         TEXT NOT NULL,
    seq            INTEGER NOT NULL CHECK (seq > 0),
    -- What it changes (fix, kind, cancel …); '' if this version cannot read it.
    what           TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    body           TEXT NOT NULL,
    PRIMARY KEY (id, proven, sender, seq)
) STRICT, WITHOUT ROWID;

-- Steps after `received`, which is the alert's own row; so n rises from 2.
CREATE TABLE status_events (
    alert    INTEGER NOT NULL REFERENCES alerts (row),
    n        INTEGER NOT NULL CHECK (n > 1),
    at_ms    INTEGER NOT NULL,
    state    TEXT NOT NULL,
    by       TEXT,
    eta_s    INTEGER,
    text     TEXT,
    -- Who did it; null if nobody did.
    operator INTEGER,
    PRIMARY KEY (alert, n)
) STRICT, WITHOUT ROWID;
