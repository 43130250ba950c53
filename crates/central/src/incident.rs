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
    /// Over. Final: a further press opens another incident.
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

/// What an operator can do to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Take it.
    Acknowledge,
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
    /// The event that every alert of the incident gets.
    pub news: News,
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

/// The incident is not where this action applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not possible while the incident is {}", .phase.as_str())]
pub struct NotNow {
    /// Where it is.
    pub phase: Phase,
}

/// Applies an action. Nothing but a message may come before an operator has taken the incident,
/// and nothing at all after its end.
pub fn step(phase: Phase, action: &Action) -> Result<Step, NotNow> {
    if !allows(phase, action) {
        return Err(NotNow { phase });
    }
    Ok(match action {
        Action::Acknowledge => Step {
            phase: Phase::Acknowledged,
            news: News::plain(State::Acknowledged),
        },
        Action::Dispatch { unit, eta_s } => Step {
            phase: Phase::Dispatched,
            news: News {
                by: Some(unit.clone()),
                eta_s: *eta_s,
                ..News::plain(State::Dispatched)
            },
        },
        Action::OnScene => Step {
            phase: Phase::OnScene,
            news: News::plain(State::OnScene),
        },
        Action::Message { text } => Step {
            phase,
            news: News {
                text: Some(text.clone()),
                ..News::plain(State::Message)
            },
        },
        Action::Close { .. } => Step {
            phase: Phase::Closed,
            news: News::plain(State::Closed),
        },
    })
}

/// Whether [`step`] would apply it: what a console offers.
#[must_use]
pub fn allows(phase: Phase, action: &Action) -> bool {
    match action {
        Action::Acknowledge => phase == Phase::Open,
        // Another unit may be sent after the first; one that is there is not sent again.
        Action::Dispatch { .. } => matches!(phase, Phase::Acknowledged | Phase::Dispatched),
        // A patrol that happened to be there was never dispatched.
        Action::OnScene => matches!(phase, Phase::Acknowledged | Phase::Dispatched),
        Action::Message { .. } => phase != Phase::Closed,
        Action::Close { .. } => !matches!(phase, Phase::Open | Phase::Closed),
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
mod tests {
    use super::*;

    fn actions() -> Vec<Action> {
        vec![
            Action::Acknowledge,
            Action::Dispatch {
                unit: "Móvil 3".to_owned(),
                eta_s: Some(240),
            },
            Action::OnScene,
            Action::Message {
                text: "Ya vamos".to_owned(),
            },
            Action::Close {
                code: CloseCode::Attended,
            },
        ]
    }

    #[test]
    fn each_phase_allows_exactly_these_actions() {
        let allowed = Phase::ALL.map(|phase| {
            let row: Vec<bool> = actions().iter().map(|a| step(phase, a).is_ok()).collect();
            (phase, row)
        });
        let [take, send, arrive, write, close] = [0, 1, 2, 3, 4];
        for (phase, expected) in [
            (Phase::Open, vec![take, write]),
            (Phase::Acknowledged, vec![send, arrive, write, close]),
            (Phase::Dispatched, vec![send, arrive, write, close]),
            (Phase::OnScene, vec![write, close]),
            (Phase::Closed, vec![]),
        ] {
            let (_, row) = allowed.iter().find(|(p, _)| *p == phase).unwrap();
            let got: Vec<usize> = (0..5).filter(|i| row[*i]).collect();
            assert_eq!(got, expected, "{phase:?}");
        }
    }

    #[test]
    fn a_phase_never_goes_back() {
        for phase in Phase::ALL {
            for action in actions() {
                if let Ok(step) = step(phase, &action) {
                    assert!(step.phase >= phase, "{phase:?} {action:?}");
                }
            }
        }
    }

    #[test]
    fn a_dispatch_tells_the_unit_and_the_time() {
        let step = step(Phase::Acknowledged, &actions()[1]).unwrap();
        assert_eq!(step.news.by.as_deref(), Some("Móvil 3"));
        assert_eq!(step.news.eta_s, Some(240));
    }

    #[test]
    fn an_alert_joining_an_untaken_incident_is_told_nothing_more() {
        assert_eq!(news_on_joining(Phase::Open, false), None);
        let told = news_on_joining(Phase::Open, true).unwrap();
        assert_eq!(told.state, State::Unclaimed);
    }
}
