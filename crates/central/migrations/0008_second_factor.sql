-- The second proof at the console's login, and sessions that rest.

-- What the operator's telephone and the central share (RFC 6238), sealed under the central's
-- sealing key; null for whoever has none.
ALTER TABLE operators ADD COLUMN totp_secret BLOB;
-- The interval of the last code that was taken: a code is good once.
ALTER TABLE operators ADD COLUMN totp_step INTEGER;
-- One that was shown and of which no code was given yet, sealed as well.
ALTER TABLE operators ADD COLUMN totp_offered BLOB;

-- When it was last used, to the minute.
ALTER TABLE sessions ADD COLUMN seen_at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET seen_at_ms = unixepoch() * 1000;
CREATE INDEX sessions_operator ON sessions (operator);
