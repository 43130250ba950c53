//! The way home on the screens: what is said, and what one touch does.

use auxilio_client::View;
use auxilio_client::view::{
    ElsewhereView, JourneyStage, JourneyView, Reminder, Stage, TokenView, Watch,
};
use auxilio_protocol::{CancelReason, Form, OtherSystem};

use super::{Mounted, alert, now, showing, view};
use crate::bridge::Command;
use crate::texts::text;

pub(super) fn journey(stage: JourneyStage, watch: Watch) -> JourneyView {
    JourneyView {
        id: alert(Stage::Saved).id,
        exercise: false,
        due_at: now().plus_ms(30 * 60_000),
        stage,
        watch,
        reminder: None,
        is_kept: true,
        trouble: None,
    }
}

pub(super) fn on_the_way(journey: JourneyView) -> View {
    View {
        journey: Some(journey),
        ..view()
    }
}

/// The screen of the way home.
pub(super) fn screen(view: View) -> Mounted {
    let mut mounted = Mounted::with(view);
    mounted.press(&text("route-journey"));
    mounted
}

#[test]
fn one_touch_sets_out_and_says_when_the_person_arrives() {
    let mut mounted = screen(view());
    let html = mounted.html();
    assert!(
        html.contains(&text!("journey-due", clock = "19:42")),
        "{html}"
    );
    assert!(html.contains(&text("journey-what-is-told")));
    mounted.press(&text!("journey-choice", minutes = 30, clock = "19:42"));
    assert_eq!(mounted.asked(), [Command::StartJourney { minutes: 30 }]);
}

#[test]
fn the_central_is_with_nobody_before_it_says_so() {
    for (watch, words) in [
        (Watch::NotYet, text("journey-watch-not-yet")),
        (
            Watch::Until(now()),
            text!("journey-watch-until", clock = "19:12"),
        ),
    ] {
        let html = screen(on_the_way(journey(JourneyStage::UnderWay, watch))).html();
        assert!(html.contains(&words), "{html}");
        assert!(!html.contains(&text("journey-watch")));
        assert!(!html.contains("notice good"));
    }
    let html = screen(on_the_way(journey(JourneyStage::UnderWay, Watch::Whole))).html();
    assert!(html.contains(&text("journey-watch")), "{html}");
    let html = screen(on_the_way(journey(JourneyStage::Arriving, Watch::Whole))).html();
    assert!(html.contains(&text("journey-arriving-watched")), "{html}");
    assert!(!html.contains("notice good"));
}

#[test]
fn arriving_and_more_time_are_one_touch_each() {
    let running = journey(JourneyStage::UnderWay, Watch::Whole);
    let id = running.id;
    let mut mounted = screen(on_the_way(running.clone()));
    mounted.press(&text!("journey-extend", minutes = 10));
    mounted.press(&text("journey-arrive"));
    let asked = [Command::ExtendJourney(id), Command::Arrive(id)];
    assert_eq!(mounted.asked(), asked);
    let mut main = Mounted::with(on_the_way(running));
    main.press(&text("journey-arrive"));
    assert_eq!(main.asked(), [Command::Arrive(id)]);
}

#[test]
fn after_it_was_raised_a_false_alarm_is_one_touch() {
    let raised = journey(JourneyStage::Raised, Watch::Whole);
    let id = raised.id;
    let mut mounted = screen(View {
        journey: Some(raised),
        ..showing(alert(Stage::Received))
    });
    assert!(mounted.html().contains(&text("journey-raised")));
    mounted.press(&text("journey-false-alarm"));
    let asked = [Command::Cancel(id, CancelReason::FalsaAlarma)];
    assert_eq!(mounted.asked(), asked);
}

#[test]
fn the_minutes_are_not_read_aloud_and_the_reminder_is() {
    let soon = JourneyView {
        due_at: now().plus_ms(4 * 60_000),
        reminder: Some(Reminder::Soon),
        ..journey(JourneyStage::UnderWay, Watch::Whole)
    };
    let html = screen(on_the_way(soon.clone())).html();
    let time = html.split("journey-time").nth(1).unwrap();
    assert!(time.contains("aria-live=\"off\""), "{html}");
    let reminder = html.split(&text("journey-soon")).next().unwrap();
    assert!(reminder.rsplit("<div").next().unwrap().contains("status"));
    // On the main screen too.
    let html = Mounted::with(on_the_way(soon)).html();
    assert!(html.contains(&text("journey-soon")));
}

#[test]
fn what_is_not_kept_is_said() {
    let html = screen(on_the_way(JourneyView {
        is_kept: false,
        ..journey(JourneyStage::UnderWay, Watch::Whole)
    }))
    .html();
    assert!(html.contains(&text("journey-not-kept")));
}

#[test]
fn where_nobody_watches_it_is_said_before_and_on_the_way() {
    let system = OtherSystem {
        form: Form::Webhook,
        url: "https://otro.example/alertas".parse().unwrap(),
    };
    let elsewhere = ElsewhereView {
        system,
        token: TokenView::None,
    };
    let alone = View {
        elsewhere: Some(elsewhere),
        ..view()
    };
    let html = screen(alone.clone()).html();
    assert!(html.contains(&text("journey-alone")), "{html}");
    for promise in ["journey-how", "journey-what-is-told"] {
        assert!(!html.contains(&text(promise)), "{promise}");
    }
    let html = screen(View {
        journey: Some(journey(JourneyStage::UnderWay, Watch::Nobody)),
        ..alone
    })
    .html();
    assert!(html.contains(&text("journey-watch-nobody")), "{html}");
    assert!(!html.contains("notice good"));
    assert!(!screen(view()).html().contains(&text("journey-alone")));
}
