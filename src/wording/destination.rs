//! Words for where alerts go, and for what a system that signs nothing answered.

use auxilio_client::View;
use auxilio_client::token::TokenError;
use auxilio_client::view::{
    AlertView, ElsewhereView, HandedView, Reach, Stage, TokenView, Trouble,
};
use auxilio_protocol::destination::DestinationError;
use auxilio_protocol::{Destination, Form};

use super::{central, elapsed, endpoint_error, trouble, when, word};

/// Where alerts go, and whether somebody answers there, in one line.
pub(crate) fn destination(view: &View) -> String {
    let Some(ElsewhereView { system, .. }) = &view.elsewhere else {
        return central(&view.central);
    };
    let host = system.url.host().to_owned();
    match view.central.reach {
        Reach::Unknown => text!("destination-other", host = host),
        Reach::Answers => text!("destination-other-answers", host = host),
        Reach::Silent | Reach::Impostor => text!("destination-other-silent", host = host),
    }
}

/// What an alert that another system has means for the person.
pub(super) fn handed_over(alert: &AlertView) -> String {
    let Some(HandedView { to, at, .. }) = &alert.way.handed else {
        return text!("meaning-saved");
    };
    let (host, clock) = (to.url.host().to_owned(), at.clock());
    if alert.exercise {
        text!("meaning-handed-over-drill", host = host, clock = clock)
    } else {
        text!("meaning-handed-over", host = host, clock = clock)
    }
}

/// The word for an alert whose cancellation another system was told of.
pub(super) fn cancelled_unsigned(alert: &AlertView) -> String {
    if alert.exercise {
        text!("drill-ended-unsigned")
    } else {
        text!("stage-cancelled-unsigned")
    }
}

/// The other system that was told of a cancellation which no central has receipted.
pub(super) fn told_of_cancel(alert: &AlertView) -> Option<&HandedView> {
    let is_receipted = alert.cancel.as_ref().is_some_and(|cancel| cancel.receipted);
    let handed = alert.way.handed.as_ref();
    handed.filter(|handed| handed.cancelled && !is_receipted)
}

/// Where an alert that nobody has signed for will go, if something of it has yet to leave.
pub(crate) fn goes_to(alert: &AlertView) -> Option<String> {
    let is_unsigned = alert.received_at.is_none();
    let destination = alert.way.goes_to.as_ref().filter(|_| is_unsigned)?;
    Some(text!("goes-to", host = destination.host().to_owned()))
}

/// Which system took an alert, and when.
pub(crate) fn handed_to(handed: &HandedView) -> String {
    let host = handed.to.url.host().to_owned();
    text!("history-handed-to", host = host, when = when(handed.at))
}

/// What became of the token; none if there is nothing to say.
pub(crate) fn token(token: TokenView) -> Option<String> {
    match token {
        TokenView::None => None,
        TokenView::Kept => Some(text!("token-kept")),
        TokenView::InMemory => Some(text!("token-in-memory")),
        TokenView::Refused => Some(text!("token-refused")),
    }
}

/// What is wrong with a token.
pub(crate) fn token_error(error: TokenError) -> String {
    match error {
        TokenError::TooLong => text!("token-error-long"),
        TokenError::Characters => text!("token-error"),
    }
}

/// What is wrong with a link.
pub(crate) fn destination_error(error: &DestinationError) -> String {
    match error {
        DestinationError::Link => text!("invitation-error-link"),
        DestinationError::NotADestination => text!("destination-link-error"),
        DestinationError::Kind => text!("destination-link-error-kind"),
        DestinationError::Address(error) => endpoint_error(error),
    }
}

/// What a form is called, and what it means.
pub(crate) fn form(form: Form) -> (String, String) {
    match form {
        Form::Webhook => (
            text!("destination-kind-webhook"),
            text!("destination-kind-webhook-why"),
        ),
        Form::Cap => (
            text!("destination-kind-cap"),
            text!("destination-kind-cap-why"),
        ),
    }
}

/// What came back of a drill so far, one thing a line.
pub(crate) fn trial(alert: &AlertView, destination: &Destination) -> Vec<String> {
    let mut said = answer(alert, destination.host().to_owned());
    said.extend(alert.cancel.as_ref().map(|_| word(alert)));
    said
}

fn answer(alert: &AlertView, host: String) -> Vec<String> {
    if let Some(at) = alert.received_at {
        return vec![text!("trial-signed", host = host, clock = at.clock())];
    }
    let Some(answer) = alert.way.answer else {
        let said = alert
            .trouble
            .map_or_else(|| text!("trial-waiting"), trouble);
        return vec![said];
    };
    let took = elapsed(answer.took_ms);
    let Some(status) = answer.status else {
        return vec![text!("trial-silent", took = took), text!("trial-waiting")];
    };
    // A number would be written with the marks of a language: a status has none.
    let status = status.to_string();
    let mut said = vec![text!(
        "trial-status",
        host = host,
        status = status,
        took = took
    )];
    match alert.trouble {
        Some(Trouble::Refused(_)) => said.push(text!("trial-refused")),
        Some(other) => said.push(trouble(other)),
        None => {}
    }
    if alert.stage == Stage::HandedOver {
        said.push(text!("trial-unsigned"));
    }
    said
}
