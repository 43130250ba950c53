-- The key that signed the alert was a member's once, and no longer is: the phone may be in other
-- hands. Proven by the signature, unlike the name of a key in a request that anybody can make.
ALTER TABLE alerts ADD COLUMN put_out INTEGER NOT NULL DEFAULT 0 CHECK (put_out IN (0, 1));
