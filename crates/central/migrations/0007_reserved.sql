-- What operators did to incidents that no phone is told of: who opened what is reserved, who took a
-- duress as one, and how a person under duress was known to be safe at the end.

CREATE TABLE incident_notes (
    id       INTEGER PRIMARY KEY,
    incident INTEGER NOT NULL REFERENCES incidents (id),
    operator INTEGER NOT NULL,
    at_ms    INTEGER NOT NULL,
    note     TEXT NOT NULL CHECK (note IN ('opened', 'took_forced', 'explained')),
    -- The operator's words, where there are any.
    text     TEXT,
    CHECK ((note = 'explained') = (text IS NOT NULL))
) STRICT;
CREATE INDEX incident_notes_incident ON incident_notes (incident, id);

-- An operator has taken the incident as one under duress. That it is one is in its updates.
ALTER TABLE incidents ADD COLUMN force_taken INTEGER NOT NULL DEFAULT 0
    CHECK (force_taken IN (0, 1));
