//! How the core begins: with what the outbox held, or without it until it opens.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_protocol::Profile;
use auxilio_protocol::alert::Device;

use super::{Core, Discretion, Entry, Errands, Journeys, Key, Looks, Origin, Shelf, Stored, Texts};
use crate::alert::{Durability, Life};
use crate::delivery::knock::Knock;
use crate::delivery::schedule::Schedule;
use crate::moment::Moment;
use crate::own_data::OwnData;
use crate::ports::{Demand, Texting};
use crate::preferences::Preferences;
use crate::settings::Settings;
use crate::view::{Reach, Storage, TokenView};

impl Core {
    /// A core that knows what the outbox held.
    #[must_use]
    pub fn new(device: Device, storage: Storage, stored: Stored, now: Moment) -> Self {
        let mut core = Self {
            device,
            storage,
            disk_refuses: None,
            alerts: BTreeMap::new(),
            journeys: Journeys::default(),
            settings: stored.settings,
            profile: stored.profile,
            language: stored.language,
            preferences: stored.preferences,
            last_fix: stored.last_fix,
            last_fix_committed_at: None,
            directory: Shelf::default(),
            reach: Reach::Unknown,
            front: false,
            demand: Demand::Off,
            locate_again: false,
            dirty: BTreeSet::new(),
            commit_retry_at_ms: None,
            knock: Knock::default(),
            errands: Errands::default(),
            clock: None,
            looks: Looks::default(),
            opened: None,
            joins_at_ms: None,
            told_checks: None,
            own_data: stored.own_data,
            deletion_refused: None,
            unhear: Vec::new(),
            token: TokenView::None,
            texting: Texting::None,
            discretion: Discretion::begin(stored.discreet, now),
        };
        for life in stored.alerts {
            core.adopt(life, Origin::Disk, now);
        }
        for journey in stored.journeys {
            core.journeys.restore(journey, now);
        }
        if let Storage::Replaced(_) = storage {
            core.write_everything_again();
        }
        core
    }

    /// The outbox is a new file: nothing is saved until it has everything.
    fn write_everything_again(&mut self) {
        for entry in self.alerts.values_mut() {
            entry.life.durability = Durability::Pending;
            self.dirty.insert(Key::Alert(entry.life.id));
        }
        self.dirty.extend(self.journeys.keys());
        self.dirty.extend([
            Key::Settings,
            Key::Profile,
            Key::Language,
            Key::OwnData,
            Key::Preferences,
            Key::Discreet,
        ]);
        self.dirty
            .extend(self.last_fix.is_some().then_some(Key::LastFix));
        self.directory.keep_again();
        self.commit_retry_at_ms = None;
    }

    pub(super) fn put_aside(&mut self) {
        if let Storage::Ready(source) = self.storage {
            self.storage = Storage::Replaced(source);
        }
        self.write_everything_again();
    }

    pub(super) fn adopt(&mut self, life: Life, origin: Origin, now: Moment) {
        let mut entry = Entry {
            origin,
            delivery: Schedule::default(),
            hearing: Schedule::default(),
            forgotten: life.is_receipted(),
            trouble: None,
            answer: None,
            switched_meanwhile: false,
            waiting_since_ms: now.mono_ms,
            pressed_at_ms: now.mono_ms,
            text: Texts::begin(now, life.sms.as_ref()),
            life,
        };
        entry.want_what_is_left();
        self.alerts.insert(entry.life.id, entry);
    }

    /// The outbox opened after the core had begun without it: what it held joins what came since.
    pub(super) fn opened_late(&mut self, now: Moment, storage: Storage, stored: Stored) {
        self.storage = storage;
        for life in stored.alerts {
            if !self.alerts.contains_key(&life.id) {
                self.adopt(life, Origin::Disk, now);
            }
        }
        for journey in stored.journeys {
            self.journeys.restore(journey, now);
        }
        if self.settings == Settings::default() {
            self.settings = stored.settings;
        }
        if self.profile == Profile::default() {
            self.profile = stored.profile;
        }
        if self.own_data == OwnData::default() {
            self.own_data = stored.own_data;
        }
        if self.preferences == Preferences::default() {
            self.preferences = stored.preferences;
        }
        self.discretion.found(stored.discreet, now);
        self.language = self.language.take().or(stored.language);
        self.last_fix = self.last_fix.take().or(stored.last_fix);
        self.write_everything_again();
    }
}
