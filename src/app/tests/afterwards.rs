//! What follows a press: another one, or taking it back.

use auxilio_client::view::{AgainView, AlertView, CancelView, Stage};
use auxilio_protocol::CancelReason;

use super::{Mounted, alert, html, now, showing};
use crate::bridge::Command;
use crate::texts::text;
use crate::wording;

#[test]
fn another_press_is_said_and_not_as_received_before_it_is() {
    let pressed = |receipted| AlertView {
        again: Some(AgainView {
            presses: 3,
            receipted,
        }),
        ..alert(Stage::Received)
    };
    let received = text!("again-received", presses = 3);
    assert!(html(showing(pressed(true))).contains(&received));
    let waiting = html(showing(pressed(false)));
    assert!(waiting.contains(&text!("again-sending", presses = 3)));
    assert!(!waiting.contains(&received));
}

#[test]
fn just_after_the_press_one_touch_takes_it_back() {
    let pressed = AlertView {
        offer_undo: true,
        ..alert(Stage::Saved)
    };
    let id = pressed.id;
    let mut mounted = Mounted::with(showing(pressed));
    assert!(!mounted.html().contains(&text("cancel")));
    mounted.press(&text("undo"));
    let undone = Command::Cancel(id, CancelReason::FalsaAlarma);
    assert_eq!(mounted.asked(), [undone]);

    let mut later = Mounted::with(showing(alert(Stage::Saved)));
    assert!(!later.html().contains(&text("undo")));
    later.press(&text("cancel"));
    assert!(later.asked().is_empty(), "one touch alone cancels nothing");
    later.press(&text("cancel-false-alarm"));
    assert_eq!(
        later.asked(),
        [Command::Cancel(id, CancelReason::FalsaAlarma)]
    );
}

#[test]
fn the_undo_stays_in_sight_when_the_lines_are_offered_at_once() {
    let pressed = AlertView {
        offer_undo: true,
        offer_calls: true,
        ..alert(Stage::Saved)
    };
    let html = html(showing(pressed));
    assert!(html.find(&text("undo")) < html.find("tel:105"), "{html}");
}

#[test]
fn a_false_alarm_is_thanked_once_the_central_knows() {
    let false_alarm = |receipted| AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::FalsaAlarma,
            receipted,
        }),
        ..alert(Stage::Received)
    };
    let thanks = text("meaning-cancelled-false-alarm");
    assert!(!html(showing(false_alarm(false))).contains(&thanks));
    assert_eq!(wording::meaning(&false_alarm(true), now()), thanks);
}

#[test]
fn a_cancellation_that_the_central_does_not_know_is_not_over() {
    let cancelled = |receipted| AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::FalsaAlarma,
            receipted,
        }),
        ..alert(Stage::Received)
    };
    let waiting = html(showing(cancelled(false)));
    assert!(waiting.contains(&text("stage-cancelling")));
    assert!(!html(showing(cancelled(true))).contains(&text("stage-cancelling")));
}
