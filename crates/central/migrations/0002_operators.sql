-- Who may use the console. Of passwords and tokens only hashes are kept.

CREATE TABLE operators (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role          TEXT NOT NULL CHECK (role IN ('operator', 'supervisor')),
    -- Argon2id, PHC string.
    password_hash TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash    BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    operator      INTEGER NOT NULL REFERENCES operators (id),
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Browsers in which somebody has logged in once. Each has its own count of attempts, so that
-- strangers who guess passwords cannot keep the central's own computers out.
CREATE TABLE known_browsers (
    token_hash    BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
