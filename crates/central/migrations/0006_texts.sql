-- Alerts that a gateway brought as text messages, alone or besides.

-- The number that the message came from, as the network told it: anybody can forge it.
ALTER TABLE alerts ADD COLUMN text_from TEXT;
-- The message as it came; null where none did.
ALTER TABLE alerts ADD COLUMN text TEXT;
-- The body was put together from the message, for nothing else has come yet.
ALTER TABLE alerts ADD COLUMN only_text INTEGER NOT NULL DEFAULT 0 CHECK (only_text IN (0, 1));
