//! The central's key is followed by another: believed by the old one's signature, and by nothing else.

use auxilio_protocol::description::Description;
use auxilio_protocol::jws::JwsError;
use auxilio_protocol::{Receipt, jws, succession};

use super::{Core, Key};

impl Core {
    /// Whether a kept receipt is by this central: by a key that it has, or had.
    pub(super) fn is_by_our_central(&self, receipt: &str) -> bool {
        let keys = [&self.settings.keys, &self.settings.former_keys];
        (keys.iter()).any(|keys| jws::verify::<Receipt>(receipt, keys).is_ok())
    }

    /// Something came under a key that is not known. The central's may have been followed by
    /// another: it is asked, soon. Until that is proven nothing is believed, and nothing is settled.
    pub(super) fn doubt_keys(&mut self, why: &JwsError) {
        if *why == JwsError::UnknownKey && !self.settings.keys.is_empty() {
            self.doubts_keys = true;
            self.knock.nudge();
        }
    }

    /// What a central says of its keys. Another key than the pinned one is taken only from a chain of
    /// hand-overs that begins at the pinned one and ends at that which it announces. Whether it was.
    pub(super) fn follow_keys(&mut self, description: &Description) -> bool {
        self.doubts_keys = false;
        let Some(announced) = description.jwks.first() else {
            return false;
        };
        let is_known = self.settings.keys.find(&announced.id()).is_some();
        if is_known || self.settings.keys.is_empty() {
            return false;
        }
        match succession::successor(&self.settings.keys, &description.handovers) {
            Ok(next) if next == *announced => {
                self.settings = self.settings.succeeded_by(next);
                self.dirty.insert(Key::Settings);
                self.hear_again();
                true
            }
            Ok(_) => false,
            Err(why) => {
                tracing::warn!(%why, "the central has another key than the known one");
                false
            }
        }
    }

    /// What a stream told under the new key was not believed. It tells it again from the start.
    fn hear_again(&mut self) {
        for (id, entry) in &mut self.alerts {
            if entry.hearing.is_in_flight() {
                self.unhear.push(*id);
                entry.hearing.succeeded(true);
            }
        }
    }
}
