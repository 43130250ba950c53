//! The state of one alert and what may happen to it.

use auxilio_protocol::alert::{Alert, Kind, Mode};
use auxilio_protocol::update::{Cancel, CancelReason, Change};
use auxilio_protocol::{AlertId, Endpoint, Fix, KeySet, Receipt, State, Status, WireTime, padding};

use super::handover::Handover;
use super::sms::Sms;
use super::trail::Trail;
use crate::condition::Path;
use crate::view::{AgainView, CancelView, NotSaved, Stage, StepView};

/// One alert, as this phone knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    pub(crate) id: AlertId,
    pub(crate) kind: Kind,
    pub(crate) mode: Mode,
    pub(crate) exercise: bool,
    pub(crate) raised_at: WireTime,
    pub(crate) fix: Option<Fix>,
    /// The bytes that are sent, the same on every attempt.
    pub(crate) body: Vec<u8>,
    pub(crate) durability: Durability,
    pub(crate) receipt: Option<Kept>,
    pub(crate) progress: Option<Progress>,
    /// Number of the last status event, for Last-Event-ID.
    pub(crate) last_n: u64,
    pub(crate) trail: Trail,
    pub(crate) cancelled: Option<CancelReason>,
    /// Presses of the button, the first one included.
    pub(crate) presses: u32,
    /// The steps so far, with their times.
    pub(crate) steps: Vec<StepView>,
    /// What carried it to the central.
    pub(crate) path: Option<Path>,
    /// The central that receipted it; none before that, or if an earlier version did not note it.
    pub(crate) home: Option<Home>,
    /// What other systems, which sign nothing, were given of it.
    pub(crate) handovers: Vec<Handover>,
    /// Its text message, once it was written.
    pub(crate) sms: Option<Sms>,
    /// Which PIN was typed last while it ran.
    pub(crate) proof: Option<Proof>,
}

/// Which of the two PINs was typed while an alert ran. Nobody but the central is ever told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The person's own.
    Pin,
    /// The one that is typed when somebody forces the person.
    Duress,
}

/// A central that has receipted an alert. What follows the alert goes there, wherever others go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    pub(crate) endpoint: Endpoint,
    pub(crate) keys: KeySet,
}

/// Whether the alert outlives this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Being written.
    Pending,
    /// On disk.
    Saved,
    /// Only in memory.
    NotSaved(NotSaved),
}

/// A verified receipt, with the signed text that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) receipt: Receipt,
    pub(crate) jws: String,
}

/// The last step that the central reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) state: State,
    pub(crate) by: Option<String>,
    pub(crate) eta_at: Option<WireTime>,
    pub(crate) text: Option<String>,
}

impl Progress {
    fn of(status: Status) -> Self {
        let eta_at = status
            .eta_s
            .map(|eta_s| status.at.plus_ms(i64::from(eta_s) * 1_000));
        Self {
            state: status.state,
            by: status.by,
            eta_at,
            text: status.text,
        }
    }
}

/// What a PIN does to the alert that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing.
    None,
    /// Cancels it, also for the central, which is told by the same request whether to believe it.
    Cancel(CancelReason),
    /// It looks cancelled, and on this phone only.
    Seeming,
}

impl Life {
    /// A new alert. Its bytes are made here and nowhere else.
    #[must_use]
    pub fn begin(alert: &Alert) -> Self {
        // An alert is plain strings and finite numbers: its serialisation has no error.
        let mut body = serde_json::to_vec(alert).unwrap_or_default();
        let spare = padding::spare(&alert.kind, alert.mode, alert.exercise);
        padding::lengthen(&mut body, spare);
        Self {
            id: alert.id,
            kind: alert.kind.clone(),
            mode: alert.mode,
            exercise: alert.exercise,
            raised_at: alert.raised_at,
            fix: alert.fix.clone(),
            body,
            durability: Durability::Pending,
            receipt: None,
            progress: None,
            last_n: 0,
            trail: Trail::begin(alert.fix.as_ref()),
            cancelled: None,
            presses: 1,
            steps: Vec::new(),
            path: None,
            home: None,
            handovers: Vec::new(),
            sms: None,
            proof: None,
        }
    }

    /// Which alert.
    #[must_use]
    pub fn id(&self) -> AlertId {
        self.id
    }

    /// The person pressed again: more urgent, and never another alert. A kind that was said with
    /// the press counts too.
    pub fn press_again(&mut self, at: WireTime, kind: Kind) {
        self.presses = self.presses.saturating_add(1);
        self.trail.push(at, Change::Urgent(true));
        if kind != Kind::Auxilio {
            self.choose_kind(at, kind);
        }
    }

    /// The person chose what is happening. Tells whether that was news.
    pub fn choose_kind(&mut self, at: WireTime, kind: Kind) -> bool {
        if self.kind == kind || self.is_over() {
            return false;
        }
        self.kind = kind.clone();
        self.trail.push(at, Change::Kind(kind));
        true
    }

    /// The person cancels. The alert is delivered all the same, with its cancellation after it.
    pub fn cancel(&mut self, at: WireTime, reason: CancelReason) -> bool {
        if self.cancelled.is_some() || self.is_over() {
            return false;
        }
        self.cancelled = Some(reason.clone());
        self.trail.push(at, Change::Cancel(Cancel { reason }));
        true
    }

    /// A PIN was typed while the alert runs. One change says which.
    pub(crate) fn prove(&mut self, at: WireTime, proof: Proof, end: End) -> bool {
        if self.is_over() {
            return false;
        }
        match end {
            End::None => {}
            End::Cancel(reason) => {
                self.cancel(at, reason);
            }
            End::Seeming => {
                self.cancelled.get_or_insert(CancelReason::YaPaso);
            }
        }
        self.trail.push(at, Change::Duress(proof == Proof::Duress));
        self.proof = Some(proof);
        true
    }

    /// Whether the phone goes on as if nothing more came: a cancel by either PIN looks like an end,
    /// whatever the central does with it.
    fn is_hushed(&self) -> bool {
        self.cancelled.is_some() && self.proof.is_some()
    }

    /// What the central reported, as far as it may be shown.
    #[must_use]
    pub(crate) fn shown_progress(&self) -> Option<&Progress> {
        self.progress.as_ref().filter(|_| !self.is_hushed())
    }

    /// A position came. It follows the alert while somebody may still be looking for the person.
    pub fn follow(&mut self, fix: &Fix) -> bool {
        self.wants_positions() && self.trail.consider(self.raised_at, fix)
    }

    /// Whether positions follow this alert. After a cancel by a PIN they do until the central has
    /// closed it: whether they still mattered would tell which PIN it was.
    #[must_use]
    pub fn wants_positions(&self) -> bool {
        if self.is_hushed() {
            return !self.is_closed();
        }
        self.cancelled.is_none() && !self.is_over()
    }

    /// A receipt that verifies and names this alert. An older one than the last is kept out.
    pub(crate) fn receipted(&mut self, receipt: Receipt, jws: String) {
        if self
            .receipt
            .as_ref()
            .is_none_or(|kept| kept.receipt.seq <= receipt.seq)
        {
            self.trail.receipted(receipt.seq);
            self.receipt = Some(Kept { receipt, jws });
        }
    }

    /// A status that verifies. Repeats, and those of other alerts, are ignored.
    pub fn reported(&mut self, status: Status) -> bool {
        if status.alert != self.id || status.n <= self.last_n {
            return false;
        }
        self.last_n = status.n;
        match (&mut self.progress, status.state) {
            (Some(progress), State::Message) => progress.text = status.text,
            _ => self.progress = Some(Progress::of(status)),
        }
        true
    }

    /// Whether the central has the alert itself.
    #[must_use]
    pub fn is_receipted(&self) -> bool {
        self.receipt.is_some()
    }

    /// Whether something is left to send.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        !self.is_receipted() || self.trail.unreceipted() > 0
    }

    /// Whether the central closed it.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.progress
            .as_ref()
            .is_some_and(|progress| progress.state == State::Closed)
    }

    /// Whether nothing more is expected by the person.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_closed()
            || self.cancel_view().is_some_and(|cancel| cancel.receipted)
            || self.handed().is_some_and(|taken| taken.cancelled)
    }

    /// How far it is: only what is backed.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (&self.receipt, self.shown_progress(), self.durability) {
            (Some(_), Some(progress), _) => match progress.state {
                State::Received | State::Message => Stage::Received,
                State::Unclaimed => Stage::Unclaimed,
                State::Acknowledged => Stage::Acknowledged,
                State::Dispatched => Stage::Dispatched,
                State::OnScene => Stage::OnScene,
                State::Closed => Stage::Closed,
            },
            (Some(_), None, _) => Stage::Received,
            (None, _, _) if self.handed().is_some() => Stage::HandedOver,
            (None, _, Durability::Saved) => Stage::Saved,
            (None, _, Durability::Pending) => Stage::Saving,
            (None, _, Durability::NotSaved(why)) => Stage::NotSaved(why),
        }
    }

    /// Notes the time of a step that was just done.
    pub(crate) fn note_step(&mut self, after_ms: u64) {
        let Some(step) = self.stage().step() else {
            return;
        };
        if self.steps.iter().all(|noted| noted.step != step) {
            self.steps.push(StepView { step, after_ms });
        }
    }

    /// Whether a press waits for its receipt that the person has not taken back.
    pub(crate) fn owes_press(&self) -> bool {
        self.cancelled.is_none() && self.trail.holds_press()
    }

    /// The cancellation, and whether the central has it.
    #[must_use]
    pub fn cancel_view(&self) -> Option<CancelView> {
        let reason = self.cancelled.clone()?;
        let receipted = self.is_receipted() && !self.trail.holds_cancel();
        Some(CancelView { reason, receipted })
    }

    /// The presses after the first, and whether the central has them.
    #[must_use]
    pub fn again_view(&self) -> Option<AgainView> {
        (self.presses > 1).then(|| AgainView {
            presses: self.presses,
            receipted: self.is_receipted() && !self.trail.holds_press(),
        })
    }
}
