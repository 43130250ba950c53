-- Ways home under watch. A journey is named by the alert that is raised when its time is over.

CREATE TABLE journeys (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    -- Thumbprint of the key that signed: only this device may tell of it.
    sender  TEXT NOT NULL,
    -- The number of the last news that counted.
    n       INTEGER NOT NULL CHECK (n > 0),
    state   TEXT NOT NULL CHECK (state IN ('under_way', 'arrived', 'raised')),
    -- Since when it is so.
    at_ms   INTEGER NOT NULL,
    due_ms  INTEGER NOT NULL,
    -- How far the device's clock was ahead of ours when it last told, in seconds.
    skew_s  INTEGER NOT NULL,
    -- Where the person was last, as JSON: one place, never the way. Forgotten at the arrival.
    fix     TEXT,
    -- The alert, byte for byte as it came. Forgotten at the arrival.
    body    BLOB,
    CHECK (state <> 'under_way' OR body IS NOT NULL)
) STRICT;
CREATE INDEX journeys_due ON journeys (due_ms) WHERE state = 'under_way';
CREATE INDEX journeys_sender ON journeys (sender, at_ms);
