//! Where alerts go: what is said of a system that signs nothing, and the steps to another place.

use auxilio_client::View;
use auxilio_client::token::TokenChange;
use auxilio_client::view::{
    AlertView, AnswerView, CancelView, ElsewhereView, HandedView, Reach, Stage, TokenView, Trouble,
    Way,
};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{CancelReason, Destination, Form, OtherSystem};

use super::{Mounted, alert, html, now, showing, view};
use crate::bridge::Command;
use crate::texts::text;
use crate::wording;

fn webhook() -> OtherSystem {
    OtherSystem {
        form: Form::Webhook,
        url: "https://otro.example/alertas".parse().unwrap(),
    }
}

pub(super) fn handed(cancelled: bool) -> AlertView {
    AlertView {
        offer_calls: true,
        way: Way {
            handed: Some(HandedView {
                to: webhook(),
                at: now(),
                cancelled,
            }),
            answer: Some(AnswerView {
                status: Some(202),
                took_ms: 340,
            }),
            goes_to: None,
        },
        ..alert(Stage::HandedOver)
    }
}

pub(super) fn elsewhere(token: TokenView, alerts: Vec<AlertView>) -> View {
    View {
        elsewhere: Some(ElsewhereView {
            system: webhook(),
            token,
        }),
        alerts,
        ..view()
    }
}

/// The screen of the central.
pub(super) fn opened(view: View) -> Mounted {
    let mut mounted = Mounted::with(view);
    mounted.press(&text("route-central"));
    mounted
}

#[test]
fn what_another_system_took_is_never_called_received_and_calls_stay() {
    let said = html(elsewhere(TokenView::None, vec![handed(false)]));
    assert!(said.contains(&text("stage-handed-over")));
    assert!(said.contains("otro.example") && said.contains("tel:105"));
    assert!(!said.contains(&text("stage-received")), "{said}");
    assert!(!said.contains("face good"));
}

#[test]
fn a_cancellation_that_nobody_signed_for_says_so() {
    let cancelled = AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::YaPaso,
            receipted: false,
        }),
        ..handed(true)
    };
    assert!(cancelled.is_over());
    assert_eq!(wording::word(&cancelled), text("stage-cancelled-unsigned"));
    let drill = AlertView {
        exercise: true,
        ..cancelled
    };
    assert_eq!(wording::word(&drill), text("drill-ended-unsigned"));
}

#[test]
fn a_waiting_alert_says_where_it_will_go() {
    let waiting = AlertView {
        way: Way {
            goes_to: Some(Destination::Other(webhook())),
            ..Way::default()
        },
        ..alert(Stage::Saved)
    };
    let goes_to = text!("goes-to", host = "otro.example");
    let mut mounted = Mounted::with(showing(waiting));
    assert!(mounted.html().contains(&goes_to));
    mounted.press(&text("route-history"));
    assert!(mounted.html().contains(&goes_to));
}

#[test]
fn a_trial_is_a_drill_and_says_what_came_back() {
    let mut mounted = opened(elsewhere(TokenView::Kept, Vec::new()));
    mounted.press(&text("trial-start"));
    assert_eq!(mounted.asked(), [Command::Drill]);

    let destination = Destination::Other(webhook());
    let said = |alert: &AlertView| wording::trial(alert, &destination).join(" ");
    let taken = said(&handed(false));
    assert!(taken.contains("202") && taken.contains(&text("trial-unsigned")));
    let refused = AlertView {
        stage: Stage::Saved,
        trouble: Some(Trouble::Refused(ProblemKind::Other)),
        way: Way {
            answer: Some(AnswerView {
                status: Some(401),
                took_ms: 80,
            }),
            ..Way::default()
        },
        ..alert(Stage::Saved)
    };
    let refused = said(&refused);
    assert!(refused.contains("401") && refused.contains(&text("trial-refused")));
    assert!(!refused.contains(&text("trial-unsigned")));
    let signed = said(&alert(Stage::Received));
    assert!(signed.contains("19:12"), "{signed}");
}

#[test]
fn a_token_is_never_shown_and_its_state_is() {
    for (token, words) in [
        (TokenView::Kept, "token-kept"),
        (TokenView::InMemory, "token-in-memory"),
        (TokenView::Refused, "token-refused"),
    ] {
        let mut mounted = opened(elsewhere(token, Vec::new()));
        assert!(mounted.html().contains(&text(words)), "{token:?}");
        mounted.press(&text("token-remove"));
        let removed = Command::SendTo(webhook(), TokenChange::Remove);
        assert_eq!(mounted.asked(), [removed]);
        mounted.press(&text("destination-change"));
        mounted.press(&text("destination-kind-webhook"));
        let form = mounted.html();
        assert!(form.contains(r#"type="password""#), "{form}");
        assert!(form.contains(&text("destination-unsigned")));
    }
}

#[test]
fn each_step_is_one_decision_with_a_way_back() {
    let mut mounted = opened(view());
    mounted.press(&text("destination-change"));
    let kinds = mounted.html();
    for name in ["central", "webhook", "cap", "link"] {
        assert!(kinds.contains(&text(&format!("destination-kind-{name}"))));
    }
    assert!(!kinds.contains(&text("join")));
    mounted.press(&text("destination-kind-cap"));
    assert!(
        !mounted.html().contains(&text("token-label")),
        "CAP has none"
    );
    mounted.press(&text("destination-back"));
    assert!(mounted.html().contains(&text("destination-kind-title")));
    mounted.press(&text("destination-back"));
    assert!(mounted.html().contains(&text("join")));
    assert!(mounted.asked().is_empty());
}

#[test]
fn another_system_is_said_to_answer_only_when_it_did() {
    for (reach, words) in [
        (
            Reach::Unknown,
            text!("destination-other", host = "otro.example"),
        ),
        (
            Reach::Silent,
            text!("destination-other-silent", host = "otro.example"),
        ),
    ] {
        let mut view = elsewhere(TokenView::None, Vec::new());
        view.central.reach = reach;
        assert_eq!(wording::destination(&view), words);
    }
}
