-- Coordinators: who invites, who was invited, who is let in and who no longer.
-- SQLite cannot widen a CHECK, so the two tables that need it are made anew. Sessions move along,
-- for they refer to operators; a rename takes the references with it.

CREATE TABLE operators_new (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role          TEXT NOT NULL CHECK (role IN ('operator', 'supervisor', 'coordinator')),
    -- Whose members a coordinator sees.
    organization  TEXT,
    -- Argon2id, PHC string.
    password_hash TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    CHECK ((role = 'coordinator') = (organization IS NOT NULL))
) STRICT;
INSERT INTO operators_new (id, name, role, password_hash, created_at_ms)
    SELECT id, name, role, password_hash, created_at_ms FROM operators;

CREATE TABLE sessions_new (
    token_hash    BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    operator      INTEGER NOT NULL REFERENCES operators_new (id),
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sessions_new SELECT token_hash, operator, expires_at_ms FROM sessions;

DROP TABLE sessions;
DROP TABLE operators;
ALTER TABLE operators_new RENAME TO operators;
ALTER TABLE sessions_new RENAME TO sessions;

CREATE TABLE invitations_new (
    id             INTEGER PRIMARY KEY,
    token_hash     BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- Under the central's own key: a short code's plain hash could be guessed.
    code_hash      BLOB UNIQUE CHECK (length(code_hash) = 32),
    -- From which the central's key makes token and code again; null where they were only random.
    salt           BLOB CHECK (length(salt) = 16),
    organization   TEXT NOT NULL,
    -- The operator or coordinator; null for the command line.
    created_by     INTEGER REFERENCES operators (id),
    uses_total     INTEGER NOT NULL,
    uses_left      INTEGER NOT NULL CHECK (uses_left BETWEEN 0 AND uses_total),
    needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
    created_at_ms  INTEGER NOT NULL,
    expires_at_ms  INTEGER NOT NULL,
    revoked_at_ms  INTEGER
) STRICT;
-- How many uses an older invitation had at first is not known.
INSERT INTO invitations_new
        (token_hash, organization, uses_total, uses_left, needs_approval, created_at_ms, expires_at_ms)
    SELECT token_hash, organization, uses_left, uses_left, 0, created_at_ms, expires_at_ms
    FROM invitations;
DROP TABLE invitations;
ALTER TABLE invitations_new RENAME TO invitations;
CREATE INDEX invitations_organization ON invitations (organization, id);

ALTER TABLE members ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
    CHECK (state IN ('pending', 'active', 'revoked'));
ALTER TABLE members ADD COLUMN invitation INTEGER REFERENCES invitations (id);
-- Who approved or revoked last.
ALTER TABLE members ADD COLUMN decided_by INTEGER REFERENCES operators (id);
ALTER TABLE members ADD COLUMN revoked_at_ms INTEGER;
-- The phone's last self-check as it was sent, and when it arrived.
ALTER TABLE members ADD COLUMN readiness TEXT;
ALTER TABLE members ADD COLUMN readiness_at_ms INTEGER;
CREATE INDEX members_organization ON members (organization, state);
