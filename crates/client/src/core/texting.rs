//! The second way of an alert: a text message to the central's number, beside the first way and
//! never instead of it. What becomes of it settles nothing.

use auxilio_protocol::sms::{Draft, Number};
use auxilio_protocol::{AlertId, Mode, PublicKey};

use super::{Core, Effect, Entry, Key};
use crate::alert::sms::{Progress, Sms};
use crate::moment::Moment;
use crate::ports::{TextFailure, TextMessage, TextReport, Texting};
use crate::view::SmsView;

/// Without a receipt for so long, an alert goes by text message too, in milliseconds.
const TEXT_AFTER_MS: u64 = 10_000;
/// A system that has said nothing of a message for so long is taken to have lost it, in
/// milliseconds. A message that comes twice costs money and harms nothing: its id is the same.
const REPORT_MS_MAX: u64 = 120_000;

/// What is known of an alert's text message besides what is kept of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts {
    /// The person wants it of this drill.
    is_tried: bool,
    /// Its words are being written.
    is_asked: bool,
    /// It is on disk that the system is given it: now it can be.
    leaves: bool,
    /// When the next attempt is due, or the last one to be given up, on the monotonic clock.
    due_at_ms: Option<u64>,
}

impl Texts {
    /// Of an alert that comes into memory now.
    pub(super) fn begin(now: Moment, sms: Option<&Sms>) -> Self {
        let mut texts = Self {
            is_tried: false,
            is_asked: false,
            leaves: false,
            due_at_ms: None,
        };
        if let Some(sms) = sms {
            texts.follow(now, sms);
        }
        texts
    }

    fn follow(&mut self, now: Moment, sms: &Sms) {
        let after_ms = match sms.progress {
            // Where a process ended in between, nobody knows whether the system has it.
            Progress::HandedOut => Some(REPORT_MS_MAX),
            _ => sms.next_after_ms(),
        };
        self.due_at_ms = after_ms.map(|ms| now.mono_ms.saturating_add(ms));
    }
}

impl Entry {
    /// Whether this alert is to go by text message too. Nobody is to find one on the phone of a
    /// person who is being watched; and what a person has cancelled is worth none.
    fn wants_text(&self, now: Moment) -> bool {
        let life = &self.life;
        if life.mode == Mode::Covert || life.cancelled.is_some() || life.is_over() {
            return false;
        }
        let waited_ms = now.mono_ms.saturating_sub(self.waiting_since_ms);
        if life.exercise {
            self.text.is_tried
        } else {
            !life.is_receipted() && waited_ms >= TEXT_AFTER_MS
        }
    }
}

impl Core {
    /// Where text messages go, and who is to believe them.
    fn gateway(&self) -> Option<(&Number, &PublicKey)> {
        self.settings.central()?;
        let number = self.settings.sms_gateway.as_ref()?;
        Some((number, self.settings.keys.first()?))
    }

    /// The central says where it takes text messages: the one whose keys are known, so that nobody
    /// else turns them to another number. What is no number is none.
    pub(super) fn learn_gateway(&mut self, told: Option<&str>) {
        let number = told.and_then(|told| told.parse().ok());
        if self.settings.sms_gateway != number {
            self.settings.sms_gateway = number;
            self.dirty.insert(Key::Settings);
        }
    }

    /// What the system can do for an alert: nothing where the central takes no text messages.
    pub(super) fn texting_to_central(&self) -> Texting {
        if self.gateway().is_some() {
            self.texting
        } else {
            Texting::None
        }
    }

    pub(super) fn try_text(&mut self, id: AlertId) {
        if let Some(entry) = self.alerts.get_mut(&id) {
            entry.text.is_tried = entry.life.exercise;
        }
    }

    pub(super) fn text_written(&mut self, id: AlertId, text: String) {
        let Some(entry) = self.alerts.get_mut(&id) else {
            return;
        };
        if std::mem::take(&mut entry.text.is_asked) && entry.life.sms.is_none() {
            entry.life.sms = Some(Sms::written(text));
            entry.text.due_at_ms = Some(0);
            self.dirty.insert(Key::Alert(id));
        }
    }

    pub(super) fn text_reported(&mut self, now: Moment, id: AlertId, report: TextReport) {
        let Some(entry) = self.alerts.get_mut(&id) else {
            return;
        };
        if let Some(sms) = &mut entry.life.sms
            && sms.reported(report)
        {
            entry.text.follow(now, sms);
            self.dirty.insert(Key::Alert(id));
        }
    }

    /// What is due is noted as given to the system, and then committed, before it is.
    pub(super) fn hand_out_texts(&mut self, now: Moment) {
        let sends = self.texting == Texting::Sends && self.gateway().is_some();
        for (id, entry) in &mut self.alerts {
            let may_leave = sends && entry.wants_text(now);
            let is_due = entry.text.due_at_ms.is_some_and(|at| at <= now.mono_ms);
            let Some(sms) = entry.life.sms.as_mut().filter(|_| is_due) else {
                continue;
            };
            if sms.progress == Progress::HandedOut {
                sms.reported(TextReport::Failed(TextFailure::Other));
            } else if may_leave {
                sms.handed_out();
                entry.text.leaves = true;
            } else {
                continue;
            }
            entry.text.follow(now, sms);
            self.dirty.insert(Key::Alert(*id));
        }
    }

    pub(super) fn send_texts(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if self.texting == Texting::None {
            return;
        }
        let Some((number, key)) = self.gateway() else {
            return;
        };
        let (number, key) = (number.clone(), key.clone());
        let newest = self.last_fix.clone();
        for (id, entry) in &mut self.alerts {
            if std::mem::take(&mut entry.text.leaves)
                && let Some(sms) = &entry.life.sms
            {
                effects.push(Effect::SendText(TextMessage {
                    id: *id,
                    to: number.clone(),
                    text: sms.text.clone(),
                }));
            }
            let is_unwritten = entry.life.sms.is_none() && !entry.text.is_asked;
            if is_unwritten && entry.wants_text(now) {
                entry.text.is_asked = true;
                let draft = Draft {
                    id: *id,
                    kind: entry.life.kind.clone(),
                    mode: entry.life.mode,
                    exercise: entry.life.exercise,
                    raised_at: entry.life.raised_at,
                    // There is one message: it says where the person was last.
                    fix: newest.clone().or_else(|| entry.life.fix.clone()),
                    written_at: now.wall,
                };
                effects.push(Effect::WriteText {
                    draft: Box::new(draft),
                    to: key.clone(),
                });
            }
        }
    }

    /// When to look at text messages again, on the monotonic clock.
    pub(super) fn wake_for_texts_at_ms(&self, now: Moment) -> Option<u64> {
        if self.texting != Texting::Sends || self.gateway().is_none() {
            return None;
        }
        let waiting = self.alerts.values().filter(|entry| entry.wants_text(now));
        waiting.filter_map(|entry| entry.text.due_at_ms).min()
    }

    /// What a screen says of it; nothing before there is one.
    pub(super) fn sms_view(&self, entry: &Entry) -> Option<SmsView> {
        let sms = entry.life.sms.as_ref()?;
        let by_hand = || {
            let (number, _) = self.gateway()?;
            Some(TextMessage {
                id: entry.life.id,
                to: number.clone(),
                text: sms.text.clone(),
            })
        };
        let life = &entry.life;
        let is_needed = life.cancelled.is_none() && (life.exercise || !life.is_receipted());
        match (sms.progress, self.texting) {
            (Progress::Sent, _) => Some(SmsView::Sent),
            (Progress::Delivered, _) => Some(SmsView::Delivered),
            (Progress::HandedOut, _) => Some(SmsView::Sending),
            (Progress::Written, Texting::Prefills) if is_needed => by_hand().map(SmsView::ByHand),
            (Progress::Written, _) => None,
            (Progress::Failed(why), _) => Some(SmsView::Failed {
                why,
                by_hand: by_hand().filter(|_| is_needed),
            }),
        }
    }
}
