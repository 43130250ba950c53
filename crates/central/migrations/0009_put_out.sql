-- Devices that were put out, and what they send since. Their keys are kept so that what they send
-- can be told from what a stranger sends: the phone may be in other hands, and its place is known.

CREATE TABLE put_out_keys (
    key_id     TEXT PRIMARY KEY,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    -- Whose it was. What is known of them is in `members`, if it still is.
    member     BLOB NOT NULL CHECK (length(member) = 16),
    -- Somebody revoked it, another phone took its place, or its owner said the words for it.
    how        TEXT NOT NULL CHECK (how IN ('revoked', 'replaced', 'phrase')),
    -- Who decided; null for the owner.
    operator   INTEGER REFERENCES operators (id),
    at_ms      INTEGER NOT NULL,
    CHECK ((how = 'phrase') = (operator IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX put_out_keys_member ON put_out_keys (member);
INSERT INTO put_out_keys (key_id, public_key, member, how, operator, at_ms)
    SELECT key_id, public_key, id, 'revoked', decided_by, coalesce(revoked_at_ms, enrolled_at_ms)
    FROM members WHERE state = 'revoked' AND decided_by IS NOT NULL;

-- Unproven alerts whose signature is that of a device that was put out.
CREATE TABLE alerts_of_put_out (
    alert INTEGER PRIMARY KEY REFERENCES alerts (row)
) STRICT;
