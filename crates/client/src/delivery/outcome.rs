//! What an attempt brought back, before anybody believed it.

use auxilio_protocol::problem::{self, Problem, ProblemKind};

use crate::view::Trouble;

/// The result of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// An answer of the right shape. What is signed in it has yet to be verified.
    Answer(T),
    /// The central understood and refuses.
    Refused(ProblemKind),
    /// The central, or a proxy before it, cannot now.
    Busy {
        /// The wait it asks for, in seconds.
        retry_after_s: Option<u32>,
    },
    /// Something else answers there: a captive portal, another site.
    Impostor,
    /// No connection, or no answer in time.
    NoAnswer,
}

impl Outcome<()> {
    /// What the status says of a system that signs nothing. A redirect is not followed, and so
    /// nobody there has it.
    #[must_use]
    pub fn of_status(status: u16, retry_after_s: Option<u32>) -> Self {
        match status {
            200..=299 => Self::Answer(()),
            408 | 425 | 429 | 500..=599 => Self::Busy { retry_after_s },
            _ => Self::Refused(ProblemKind::Other),
        }
    }
}

impl<T> Outcome<T> {
    /// What an answer that is no success means.
    #[must_use]
    pub fn of_failure(
        status: u16,
        content_type: &str,
        retry_after_s: Option<u32>,
        body: &[u8],
    ) -> Self {
        match status {
            408 | 425 | 429 | 500..=599 => Self::Busy { retry_after_s },
            400..=499 if content_type.starts_with(problem::CONTENT_TYPE) => {
                match serde_json::from_slice::<Problem>(body) {
                    Ok(problem) => Self::Refused(problem.kind),
                    Err(_) => Self::Impostor,
                }
            }
            _ => Self::Impostor,
        }
    }

    /// What an answer turns out to be on a closer look; everything else stays what it is.
    pub(crate) fn and_then<U>(self, look: impl FnOnce(T) -> Outcome<U>) -> Outcome<U> {
        match self {
            Self::Answer(answer) => look(answer),
            Self::Refused(kind) => Outcome::Refused(kind),
            Self::Busy { retry_after_s } => Outcome::Busy { retry_after_s },
            Self::Impostor => Outcome::Impostor,
            Self::NoAnswer => Outcome::NoAnswer,
        }
    }

    /// What the person is told of it.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Answer(_) => None,
            Self::Refused(kind) => Some(Trouble::Refused(*kind)),
            Self::Busy { .. } => Some(Trouble::CentralBusy),
            Self::Impostor => Some(Trouble::Impostor),
            Self::NoAnswer => Some(Trouble::NoAnswer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, content_type: &str, body: &str) -> Outcome<()> {
        Outcome::of_failure(status, content_type, None, body.as_bytes())
    }

    #[test]
    fn only_a_problem_of_the_protocol_is_a_refusal() {
        let conflict =
            r#"{"type":"urn:auxilio:problem:id-of-another-device","title":"…","status":409}"#;
        assert_eq!(
            outcome(409, problem::CONTENT_TYPE, conflict),
            Outcome::Refused(ProblemKind::IdOfAnotherDevice)
        );
        assert_eq!(outcome(403, "text/html", "<form>"), Outcome::Impostor);
        assert_eq!(outcome(302, "text/html", ""), Outcome::Impostor);
        assert_eq!(
            outcome(404, problem::CONTENT_TYPE, "<html>"),
            Outcome::Impostor
        );
    }

    #[test]
    fn of_another_system_only_success_is_success() {
        for (status, outcome) in [
            (200, Outcome::Answer(())),
            (202, Outcome::Answer(())),
            (302, Outcome::Refused(ProblemKind::Other)),
            (401, Outcome::Refused(ProblemKind::Other)),
            (
                429,
                Outcome::Busy {
                    retry_after_s: Some(9),
                },
            ),
            (
                503,
                Outcome::Busy {
                    retry_after_s: Some(9),
                },
            ),
        ] {
            assert_eq!(Outcome::of_status(status, Some(9)), outcome, "{status}");
        }
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for status in [408, 425, 429, 500, 502, 503, 504] {
            assert_eq!(
                outcome(status, "text/html", ""),
                Outcome::Busy {
                    retry_after_s: None
                }
            );
        }
    }
}
