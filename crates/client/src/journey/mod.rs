//! A way home: when the person means to arrive, what is told of it, and the alert that is raised
//! if nothing is heard of an arrival. Pure.
//!
//! The alert is made at the start, once, and its bytes are given to the central. When the time is
//! over the central raises them, and so does this phone, if it is alive: whichever comes first,
//! the id makes it one.

use auxilio_protocol::journey::{Course, JourneyNews};
use auxilio_protocol::limits::{JOURNEY_N_MAX, JOURNEY_S_MAX};
use auxilio_protocol::{AlertId, Fix, JourneyState, JourneyStatus, WireTime};

use crate::alert::Life;

/// Time between two positions that the central is told, in milliseconds: the phone is in a pocket,
/// and nothing has happened.
const FIX_INTERVAL_MS: u64 = 60_000;
/// A position is told before its time if its circle is at most this share of the last one's.
const IMPROVEMENT_SHARE: f64 = 0.5;

/// One way home, as this phone knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    /// The alert, ready made. It is nobody's business before it is raised.
    pub(crate) alert: Life,
    /// When the person means to arrive, by the clock on the wall.
    pub(crate) due_at: WireTime,
    /// The time that was given last, in milliseconds: never more than that is left, whatever the
    /// clock on the wall says after a restart.
    pub(crate) given_ms: u64,
    /// The number of the last news.
    pub(crate) n: u64,
    /// The number of the news that set the time.
    pub(crate) due_n: u64,
    /// How far the person is.
    pub(crate) way: Way,
    /// Where the person was last, as far as the central has to know.
    pub(crate) fix: Option<Fix>,
    /// The central's last word.
    pub(crate) answer: Option<JourneyStatus>,
}

/// How far the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// On the way.
    Under,
    /// Arrived, as the person says.
    Arrived,
    /// Not arrived in time: the alert is an alert now, with a life of its own.
    Raised,
}

/// What follows from the central's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing.
    None,
    /// Something else than before is to be kept.
    Keep,
    /// The central has raised the alert.
    Raise {
        /// The person had said already that they arrived.
        arrived: bool,
    },
}

/// Within what a journey may last, in milliseconds.
#[must_use]
pub fn bounded_ms(ms: u64) -> u64 {
    ms.clamp(1_000, u64::from(JOURNEY_S_MAX) * 1_000)
}

impl Journey {
    /// A journey that begins now, with its alert made now, and lasts so long.
    #[must_use]
    pub fn begin(mut alert: Life, now: WireTime, ms: u64) -> Self {
        // It travels within another message, which keeps no spaces around it, and what the central
        // raises has to be what this phone raises, to the byte.
        let length = alert.body.trim_ascii_end().len();
        alert.body.truncate(length);
        let given_ms = bounded_ms(ms);
        Self {
            due_at: after(now, given_ms),
            given_ms,
            n: 1,
            due_n: 1,
            way: Way::Under,
            fix: alert.fix.clone(),
            answer: None,
            alert,
        }
    }

    /// Which: the id of its alert.
    #[must_use]
    pub fn id(&self) -> AlertId {
        self.alert.id()
    }

    /// So much time is left from now on, at the person's wish.
    pub fn give(&mut self, now: WireTime, ms: u64) {
        self.given_ms = bounded_ms(ms);
        self.due_at = after(now, self.given_ms);
        self.n += 1;
        self.due_n = self.n;
    }

    /// The person has arrived. Tells whether that was news.
    pub fn arrive(&mut self) -> bool {
        let is_news = self.way == Way::Under;
        if is_news {
            self.way = Way::Arrived;
            self.n += 1;
        }
        is_news
    }

    /// The time is over, here or at the central: the alert, to be sent like any other.
    #[must_use]
    pub fn raise(&mut self) -> Life {
        if self.way == Way::Under {
            self.n += 1;
        }
        self.way = Way::Raised;
        self.alert.clone()
    }

    /// A position came. Tells whether the central is to know it.
    pub fn follow(&mut self, fix: &Fix) -> bool {
        if self.way != Way::Under {
            return false;
        }
        if let Some(last) = &self.fix {
            // Distances in either direction: a clock that was set back must not end the trail.
            let apart_ms = fix.taken_at.ms_since(last.taken_at).unsigned_abs();
            let is_better = match (fix.accuracy_m, last.accuracy_m) {
                (Some(new), Some(old)) => new <= old * IMPROVEMENT_SHARE,
                (Some(_), None) => true,
                (None, _) => false,
            };
            if apart_ms == 0 || !(apart_ms >= FIX_INTERVAL_MS || is_better) {
                return false;
            }
        }
        self.fix = Some(fix.clone());
        self.n += 1;
        true
    }

    /// What the central is to know, while so much time is left.
    #[must_use]
    pub fn news(&self, left_ms: u64) -> JourneyNews {
        let left_ms = match self.way {
            Way::Under => left_ms,
            // The central raises it too, at once: two ways are better than one.
            Way::Raised | Way::Arrived => 0,
        };
        let course = match self.way {
            Way::Arrived => Course::Arrived,
            Way::Under | Way::Raised => Course::UnderWay {
                left_s: u32::try_from(left_ms / 1_000).unwrap_or(JOURNEY_S_MAX),
                fix: self.fix.clone(),
                alert: self.alert.body.clone(),
            },
        };
        JourneyNews { n: self.n, course }
    }

    /// Whether the central knows how things are.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.answer.is_some_and(|answer| match answer.state {
            JourneyState::UnderWay => self.way == Way::Under && answer.n >= self.n,
            JourneyState::Arrived => self.way != Way::Under,
            JourneyState::Raised => self.way == Way::Raised,
        })
    }

    /// The central's word, verified.
    pub fn answered(&mut self, status: JourneyStatus) -> Consequence {
        let is_other = self
            .answer
            .is_none_or(|last| (last.state, last.due_at) != (status.state, status.due_at));
        // An answer that was overtaken on the way says nothing any more.
        if self.answer.is_some_and(|last| last.n > status.n) && !is_final(status.state) {
            return Consequence::None;
        }
        self.answer = Some(status);
        match (status.state, self.way) {
            (JourneyState::Raised, Way::Under | Way::Arrived) => {
                let arrived = self.way == Way::Arrived;
                return Consequence::Raise { arrived };
            }
            // A disk that was full before a crash kept nothing of the arrival.
            (JourneyState::Arrived, Way::Under) => self.way = Way::Arrived,
            (JourneyState::UnderWay, _) if self.is_ahead_of(&status) => {
                self.n = status.n.saturating_add(1).min(JOURNEY_N_MAX);
                if self.way == Way::Under {
                    self.due_n = self.n;
                }
                return Consequence::Keep;
            }
            _ => {}
        }
        if is_other {
            Consequence::Keep
        } else {
            Consequence::None
        }
    }

    /// The central has a number that this phone has not given out, or gave to something else,
    /// because a full disk kept it from remembering: what is so now needs a higher one.
    fn is_ahead_of(&self, status: &JourneyStatus) -> bool {
        match self.way {
            Way::Under | Way::Raised => status.n > self.n,
            // Under this number the central knows of something else than an arrival.
            Way::Arrived => status.n >= self.n,
        }
    }

    /// Another central knows nothing of it.
    pub(crate) fn forget_answer(&mut self) {
        self.answer = None;
    }
}

fn is_final(state: JourneyState) -> bool {
    matches!(state, JourneyState::Arrived | JourneyState::Raised)
}

fn after(now: WireTime, ms: u64) -> WireTime {
    now.plus_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}
