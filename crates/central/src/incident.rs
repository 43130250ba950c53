//! The life of an incident: which action is allowed when, and what the person is told of it.
//! Pure: no clock, no store.

use auxilio_protocol::State;

/// How far the central is with an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It rings; nobody has taken it.
    Open,
    /// An operator has taken it.
    Acknowledged,
    /// A unit is on its way.
    Dispatched,
    /// The unit is there.
    OnScene,
    /// Over. A further press opens another incident; what turns out to have been forced opens it
    /// again ([`phase_when_forced`]).
    Closed,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Acknowledged,
        Self::Dispatched,
        Self::OnScene,
        Self::Closed,
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Dispatched => "dispatched",
            Self::OnScene => "on_scene",
            Self::Closed => "closed",
        }
    }
}

/// Whether the person's telephone may be in front of somebody else's eyes, or in their hands. Each
/// is graver than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threat {
    /// Nothing says so.
    None,
    /// Somebody watches the person.
    Watched,
    /// Somebody forced the person to cancel or to open the app, and an operator has taken the
    /// incident as one under duress.
    Forced,
    /// Somebody forced the person, and no operator has taken it as that yet: it rings.
    ForcedAnew,
}

impl Threat {
    /// Whether a call or a message would betray the person.
    #[must_use]
    pub fn forbids_contact(self) -> bool {
        self != Self::None
    }

    /// Whether somebody forced the person: then no cancel is one.
    #[must_use]
    pub fn is_force(self) -> bool {
        matches!(self, Self::Forced | Self::ForcedAnew)
    }
}

/// What an action is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// How far the central is.
    pub phase: Phase,
    /// Who else may see the person's telephone.
    pub threat: Threat,
}

/// What an operator can do to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Take it.
    Acknowledge,
    /// Take it as one under duress. Apart from [`Self::Acknowledge`], so that a touch on a card that
    /// did not show the duress yet does not count as having seen it.
    TakeForced,
    /// Send a unit.
    Dispatch {
        /// The unit, as the public knows it.
        unit: String,
        /// Seconds until it arrives, estimated.
        eta_s: Option<u32>,
    },
    /// The unit has arrived.
    OnScene,
    /// Tell the person a few words.
    Message {
        /// The words.
        text: String,
    },
    /// End it.
    Close {
        /// How it ended.
        code: CloseCode,
        /// How the operator knows that the person is safe: asked for where the person was forced.
        reason: Option<String>,
    },
}

/// How an incident ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// Help was given.
    Attended,
    /// Pressed by mistake.
    FalseAlarm,
    /// Nobody was found there.
    NotFound,
    /// Belongs to another incident.
    Duplicate,
    /// Was a drill.
    Drill,
}

impl CloseCode {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Attended,
        Self::FalseAlarm,
        Self::NotFound,
        Self::Duplicate,
        Self::Drill,
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attended => "attended",
            Self::FalseAlarm => "false_alarm",
            Self::NotFound => "not_found",
            Self::Duplicate => "duplicate",
            Self::Drill => "drill",
        }
    }
}

/// What follows from an action: the incident's new phase and what its alerts are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The phase after it.
    pub phase: Phase,
    /// The event that every alert of the incident gets; none for what is not the phone's business.
    pub news: Option<News>,
}

/// The words of a status event, before it has a number and a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub state: State,
    /// The unit that acts.
    pub by: Option<String>,
    /// Seconds until it arrives, estimated.
    pub eta_s: Option<u32>,
    /// A few words for the person.
    pub text: Option<String>,
}

impl News {
    /// News that say no more than the state.
    #[must_use]
    pub fn plain(state: State) -> Self {
        Self {
            state,
            by: None,
            eta_s: None,
            text: None,
        }
    }
}

/// Why an action does not apply to the incident as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// It is further, or not so far.
    #[error("not possible while the incident is {}", .0.as_str())]
    Phase(Phase),
    /// A message would betray the person.
    #[error("nothing is written to a person whom somebody watches")]
    Watched,
    /// The person was forced to cancel, and nobody said how they are known to be safe.
    #[error("an incident under duress does not end without a reason")]
    Unexplained,
}

/// Applies an action. Nothing but a message may come before an operator has taken the incident,
/// and nothing at all after its end.
pub fn step(situation: Situation, action: &Action) -> Result<Step, NotNow> {
    refusal(situation, action).map_or(Ok(()), Err)?;
    let phase = situation.phase;
    let (phase, news) = match action {
        Action::Acknowledge => (Phase::Acknowledged, Some(News::plain(State::Acknowledged))),
        // Whoever holds the phone learns nothing new of it.
        Action::TakeForced => (
            phase.max(Phase::Acknowledged),
            (phase == Phase::Open).then(|| News::plain(State::Acknowledged)),
        ),
        Action::Dispatch { unit, eta_s } => {
            let news = News {
                by: Some(unit.clone()),
                eta_s: *eta_s,
                ..News::plain(State::Dispatched)
            };
            (Phase::Dispatched, Some(news))
        }
        Action::OnScene => (Phase::OnScene, Some(News::plain(State::OnScene))),
        Action::Message { text } => {
            let news = News {
                text: Some(text.clone()),
                ..News::plain(State::Message)
            };
            (phase, Some(news))
        }
        Action::Close { .. } => (Phase::Closed, Some(News::plain(State::Closed))),
    };
    Ok(Step { phase, news })
}

/// Whether [`step`] would apply it: what a console offers.
#[must_use]
pub fn allows(situation: Situation, action: &Action) -> bool {
    refusal(situation, action).is_none()
}

/// Why [`step`] would not apply it.
fn refusal(Situation { phase, threat }: Situation, action: &Action) -> Option<NotNow> {
    let is_in_time = match action {
        Action::Acknowledge => phase == Phase::Open,
        Action::TakeForced => threat == Threat::ForcedAnew && phase != Phase::Closed,
        // Another unit may be sent after the first; one that is there is not sent again. A patrol
        // that happened to be there was never dispatched.
        Action::Dispatch { .. } | Action::OnScene => {
            matches!(phase, Phase::Acknowledged | Phase::Dispatched)
        }
        Action::Message { .. } => phase != Phase::Closed,
        Action::Close { .. } => !matches!(phase, Phase::Open | Phase::Closed),
    };
    match action {
        _ if !is_in_time => Some(NotNow::Phase(phase)),
        Action::Message { .. } if threat.forbids_contact() => Some(NotNow::Watched),
        Action::Close { reason: None, .. } if threat.is_force() => Some(NotNow::Unexplained),
        _ => None,
    }
}

/// The phase of an incident once it is known that its person was forced: what was ended as if
/// cancelled waits for an operator again.
#[must_use]
pub fn phase_when_forced(phase: Phase) -> Phase {
    match phase {
        Phase::Closed => Phase::Open,
        other => other,
    }
}

/// What an alert that folds into an incident is told at once, so that its phone does not show
/// less than the truth.
#[must_use]
pub fn news_on_joining(phase: Phase, unclaimed: bool) -> Option<News> {
    let state = match phase {
        Phase::Open if unclaimed => State::Unclaimed,
        Phase::Open => return None,
        Phase::Acknowledged => State::Acknowledged,
        Phase::Dispatched => State::Dispatched,
        Phase::OnScene => State::OnScene,
        Phase::Closed => State::Closed,
    };
    Some(News::plain(state))
}

#[cfg(test)]
mod tests;
