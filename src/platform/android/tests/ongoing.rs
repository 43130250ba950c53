//! What the notification says, and when the service behind it may end.

use std::collections::BTreeSet;

use auxilio_client::View;
use auxilio_client::view::{
    AlertView, CancelView, DiscreetView, NotSaved, Positions, Stage, Trouble,
};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{CancelReason, Mode};

use crate::cast::{alert, showing};
use crate::platform::android::ongoing::{Ongoing, Service, Sight, ongoing};
use crate::texts::text;

fn shown(alert: AlertView) -> Ongoing {
    ongoing(&showing([alert]), None).unwrap()
}

fn cancelled(alert: AlertView, receipted: bool) -> AlertView {
    AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::FalsaAlarma,
            receipted,
        }),
        ..alert
    }
}

fn troubled(trouble: Trouble) -> AlertView {
    AlertView {
        trouble: Some(trouble),
        ..alert(Stage::Saved)
    }
}

#[test]
fn every_step_has_words_of_its_own_and_the_service_stays_until_the_last() {
    let steps = [
        Stage::Saving,
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ];
    let shown = steps.map(alert).map(shown);
    let words: BTreeSet<&str> = shown.iter().map(|shown| shown.text.as_str()).collect();
    assert_eq!(words.len(), steps.len(), "{words:?}");
    assert!(shown.iter().all(|shown| shown.service == Service::Stays));
}

#[test]
fn without_an_alert_nothing_is_shown() {
    assert_eq!(ongoing(&View::opening(None), None), None);
    assert_eq!(ongoing(&showing([alert(Stage::Closed)]), None), None);
}

#[test]
fn an_alert_that_is_over_is_said_to_be_and_the_service_ends() {
    let before = shown(alert(Stage::OnScene));
    let closed = ongoing(&showing([alert(Stage::Closed)]), Some(&before)).unwrap();
    assert_eq!(closed.text, text("notice-closed"));
    assert_eq!((closed.undo, closed.service), (None, Service::Ends));
    let cancelled = showing([cancelled(alert(Stage::Received), true)]);
    let cancelled = ongoing(&cancelled, Some(&before)).unwrap();
    assert_eq!(cancelled.text, text("notice-cancelled"));
    assert_eq!(cancelled.service, Service::Ends);
}

#[test]
fn the_service_ends_with_a_covert_alert_and_with_one_that_is_deleted() {
    let covert = |stage| AlertView {
        mode: Mode::Covert,
        ..alert(stage)
    };
    let before = shown(covert(Stage::Received));
    for after in [showing([covert(Stage::Closed)]), View::opening(None)] {
        let ended = ongoing(&after, Some(&before)).unwrap();
        assert_eq!(ended.text, text("ongoing-covert"));
        assert_eq!(ended.service, Service::Ends);
    }
}

#[test]
fn the_first_seconds_undo_by_one_touch_and_later_it_is_a_false_alarm() {
    let just_now = AlertView {
        offer_undo: true,
        ..alert(Stage::Saved)
    };
    assert_eq!(shown(just_now).undo, Some(text("undo")));
    let later = shown(alert(Stage::Received));
    assert_eq!(later.undo, Some(text("cancel-false-alarm")));
}

/// Until the central knows, somebody may be on the way: it is not said to be cancelled.
#[test]
fn a_cancelled_alert_is_not_called_so_before_the_central_knows() {
    let cancelling = shown(cancelled(alert(Stage::Received), false));
    assert_eq!(cancelling.text, text("ongoing-cancelling"));
    assert_eq!(
        (cancelling.undo, cancelling.service),
        (None, Service::Stays)
    );
}

#[test]
fn a_covert_alert_tells_nothing_and_offers_nothing_to_whoever_took_the_phone() {
    let covert = shown(AlertView {
        mode: Mode::Covert,
        ..alert(Stage::Dispatched)
    });
    assert_eq!(covert.title, text("ongoing-covert-title"));
    assert_eq!(covert.text, text("ongoing-covert"));
    assert_eq!((covert.undo, covert.service), (None, Service::Stays));
    assert_eq!(covert.sight, Sight::Hidden);
}

fn behind_a_face(alert: AlertView) -> View {
    View {
        discreet: DiscreetView::behind("calculator".parse().ok()),
        ..showing([alert])
    }
}

/// An open alert of before the face was put there; the words of all of them are the same, so that
/// no step shows.
#[test]
fn behind_a_face_every_step_of_every_alert_says_the_same_nothing() {
    let mut states = vec![cancelled(alert(Stage::Received), false)];
    states.extend(
        [
            Stage::Saving,
            Stage::Saved,
            Stage::Received,
            Stage::Dispatched,
        ]
        .map(alert),
    );
    states.push(AlertView {
        offer_undo: true,
        exercise: true,
        ..alert(Stage::Saved)
    });
    for state in states {
        let shown = ongoing(&behind_a_face(state), None).unwrap();
        assert_eq!(shown.title, text("ongoing-covert-title"));
        assert_eq!(shown.text, text("ongoing-covert"));
        assert_eq!((shown.undo, shown.sight), (None, Sight::Hidden));
    }
}

/// Both PINs: the position goes on following until the central closes it.
#[test]
fn behind_a_face_the_service_stays_after_a_cancel_as_long_as_the_position_follows() {
    let following = AlertView {
        positions: Positions::Follow,
        ..cancelled(alert(Stage::Received), true)
    };
    let before = ongoing(&behind_a_face(alert(Stage::Received)), None);
    let after = ongoing(&behind_a_face(following), before.as_ref()).unwrap();
    assert_eq!(after.service, Service::Stays);
    assert_eq!(Some(&after), before.as_ref(), "and nothing of it shows");
    let at_rest = cancelled(alert(Stage::Received), true);
    let ended = ongoing(&behind_a_face(at_rest), before.as_ref()).unwrap();
    assert_eq!((ended.service, ended.sight), (Service::Ends, Sight::Hidden));
}

#[test]
fn the_service_stays_while_sending_helps_and_ends_where_it_does_not() {
    for trouble in [Trouble::NoAnswer, Trouble::Impostor, Trouble::CentralBusy] {
        let tried = shown(troubled(trouble));
        assert_eq!(tried.text, text("notice-no-answer"));
        assert_eq!(tried.service, Service::Stays);
    }
    let refused = Trouble::Refused(ProblemKind::MemberRevoked);
    for trouble in [Trouble::NoEndpoint, refused] {
        let stuck = shown(troubled(trouble));
        assert_eq!(stuck.text, text("ongoing-stuck"));
        assert_eq!(stuck.service, Service::Ends);
    }
    // The other system says no more of it.
    assert_eq!(shown(alert(Stage::HandedOver)).service, Service::Ends);
}

#[test]
fn a_drill_is_called_one() {
    let drill = shown(AlertView {
        exercise: true,
        ..alert(Stage::Received)
    });
    assert!(drill.text.starts_with("Simulacro"), "{}", drill.text);
}
