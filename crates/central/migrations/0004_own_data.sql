-- A member who had everything deleted. What is left of them, so that the same request gets the same
-- signed answer again: no name, no telephone, no organization.

CREATE TABLE deletions (
    key_id        TEXT PRIMARY KEY,
    public_key    BLOB NOT NULL CHECK (length(public_key) = 32),
    member        BLOB NOT NULL CHECK (length(member) = 16),
    deleted_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A member's own alerts, for the copy of their data.
CREATE INDEX alerts_sender ON alerts (sender, row) WHERE proven = 1;
