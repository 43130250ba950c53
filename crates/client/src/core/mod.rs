//! The pure machine: everything this phone knows, and what may change it.
//!
//! [`Core::step`] takes one closed [`Event`] and gives [`Effect`]s. It reads no clock and does no
//! I/O. Two rules hold in it, whatever happens outside:
//! - an alert is committed to disk before any other effect of it, unless the disk refuses;
//! - nothing settles an alert but a receipt that verifies.

mod clock;
mod commit;
mod directory;
mod discreet;
mod elsewhere;
mod errands;
mod event;
mod invitation;
mod journey;
mod membership;
mod own_data;
mod press;
mod readiness;
mod receive;
mod recovery;
mod send;
mod show;
mod start;
mod succession;
mod surroundings;
mod texting;

use std::collections::{BTreeMap, BTreeSet};

use auxilio_protocol::alert::Device;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Fix, WireTime};

use self::directory::Shelf;
use self::discreet::Discretion;
use self::errands::Errands;
pub use self::event::{Body, Effect, Event, Key, Stored, Write};
use self::journey::Journeys;
use self::surroundings::Looks;
use self::texting::Texts;
use crate::alert::Life;
use crate::delivery::knock::Knock;
use crate::delivery::schedule::Schedule;
use crate::moment::Moment;
use crate::own_data::OwnData;
use crate::ports::{Demand, Texting};
use crate::preferences::Preferences;
use crate::settings::{Settings, bounded};
use crate::view::{AnswerView, CheckView, InvitationView, NotSaved, Reach, Storage, TokenView};

/// How often a position is kept for the next start while no alert runs, in milliseconds.
const LAST_FIX_COMMIT_MS: i64 = 30_000;
/// Alerts kept as history. Older ones that are over and settled make room.
const HISTORY_ALERTS_MAX: usize = 200;

/// Everything this phone knows.
#[derive(Debug)]
pub struct Core {
    device: Device,
    /// How the outbox was opened.
    storage: Storage,
    /// Why the disk took nothing the last time, if it did not.
    disk_refuses: Option<NotSaved>,
    alerts: BTreeMap<AlertId, Entry>,
    journeys: Journeys,
    settings: Settings,
    profile: Profile,
    language: Option<String>,
    preferences: Preferences,
    last_fix: Option<Fix>,
    last_fix_committed_at: Option<WireTime>,
    directory: Shelf,
    reach: Reach,
    front: bool,
    demand: Demand,
    /// The person looks: what gives no position is asked once more.
    locate_again: bool,
    /// What memory knows and the disk does not.
    dirty: BTreeSet<Key>,
    commit_retry_at_ms: Option<u64>,
    knock: Knock,
    /// Something came under a key that is not known.
    doubts_keys: bool,
    errands: Errands,
    /// The last comparison with the central's clock.
    clock: Option<clock::Reading>,
    looks: Looks,
    /// The invitation that the person looks at.
    opened: Option<InvitationView>,
    /// When one that was agreed to is sent whatever is told by then, on the monotonic clock.
    joins_at_ms: Option<u64>,
    /// What the coordinator was told last of the self-check.
    told_checks: Option<Vec<CheckView>>,
    /// What the central knows of the person's own data, and is to delete.
    own_data: OwnData,
    /// Why the central did not delete the last time, if it said so.
    deletion_refused: Option<ProblemKind>,
    /// Streams of alerts that are closed, to be ended.
    unhear: Vec<AlertId>,
    /// What became of the token for another system.
    token: TokenView,
    /// What the system does with text messages.
    texting: Texting,
    /// What stands before the app.
    discretion: Discretion,
}

/// One alert with its attempts.
#[derive(Debug)]
struct Entry {
    life: Life,
    origin: Origin,
    /// Attempts to deliver it and its updates.
    delivery: Schedule,
    /// Attempts to hear its status.
    hearing: Schedule,
    /// The central may know more of it than this phone: a disk that was full before a crash kept
    /// no numbers. Its receipt for the alert, asked for again, tells.
    forgotten: bool,
    /// What the last attempt ran into.
    trouble: Option<crate::view::Trouble>,
    /// What another system answered last.
    answer: Option<AnswerView>,
    /// Alerts were sent elsewhere while an attempt was on its way: its failure says nothing.
    switched_meanwhile: bool,
    /// Since when it waits for a receipt, on the monotonic clock.
    waiting_since_ms: u64,
    /// When it was pressed last, on the monotonic clock.
    pressed_at_ms: u64,
    /// Its text message.
    text: Texts,
}

/// Where an alert comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A press since the core began.
    Press,
    /// An earlier run, by way of the disk.
    Disk,
}

impl Core {
    /// One thing happened: what is to be done now, in order.
    pub fn step(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        self.apply(now, event);
        self.watch_journeys(now);
        self.forget_what_is_over(now);
        for entry in self.alerts.values_mut() {
            entry.note_step(now);
        }
        let mut effects = Vec::new();
        self.locate(&mut effects);
        self.number_what_is_due(now);
        self.hand_out_texts(now);
        if self.commit(now, &mut effects) {
            return effects;
        }
        self.send(now, &mut effects);
        self.keep_directory(&mut effects);
        self.look(&mut effects);
        self.ask_verdict(&mut effects);
        effects
    }

    fn apply(&mut self, now: Moment, event: Event) {
        match event {
            Event::Raise { id, intent } => {
                // Who presses now is to be known as soon as can be.
                self.joins_at_ms = None;
                self.raise(now, id, &intent);
            }
            Event::Cancel { id, reason } => self.cancel(now, id, reason),
            Event::ChooseKind { id, kind } => {
                self.change(id, |life| life.choose_kind(now.wall, kind));
            }
            Event::StartJourney {
                id,
                intent,
                lasts_s,
            } => self.start_journey(now, id, &intent, lasts_s),
            Event::ExtendJourney { id, by_s } => self.extend_journey(now, id, by_s),
            Event::Arrive { id } => self.arrive(now, id),
            Event::JourneyAnswered { id, outcome } => self.journey_answered(now, id, outcome),
            Event::Fix(fix) => self.take_fix(now, fix),
            Event::SetProfile(profile) => self.set_profile(profile),
            Event::DeleteMyData(history) => self.ask_deletion(now, history),
            Event::SetLanguage(language) => self.set_language(language),
            Event::SetPreferences(preferences) => self.set_preferences(preferences),
            Event::SendTo(system) => self.set_settings(self.settings.sending_to(system)),
            Event::Token(token) => self.token_is(token),
            Event::SetEndpoint(endpoint) => self.set_settings(self.settings.at(endpoint)),
            Event::OpenInvitation(link) => self.open_invitation(link),
            Event::LeaveInvitation => self.leave_invitation(),
            Event::Agree { link, consent } => self.agree(now, link, consent),
            Event::Join => self.join_now(),
            Event::Front(front) => self.front_is(front),
            Event::Discreet(act) => self.discreet(now, act),
            Event::Retry => self.look_again(),
            Event::Committed(keys) => self.committed(&keys),
            Event::CommitFailed(why) => self.commit_failed(now, why),
            Event::PutAside => self.put_aside(),
            Event::OpenedLate { storage, stored } => self.opened_late(now, storage, *stored),
            Event::Answered { id, outcome } => self.answered(now, id, outcome),
            Event::HandedOver {
                id,
                to,
                place,
                outcome,
                answer,
            } => self.handed_over(now, id, &to, place, &outcome, answer),
            Event::Described(outcome) => self.described(now, outcome),
            Event::CentralClock(at) => self.central_clock(now, at),
            Event::Looked(condition) => self.looked(now, condition),
            Event::Texting(texting) => self.texting = texting,
            Event::TryText { id } => self.try_text(id),
            Event::TextWritten { id, text } => self.text_written(id, text),
            Event::TextReported { id, report } => self.text_reported(now, id, report),
            Event::InvitationTold { link, outcome } => self.invitation_told(now, &link, outcome),
            Event::EnrolmentAnswered { link, outcome } => {
                self.enrolment_answered(now, &link, outcome);
            }
            Event::MemberAnswered(outcome) => self.member_answered(now, outcome),
            Event::ReadinessTold(outcome) => self.readiness_told(now, &outcome),
            Event::TakePhrase(phrase) => self.take_phrase(phrase),
            Event::PhraseTold { phrase, outcome } => self.phrase_told(now, phrase, &outcome),
            Event::DirectoryAnswered { from, outcome } => {
                self.directory_answered(now, from, outcome);
            }
            Event::DirectoryFound(given) => self.directory_found(given),
            Event::ProfileTold(outcome) => self.profile_told(now, &outcome),
            Event::DeletionAnswered(outcome) => self.deletion_answered(now, outcome),
            Event::Reported { id, jws } => self.reported(now, id, &jws),
            Event::StreamEnded { id } => self.stream_ended(now, id),
            Event::Wake => self.expire(now),
        }
    }

    /// Behind a face only a PIN cancels a real alert: whoever took the phone must not.
    fn cancel(&mut self, now: Moment, id: AlertId, reason: CancelReason) {
        let is_drill = self.alerts.get(&id).is_some_and(|e| e.life.exercise);
        if is_drill || !self.guards_cancel() {
            self.change(id, |life| life.cancel(now.wall, reason));
        }
    }

    /// Applies a change to one alert; what changed is to be committed, then sent.
    fn change(&mut self, id: AlertId, change: impl FnOnce(&mut Life) -> bool) {
        if let Some(entry) = self.alerts.get_mut(&id)
            && change(&mut entry.life)
        {
            entry.want_what_is_left();
            self.dirty.insert(Key::Alert(id));
        }
    }

    fn take_fix(&mut self, now: Moment, fix: Fix) {
        // A clock that was set back must not hold the last position for ever.
        let has_newer = self
            .last_fix
            .as_ref()
            .is_some_and(|last| last.taken_at > fix.taken_at && last.taken_at <= now.wall);
        if has_newer {
            return;
        }
        for entry in self.alerts.values_mut() {
            if entry.life.follow(&fix) {
                entry.want_what_is_left();
                self.dirty.insert(Key::Alert(entry.life.id));
            }
        }
        self.follow_journeys(&fix);
        let kept_long_ago = self.last_fix_committed_at.is_none_or(|at| {
            now.wall.ms_since(at).unsigned_abs() >= LAST_FIX_COMMIT_MS.unsigned_abs()
        });
        self.last_fix = Some(fix);
        if kept_long_ago {
            self.last_fix_committed_at = Some(now.wall);
            self.dirty.insert(Key::LastFix);
        }
    }

    fn set_profile(&mut self, profile: Profile) {
        let version = self.profile.version.saturating_add(1);
        self.profile = Profile {
            version,
            ..bounded(profile)
        };
        self.dirty.insert(Key::Profile);
        self.errands.profile.want();
    }

    fn set_language(&mut self, language: Option<String>) {
        self.language = language;
        self.dirty.insert(Key::Language);
    }

    fn set_preferences(&mut self, preferences: Preferences) {
        self.preferences = preferences;
        self.dirty.insert(Key::Preferences);
    }

    fn set_settings(&mut self, settings: Settings) {
        if settings.endpoint != self.settings.endpoint {
            self.directory.ask_soon();
            self.own_data.told_profile = None;
            self.forget_phrase();
            self.dirty.insert(Key::OwnData);
            self.clock = None;
            self.journeys.tell_anew();
        }
        if settings.destination() != self.settings.destination() {
            self.leave_destination();
        }
        self.settings = settings;
        self.dirty.insert(Key::Settings);
        self.nudge();
    }

    /// Something changed that may help: everything that waits is tried at once.
    fn nudge(&mut self) {
        for entry in self.alerts.values_mut() {
            entry.delivery.nudge();
            entry.hearing.nudge();
        }
        self.journeys.nudge();
        self.errands.nudge();
        self.knock.nudge();
    }

    fn front_is(&mut self, front: bool) {
        if !front {
            self.lock();
        }
        self.front = front;
        self.look_again();
    }

    /// The person looks, or asks to look again: at everything, also at the membership.
    fn look_again(&mut self) {
        self.wonder(true);
        self.want_look();
        self.locate_again = true;
        self.nudge();
    }

    fn forget_old_history(&mut self) {
        let over = self
            .alerts
            .values()
            .filter(|e| e.life.is_over() && !e.life.is_unsettled());
        let surplus = self.alerts.len().saturating_sub(HISTORY_ALERTS_MAX);
        let oldest: Vec<AlertId> = over.map(|entry| entry.life.id).take(surplus).collect();
        for id in oldest {
            self.alerts.remove(&id);
            self.dirty.insert(Key::Alert(id));
        }
    }

    fn locate(&mut self, effects: &mut Vec<Effect>) {
        let followed = self
            .alerts
            .values()
            .any(|entry| entry.life.wants_positions());
        let is_ready = self.front || self.journeys.is_any_under_way();
        let demand = match (followed, is_ready) {
            (true, _) => Demand::Alert,
            (false, true) => Demand::Ready,
            (false, false) => Demand::Off,
        };
        // What could not be had before may have been allowed meanwhile.
        let is_asked_again = std::mem::take(&mut self.locate_again) && demand != Demand::Off;
        if demand != self.demand || is_asked_again {
            self.demand = demand;
            effects.push(Effect::Locate(demand));
        }
    }
}
