//! Every error as a problem detail (RFC 9457).

use auxilio_protocol::lenient::Unreadable;
use auxilio_protocol::problem::{CONTENT_TYPE, Problem, ProblemKind};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::operators::OperatorError;
use crate::rate::TooMany;
use crate::second_factor::SecondFactorError;
use crate::store::{EnrolmentRefused, InvitationRefused, StoreError};
use crate::texts::text;

/// Seconds after which a central that could not keep something may be asked again.
const RETRY_AFTER_S: u64 = 2;

/// Why a request was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Unreadable(Unreadable),
    UnreadableEnrolment,
    UnreadableReadiness,
    /// Not the hash of a recovery phrase.
    UnreadableRecovery,
    UnreadableProfile,
    UnreadableJourney,
    UnreadableText,
    UnreadablePath,
    Unauthorized,
    NotFound,
    MethodNotAllowed,
    TooSlow,
    AnotherDevice,
    AlertClosed,
    Invitation(InvitationRefused),
    MemberRevoked,
    TooLarge,
    TooMany {
        retry_after_s: u64,
    },
    Busy,
    NotDurable,
    Internal,
}

impl Refused {
    /// Status, stable type, and the name of its texts.
    fn parts(self) -> (StatusCode, ProblemKind, &'static str) {
        use ProblemKind as Kind;
        use StatusCode as Status;
        match self {
            Self::Unreadable(why) => (Status::BAD_REQUEST, Kind::Unreadable, unreadable(why)),
            Self::UnreadableEnrolment => {
                (Status::BAD_REQUEST, Kind::Unreadable, "not-an-enrolment")
            }
            Self::UnreadableReadiness => (Status::BAD_REQUEST, Kind::Unreadable, "not-readiness"),
            Self::UnreadableRecovery => (Status::BAD_REQUEST, Kind::Unreadable, "not-recovery"),
            Self::UnreadableProfile => (Status::BAD_REQUEST, Kind::Unreadable, "not-a-profile"),
            Self::UnreadableJourney => (Status::BAD_REQUEST, Kind::Unreadable, "not-a-journey"),
            Self::UnreadableText => (Status::BAD_REQUEST, Kind::Unreadable, "not-a-text"),
            Self::UnreadablePath => (Status::BAD_REQUEST, Kind::Unreadable, "no-id"),
            Self::Unauthorized => (Status::UNAUTHORIZED, Kind::Unauthorized, "unauthorized"),
            Self::NotFound => (Status::NOT_FOUND, Kind::NotFound, "not-found"),
            Self::MethodNotAllowed => (Status::METHOD_NOT_ALLOWED, Kind::Other, "method"),
            Self::TooSlow => (Status::REQUEST_TIMEOUT, Kind::TooSlow, "too-slow"),
            Self::AnotherDevice => (Status::CONFLICT, Kind::IdOfAnotherDevice, "another-device"),
            Self::AlertClosed => (Status::CONFLICT, Kind::AlertClosed, "alert-closed"),
            Self::Invitation(why) => invitation(why),
            Self::MemberRevoked => (Status::FORBIDDEN, Kind::MemberRevoked, "member-revoked"),
            Self::TooLarge => (Status::PAYLOAD_TOO_LARGE, Kind::TooLarge, "too-large"),
            Self::TooMany { .. } => (Status::TOO_MANY_REQUESTS, Kind::TooMany, "too-many"),
            Self::Busy => (Status::SERVICE_UNAVAILABLE, Kind::NotDurable, "busy"),
            Self::NotDurable => (Status::SERVICE_UNAVAILABLE, Kind::NotDurable, "not-durable"),
            Self::Internal => (Status::INTERNAL_SERVER_ERROR, Kind::Other, "internal"),
        }
    }

    /// The status that it is answered with.
    pub(crate) fn status(self) -> StatusCode {
        self.parts().0
    }

    fn retry_after_s(self) -> Option<u64> {
        match self {
            Self::TooMany { retry_after_s } => Some(retry_after_s),
            Self::Busy | Self::NotDurable => Some(RETRY_AFTER_S),
            _ => None,
        }
    }
}

fn invitation(why: InvitationRefused) -> (StatusCode, ProblemKind, &'static str) {
    use ProblemKind as Kind;
    use StatusCode as Status;
    match why {
        InvitationRefused::Unknown => (Status::NOT_FOUND, Kind::NotFound, "invitation-unknown"),
        InvitationRefused::Revoked => (
            Status::CONFLICT,
            Kind::InvitationRevoked,
            "invitation-revoked",
        ),
        InvitationRefused::Expired => (
            Status::CONFLICT,
            Kind::InvitationExpired,
            "invitation-expired",
        ),
        InvitationRefused::Used => (Status::CONFLICT, Kind::InvitationSpent, "invitation-used"),
    }
}

fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::NotJson => "not-json",
        Unreadable::NotAnObject => "not-an-object",
        Unreadable::NoId => "no-id",
        Unreadable::NotUpdates => "not-updates",
        Unreadable::TooManyUpdates => "too-many-updates",
    }
}

impl From<Unreadable> for Refused {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<EnrolmentRefused> for Refused {
    fn from(why: EnrolmentRefused) -> Self {
        match why {
            EnrolmentRefused::Invitation(why) => Self::Invitation(why),
            EnrolmentRefused::MemberRevoked => Self::MemberRevoked,
        }
    }
}

impl From<TooMany> for Refused {
    fn from(TooMany { retry_after_s }: TooMany) -> Self {
        Self::TooMany { retry_after_s }
    }
}

impl From<OperatorError> for Refused {
    fn from(error: OperatorError) -> Self {
        match error {
            OperatorError::Store(error) => error.into(),
            error => {
                tracing::error!(?error, "an operator cannot be checked");
                Self::Internal
            }
        }
    }
}

impl From<SecondFactorError> for Refused {
    fn from(error: SecondFactorError) -> Self {
        match error {
            SecondFactorError::Store(error) => error.into(),
            error => {
                tracing::error!(%error, "a second factor cannot be used");
                Self::Internal
            }
        }
    }
}

/// What went wrong inside is for the log; the sender learns only that nothing was kept.
impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        tracing::error!(?error, "the store failed");
        Self::NotDurable
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, kind, name) = self.parts();
        let problem = Problem {
            kind,
            title: text(&format!("problem-{name}"), &[]),
            status: status.as_u16(),
            detail: Some(text(&format!("problem-{name}-detail"), &[])),
        };
        // Plain strings and numbers: their serialisation has no error.
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, CONTENT_TYPE)], body).into_response();
        if let Some(seconds) = self.retry_after_s() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_is_wrong_and_what_to_do() {
        let all = [
            Refused::Unreadable(Unreadable::NotJson),
            Refused::Unreadable(Unreadable::NotAnObject),
            Refused::Unreadable(Unreadable::NoId),
            Refused::Unreadable(Unreadable::NotUpdates),
            Refused::Unreadable(Unreadable::TooManyUpdates),
            Refused::UnreadableEnrolment,
            Refused::UnreadableReadiness,
            Refused::UnreadableRecovery,
            Refused::UnreadableProfile,
            Refused::UnreadableJourney,
            Refused::UnreadablePath,
            Refused::Unauthorized,
            Refused::NotFound,
            Refused::MethodNotAllowed,
            Refused::TooSlow,
            Refused::AnotherDevice,
            Refused::AlertClosed,
            Refused::Invitation(InvitationRefused::Unknown),
            Refused::Invitation(InvitationRefused::Revoked),
            Refused::Invitation(InvitationRefused::Expired),
            Refused::Invitation(InvitationRefused::Used),
            Refused::MemberRevoked,
            Refused::TooLarge,
            Refused::TooMany { retry_after_s: 3 },
            Refused::Busy,
            Refused::NotDurable,
            Refused::Internal,
        ];
        let mut told = Vec::new();
        for refused in all {
            let (status, kind, name) = refused.parts();
            let title = text(&format!("problem-{name}"), &[]);
            let detail = text(&format!("problem-{name}-detail"), &[]);
            let kind = serde_json::to_value(kind).unwrap();
            told.push(format!(
                "{} {kind}\n    {title}\n    {detail}\n",
                status.as_u16()
            ));
        }
        let told = told.concat();
        assert!(!told.contains("Unknown localization"), "{told}");
        insta::assert_snapshot!(told);
    }
}
