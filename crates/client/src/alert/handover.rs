//! What other systems were given of an alert. They sign nothing: that one answered with success is
//! a fact worth keeping, and settles nothing.

use auxilio_protocol::cap::{About, Earlier, Message};
use auxilio_protocol::limits::UPDATES_PER_REQUEST_MAX;
use auxilio_protocol::update::{Cancel, Change};
use auxilio_protocol::{Alert, Fix, Form, OtherSystem, Seq, Update, WireTime, webhook};

use super::Life;
use super::trail::Waiting;

/// Other systems that are remembered for one alert. One that was forgotten may get it twice.
const HANDOVERS_MAX: usize = 4;

/// One alert and one other system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Handover {
    pub(crate) to: OtherSystem,
    /// What it has.
    pub(crate) taken: Taken,
    /// What is on its way to it: made once, and the same on every attempt.
    pub(crate) next: Option<Next>,
}

/// What another system answered for with success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taken {
    /// When it answered for the alert itself.
    pub(crate) at: WireTime,
    /// The place of the last change that it has; 0 is the alert alone.
    pub(crate) place: u64,
    /// When that change was made.
    pub(crate) sent: WireTime,
    /// Whether it has the cancellation.
    pub(crate) cancelled: bool,
}

/// Changes in the form of another system.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Next {
    /// The place of the last of them.
    pub(crate) place: u64,
    /// When that one was made.
    pub(crate) sent: WireTime,
    /// Whether a cancellation is among them.
    pub(crate) cancels: bool,
    pub(crate) body: Vec<u8>,
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Next({}, …)", self.place)
    }
}

impl Life {
    /// What another system has of it: the one that took it last.
    pub(crate) fn handed(&self) -> Option<&Taken> {
        self.handovers.last().map(|handover| &handover.taken)
    }

    fn handover(&self, to: &OtherSystem) -> Option<&Handover> {
        self.handovers.iter().find(|handover| handover.to == *to)
    }

    /// The place of the last change that this system has; 0 if it has none.
    pub(crate) fn is_with(&self, system: &OtherSystem) -> u64 {
        self.handover(system)
            .map_or(0, |handover| handover.taken.place)
    }

    /// Whether this system has yet to be given something of it. What is over, and with another
    /// system already, is no news to a third.
    pub(crate) fn owes(&self, to: &OtherSystem) -> bool {
        match self.handover(to) {
            Some(handover) => handover.next.is_some() || self.is_behind(&handover.taken),
            None => !self.is_over(),
        }
    }

    fn is_behind(&self, taken: &Taken) -> bool {
        let last = self.trail.waiting.last();
        last.is_some_and(|waiting| waiting.place > taken.place)
    }

    /// Makes the message that follows what this system has, and tells whether it did.
    pub(crate) fn prepare(&mut self, to: &OtherSystem) -> bool {
        let Some(handover) = self.handover(to).filter(|handover| handover.next.is_none()) else {
            return false;
        };
        let news = self.trail.waiting.iter();
        let news = news.filter(|waiting| waiting.place > handover.taken.place);
        let news: Vec<&Waiting> = news.take(UPDATES_PER_REQUEST_MAX).collect();
        let Some(last) = news.last() else {
            return false;
        };
        let next = Next {
            place: last.place,
            sent: last.at,
            cancels: news.iter().any(|n| matches!(n.change, Change::Cancel(_))),
            body: match to.form {
                Form::Webhook => self.as_updates(&news),
                Form::Cap => self.as_cap(to, &news, Some(&handover.taken)),
            },
        };
        let mut handovers = self.handovers.iter_mut();
        if let Some(handover) = handovers.find(|handover| handover.to == *to) {
            handover.next = Some(next);
        }
        true
    }

    /// What to send to this system now, and the place of the last change in it: 0 for the alert.
    pub(crate) fn message_for(&self, to: &OtherSystem) -> Option<(u64, Vec<u8>)> {
        match (self.handover(to), to.form) {
            (Some(handover), _) => handover
                .next
                .as_ref()
                .map(|next| (next.place, next.body.clone())),
            (None, Form::Webhook) => Some((0, webhook::alert(&self.body)?)),
            (None, Form::Cap) => Some((0, self.as_cap(to, &[], None))),
        }
    }

    /// This system answered with success for everything up to this place.
    pub(crate) fn handed_over(&mut self, at: WireTime, to: &OtherSystem, place: u64) {
        let known = self.handovers.iter().position(|h| h.to == *to);
        match known.map(|index| self.handovers.remove(index)) {
            Some(mut handover) => {
                if let Some(next) = handover.next.take_if(|next| next.place == place) {
                    handover.taken.place = next.place;
                    handover.taken.sent = next.sent;
                    handover.taken.cancelled |= next.cancels;
                }
                self.handovers.push(handover);
            }
            None => self.handovers.push(Handover {
                to: to.clone(),
                taken: Taken {
                    at,
                    place: 0,
                    sent: self.raised_at,
                    cancelled: false,
                },
                next: None,
            }),
        }
        let surplus = self.handovers.len().saturating_sub(HANDOVERS_MAX);
        self.handovers.drain(..surplus);
    }

    /// This system refused what followed the alert: the next attempt says it together with what
    /// came since.
    pub(crate) fn unprepare(&mut self, to: &OtherSystem) {
        let mut handovers = self.handovers.iter_mut();
        if let Some(handover) = handovers.find(|handover| handover.to == *to) {
            handover.next = None;
        }
    }

    fn as_updates(&self, news: &[&Waiting]) -> Vec<u8> {
        let updates = news.iter().map(|waiting| Update {
            seq: Seq(waiting.place),
            at: waiting.at,
            change: waiting.change.clone(),
        });
        webhook::updates(self.id, self.exercise, &updates.collect::<Vec<_>>())
    }

    /// All that is known by the last of these changes; the alert as it was raised if there are
    /// none.
    fn as_cap(&self, to: &OtherSystem, news: &[&Waiting], taken: Option<&Taken>) -> Vec<u8> {
        // It is what this phone wrote; what an earlier version wrote of the person is told as far
        // as it can be read.
        let raised: Option<Alert> = serde_json::from_slice(&self.body).ok();
        let raised = raised.as_ref();
        let known = Known::of(self, raised, news);
        let earlier = taken.map_or(Vec::new(), |taken| self.earlier(taken));
        let last = news.last();
        Message {
            alert: self.id,
            number: last.map_or(0, |last| last.place),
            sent: last.map_or(self.raised_at, |last| last.at),
            about: match (news, &known.cancel) {
                ([], _) => About::Alert,
                // Whoever was forced to cancel needs help all the more.
                (_, Some(reason)) if !known.duress => About::Cancel(&earlier, reason),
                _ => About::Update(&earlier),
            },
            addressee: to.url.host(),
            exercise: self.exercise,
            mode: self.mode,
            kind: &known.kind,
            raised_at: self.raised_at,
            urgent: known.urgent,
            fix: known.fix.as_ref(),
            profile: raised.and_then(|alert| alert.profile.as_ref()),
            device: raised.and_then(|alert| alert.device.as_ref()),
            text: known.text.as_deref(),
            duress: known.duress,
        }
        .to_xml()
    }

    /// The messages that the next one takes the place of: the first of the alert, and the last.
    fn earlier(&self, taken: &Taken) -> Vec<Earlier> {
        let first = Earlier {
            number: 0,
            sent: self.raised_at,
        };
        let last = Earlier {
            number: taken.place,
            sent: taken.sent,
        };
        let mut earlier = vec![first];
        earlier.extend(Some(last).filter(|last| *last != first));
        earlier
    }
}

/// What is known of an alert by a certain change.
struct Known {
    kind: auxilio_protocol::Kind,
    fix: Option<Fix>,
    urgent: bool,
    duress: bool,
    text: Option<String>,
    cancel: Option<auxilio_protocol::CancelReason>,
}

impl Known {
    fn of(life: &Life, raised: Option<&Alert>, news: &[&Waiting]) -> Self {
        let kind = raised.map_or(&life.kind, |alert| &alert.kind);
        let mut known = Self {
            kind: kind.clone(),
            fix: life.fix.clone(),
            urgent: false,
            duress: false,
            text: None,
            cancel: None,
        };
        let last_place = news.last().map_or(0, |last| last.place);
        let waiting = life.trail.waiting.iter();
        for waiting in waiting.take_while(|waiting| waiting.place <= last_place) {
            match &waiting.change {
                Change::Fix(fix) => known.fix = Some(fix.clone()),
                Change::Kind(kind) => known.kind = kind.clone(),
                Change::Cancel(Cancel { reason }) => known.cancel = Some(reason.clone()),
                Change::Duress(is_so) => known.duress = *is_so,
                Change::Urgent(is_so) => known.urgent |= *is_so,
                Change::Text(text) => known.text = Some(text.clone()),
                Change::BatteryPercent(_) => {}
            }
        }
        known
    }
}
