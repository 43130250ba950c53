//! What memory knows and the disk does not, and what becomes of it.

use super::{Core, Effect, Key, Write};
use crate::alert::Durability;
use crate::moment::Moment;
use crate::outbox::stored;
use crate::view::NotSaved;

/// Wait before a disk that refused is tried again, in milliseconds.
const COMMIT_RETRY_MS: u64 = 5_000;

impl Core {
    /// Asks for what the disk does not have yet to be written; tells whether it did. Until the
    /// answer comes nothing is sent.
    pub(super) fn commit(&mut self, now: Moment, effects: &mut Vec<Effect>) -> bool {
        let waits = self.commit_retry_at_ms.is_some_and(|at| at > now.mono_ms);
        if self.dirty.is_empty() || waits {
            return false;
        }
        let writes = self.dirty.iter().map(|key| Write {
            key: *key,
            value: self.value(*key),
        });
        effects.push(Effect::Commit(writes.collect()));
        true
    }

    pub(super) fn value(&self, key: Key) -> Option<Vec<u8>> {
        match key {
            Key::Alert(id) => self.alerts.get(&id).map(|entry| stored::alert(&entry.life)),
            Key::Journey(id) => self.journeys.value(id),
            Key::Settings => Some(stored::settings(&self.settings)),
            Key::Profile => Some(stored::profile(&self.profile)),
            Key::Language => self.language.as_deref().map(stored::language),
            Key::OwnData => Some(stored::own_data(&self.own_data)),
            Key::Preferences => Some(stored::preferences(self.preferences)),
            Key::Discreet => self.discretion.kept().map(stored::discreet),
            Key::LastFix => self.last_fix.as_ref().map(stored::fix),
            Key::Directory => self.directory.given().map(stored::directory),
        }
    }

    pub(super) fn committed(&mut self, keys: &[Key]) {
        self.directory.kept();
        for key in keys {
            self.dirty.remove(key);
            if let Key::Journey(id) = key {
                self.journeys.committed(*id);
            }
            if let Key::Alert(id) = key
                && let Some(entry) = self.alerts.get_mut(id)
            {
                entry.life.durability = Durability::Saved;
            }
        }
        self.commit_retry_at_ms = None;
        self.disk_refuses = None;
    }

    /// The disk refused. The alerts are sent all the same, and the person is told.
    pub(super) fn commit_failed(&mut self, now: Moment, why: NotSaved) {
        if self.directory.could_not_be_kept() {
            return;
        }
        for key in &self.dirty {
            if let Key::Journey(id) = key {
                self.journeys.commit_failed(*id, why);
            }
            if let Key::Alert(id) = key
                && let Some(entry) = self.alerts.get_mut(id)
                && entry.life.durability != Durability::Saved
            {
                entry.life.durability = Durability::NotSaved(why);
            }
        }
        self.disk_refuses = Some(why);
        self.commit_retry_at_ms = Some(now.mono_ms.saturating_add(COMMIT_RETRY_MS));
    }
}
