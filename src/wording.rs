//! Which words say what the core shows: for the window and the headless tap alike.

mod destination;
pub(crate) mod held_back;
pub(crate) mod sms;
mod warning;

use auxilio_client::condition::{Link, Path};
use auxilio_client::view::{
    AgainView, AlertView, CentralView, EnrolmentView, NotSaved, Reach, Stage, Step, Trouble,
};
use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::enrolment::InvitationError;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{CancelReason, Fix, Kind, Lane, Source, WireTime};

use self::destination::{cancelled_unsigned, handed_over, told_of_cancel};
pub(crate) use self::destination::{
    destination, destination_error, form, goes_to, handed_to, token, token_error, trial,
};
pub(crate) use self::warning::{advice, check, mend, warning};
use crate::platform::location;
use crate::texts::plain;

const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;
const MINUTE_MS: i64 = 60_000;

/// The one word for how far an alert is.
pub(crate) fn word(alert: &AlertView) -> String {
    match (&alert.cancel, alert.stage) {
        (_, Stage::Closed) => text!("stage-closed"),
        (Some(cancel), _) if alert.exercise && cancel.receipted => text!("drill-ended"),
        (Some(_), _) if told_of_cancel(alert).is_some() => cancelled_unsigned(alert),
        (Some(_), _) if alert.exercise => text!("drill-ending"),
        (Some(cancel), _) if cancel.receipted => text!("stage-cancelled"),
        (Some(_), _) => text!("stage-cancelling"),
        (None, Stage::Saving) => text!("stage-saving"),
        (None, Stage::NotSaved(_)) => text!("stage-not-saved"),
        (None, Stage::Saved) => text!("stage-saved"),
        (None, Stage::HandedOver) => text!("stage-handed-over"),
        (None, Stage::Received) => text!("stage-received"),
        (None, Stage::Unclaimed) => text!("stage-unclaimed"),
        (None, Stage::Acknowledged) => text!("stage-acknowledged"),
        (None, Stage::Dispatched) => text!("stage-dispatched"),
        (None, Stage::OnScene) => text!("stage-on-scene"),
    }
}

/// What that word means for the person.
pub(crate) fn meaning(alert: &AlertView, now: WireTime) -> String {
    match (&alert.cancel, alert.stage) {
        (_, Stage::Closed) => text!("meaning-closed"),
        (Some(cancel), _) if alert.exercise && cancel.receipted => text!("meaning-drill-ended"),
        (Some(cancel), _) if cancel.receipted => match cancel.reason {
            CancelReason::FalsaAlarma => text!("meaning-cancelled-false-alarm"),
            CancelReason::YaPaso | CancelReason::Other(_) => text!("meaning-cancelled"),
        },
        (Some(_), _) => match told_of_cancel(alert) {
            Some(handed) => {
                text!(
                    "meaning-cancelled-unsigned",
                    host = handed.to.url.host().to_owned()
                )
            }
            None => text!("meaning-cancelling"),
        },
        (None, Stage::Saving) => text!("meaning-saving"),
        (None, Stage::NotSaved(_)) => text!("meaning-not-saved"),
        (None, Stage::Saved) => text!("meaning-saved"),
        (None, Stage::HandedOver) => handed_over(alert),
        (None, Stage::Received) => received(alert),
        (None, Stage::Unclaimed) => text!("meaning-unclaimed"),
        (None, Stage::Acknowledged) => match &alert.by {
            Some(by) => text!("meaning-acknowledged-by", by = by.clone()),
            None => text!("meaning-acknowledged"),
        },
        (None, Stage::Dispatched) => dispatched(alert, now),
        (None, Stage::OnScene) => match &alert.by {
            Some(by) => text!("meaning-on-scene-by", by = by.clone()),
            None => text!("meaning-on-scene"),
        },
    }
}

fn received(alert: &AlertView) -> String {
    let clock = alert.received_at.unwrap_or(alert.raised_at).clock();
    match alert.lane {
        Some(Lane::Unverified) => text!("meaning-received-unverified", clock = clock),
        Some(Lane::Drill) => text!("meaning-received-drill", clock = clock),
        Some(Lane::Verified) | None => text!("meaning-received", clock = clock),
    }
}

fn dispatched(alert: &AlertView, now: WireTime) -> String {
    let by = alert
        .by
        .clone()
        .unwrap_or_else(|| text!("unit-without-name"));
    match minutes(alert, now) {
        Some(minutes) => text!("meaning-dispatched-eta", by = by, minutes = minutes),
        None => text!("meaning-dispatched", by = by),
    }
}

/// In how many minutes the unit should arrive; none if that is not known, or past.
pub(crate) fn minutes(alert: &AlertView, now: WireTime) -> Option<i64> {
    alert
        .eta_at
        .map(|eta| eta.ms_since(now).div_euclid(MINUTE_MS) + 1)
        .filter(|minutes| *minutes > 0)
}

/// What carried an alert to the central.
pub(crate) fn path(path: Path) -> String {
    match path {
        Path::SameMachine => text!("path-same-machine"),
        Path::Internet(None) => text!("path-internet"),
        Path::Internet(Some(Link::Cell)) => text!("path-cell"),
        Path::Internet(Some(Link::Wifi)) => text!("path-wifi"),
        Path::Internet(Some(Link::Wired)) => text!("path-wired"),
    }
}

/// The word for a kind.
pub(crate) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Auxilio | Kind::Other(_) => text!("kind-auxilio"),
        Kind::Robo => text!("kind-robo"),
        Kind::Extorsion => text!("kind-extorsion"),
        Kind::Violencia => text!("kind-violencia"),
        Kind::Medica => text!("kind-medica"),
        Kind::Incendio => text!("kind-incendio"),
    }
}

/// What to write to somebody trusted: what happens, where and when, and that the central is told
/// otherwise. The newest position counts, or else the one at the press.
pub(crate) fn message(alert: &AlertView, last_fix: Option<&Fix>) -> String {
    let place = match last_fix.or(alert.fix.as_ref()) {
        Some(fix) => text!(
            "message-place",
            lat = format!("{:.5}", fix.lat),
            lon = format!("{:.5}", fix.lon),
            clock = fix.taken_at.clock()
        ),
        None => text!("message-no-place"),
    };
    let (kind, clock) = (kind(&alert.kind), alert.raised_at.clock());
    plain(&text!("message", kind = kind, clock = clock, place = place))
}

/// A day and a time of day, in Peru.
pub(crate) fn when(at: WireTime) -> String {
    let date = at.to_string();
    let mut parts = date.get(..10).unwrap_or_default().split('-');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    let (year, month, day) = (part(), part(), part());
    text!(
        "when",
        day = day,
        month = month,
        year = year,
        clock = at.clock()
    )
}

/// One alert in a list, in one line.
pub(crate) fn item(alert: &AlertView) -> String {
    let (when, word) = (when(alert.raised_at), word(alert));
    if alert.exercise {
        text!("history-item-drill", when = when, word = word)
    } else {
        text!(
            "history-item",
            kind = kind(&alert.kind),
            when = when,
            word = word
        )
    }
}

/// A receipt with what it means, as a file has it.
pub(crate) fn receipt(alert: &AlertView, central: Option<&str>, signed: &str) -> String {
    let received = alert
        .received_at
        .map_or_else(|| text!("history-not-received"), when);
    let name = central.map_or_else(|| text!("route-central"), str::to_owned);
    let mut lines = vec![
        text!("receipt-file"),
        text!("receipt-file-kind", kind = kind(&alert.kind)),
        text!("receipt-file-when", when = when(alert.raised_at)),
        text!("receipt-file-received", when = received),
    ];
    if let Some(taken) = alert.lane {
        lines.push(text!("receipt-file-lane", lane = lane(taken)));
    }
    lines.extend([text!("receipt-file-means", name = name), signed.to_owned()]);
    plain(&lines.join("\n\n")) + "\n"
}

/// How the central took an alert.
pub(crate) fn lane(lane: Lane) -> String {
    match lane {
        Lane::Verified => text!("lane-verified"),
        Lane::Unverified => text!("lane-unverified"),
        Lane::Drill => text!("lane-drill"),
    }
}

/// The steps of an alert with the time that each took.
pub(crate) fn steps(alert: &AlertView) -> Vec<(String, String)> {
    let steps = alert.steps.iter();
    steps
        .map(|noted| (step(noted.step), elapsed(noted.after_ms)))
        .collect()
}

fn step(step: Step) -> String {
    match step {
        Step::Saved => text!("stage-saved"),
        Step::HandedOver => text!("stage-handed-over"),
        Step::Received => text!("stage-received"),
        Step::Acknowledged => text!("stage-acknowledged"),
        Step::Dispatched => text!("stage-dispatched"),
        Step::OnScene => text!("stage-on-scene"),
        Step::Closed => text!("stage-closed"),
    }
}

fn elapsed(after_ms: u64) -> String {
    let (seconds, tenths) = (after_ms / 1_000, after_ms % 1_000 / 100);
    if seconds < MINUTE_S {
        text!("elapsed-seconds", seconds = seconds, tenths = tenths)
    } else {
        let (minutes, seconds) = (seconds / MINUTE_S, seconds % MINUTE_S);
        text!("elapsed-minutes", minutes = minutes, seconds = seconds)
    }
}

/// What became of the presses after the first one.
pub(crate) fn again(again: AgainView) -> String {
    if again.receipted {
        text!("again-received", presses = again.presses)
    } else {
        text!("again-sending", presses = again.presses)
    }
}

/// What keeps an alert from arriving.
pub(crate) fn trouble(trouble: Trouble) -> String {
    match trouble {
        Trouble::NoEndpoint => text!("trouble-no-endpoint"),
        Trouble::NoAnswer => text!("trouble-no-answer"),
        Trouble::Impostor => text!("trouble-impostor"),
        Trouble::CentralBusy => text!("trouble-busy"),
        Trouble::Refused(_) => text!("trouble-refused"),
    }
}

/// Why nothing can be kept, and what to do.
pub(crate) fn not_saved(why: NotSaved) -> String {
    match why {
        NotSaved::Disk => text!("not-saved-disk"),
        NotSaved::Key => text!("not-saved-key"),
        NotSaved::InUse => text!("not-saved-in-use"),
    }
}

/// Why it is not known where the person is.
pub(crate) fn no_position(status: location::Status) -> String {
    match status {
        location::Status::Working => text!("position-none"),
        location::Status::Refused => text!("position-refused"),
        location::Status::Absent => text!("position-absent"),
    }
}

/// Where the person is, as far as it is known: how old and how exact.
pub(crate) fn position(fix: &Fix, now: WireTime) -> String {
    let exact = match fix.accuracy_m {
        // A radius beyond any number is none.
        Some(accuracy_m) => text!("position-exact", metres = accuracy_m.ceil().min(1e9)),
        None => text!("position-inexact"),
    };
    if fix.source == Source::Manual {
        return text!("position-manual", exact = exact);
    }
    let age = age(fix.age_s(now));
    match fix.source {
        Source::Replay => text!("position-replay", age = age, exact = exact),
        _ => text!("position", age = age, exact = exact),
    }
}

fn age(age_s: u64) -> String {
    match age_s {
        0..MINUTE_S => text!("age-seconds", n = age_s),
        MINUTE_S..HOUR_S => text!("age-minutes", n = age_s / MINUTE_S),
        _ => text!("age-hours", n = age_s / HOUR_S),
    }
}

/// The central and whether it answers, in one line.
pub(crate) fn central(central: &CentralView) -> String {
    let Some(endpoint) = &central.endpoint else {
        return text!("central-none");
    };
    let name = central
        .name
        .clone()
        .unwrap_or_else(|| endpoint.host().to_owned());
    match central.reach {
        Reach::Unknown => text!("central-unknown", name = name),
        Reach::Answers => text!("central-answers", name = name),
        Reach::Silent => text!("central-silent", name = name),
        Reach::Impostor => text!("central-impostor", name = name),
    }
}

/// How far this device's enrolment is.
pub(crate) fn enrolment(enrolment: &EnrolmentView) -> String {
    match enrolment {
        EnrolmentView::None => text!("enrolment-none"),
        EnrolmentView::Waiting => text!("enrolment-waiting"),
        EnrolmentView::Pending => text!("enrolment-pending"),
        EnrolmentView::Active => text!("enrolment-active"),
        EnrolmentView::Refused(kind) => match kind {
            ProblemKind::InvitationSpent => text!("enrolment-used"),
            ProblemKind::InvitationExpired => text!("enrolment-expired"),
            ProblemKind::InvitationRevoked => text!("enrolment-taken-back"),
            ProblemKind::NotFound => text!("enrolment-unknown"),
            ProblemKind::MemberRevoked => text!("enrolment-ended"),
            _ => text!("enrolment-refused"),
        },
    }
}

/// What is wrong with an address.
pub(crate) fn endpoint_error(error: &EndpointError) -> String {
    match error {
        EndpointError::Address(_) => text!("endpoint-error-address"),
        EndpointError::Insecure => text!("endpoint-error-insecure"),
        EndpointError::Credentials => text!("endpoint-error-credentials"),
        EndpointError::TooLong => text!("destination-too-long"),
    }
}

/// What is wrong with an invitation.
pub(crate) fn invitation_error(error: &InvitationError) -> String {
    match error {
        InvitationError::Link(_) => text!("invitation-error-link"),
        InvitationError::NotAnInvitation => text!("invitation-error-other-link"),
        InvitationError::Token => text!("invitation-error-token"),
        InvitationError::CodeWithoutCentral => text!("invitation-error-central"),
        InvitationError::Endpoint(error) => endpoint_error(error),
    }
}
