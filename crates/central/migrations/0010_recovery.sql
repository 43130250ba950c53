-- Words on paper with which a member puts their own device out. Of them only a hash of their hash is
-- kept, under the central's own key: who reads the database cannot try words against it.

ALTER TABLE members ADD COLUMN recovery_hash BLOB CHECK (length(recovery_hash) = 32);
ALTER TABLE members ADD COLUMN recovery_at_ms INTEGER;
CREATE UNIQUE INDEX members_recovery ON members (recovery_hash) WHERE recovery_hash IS NOT NULL;
