//! Drills, and that none is ever taken for a real alert.

use auxilio_client::view::{AlertView, NotSaved, Stage, Step, StepView};
use auxilio_protocol::{CancelReason, Kind, Lane};

use super::{Mounted, alert, html, showing, view};
use crate::bridge::Command;
use crate::texts::text;

fn drill(stage: Stage) -> AlertView {
    AlertView {
        exercise: true,
        lane: Some(Lane::Drill),
        ..alert(stage)
    }
}

#[test]
fn a_drill_says_so_on_its_face_at_every_step() {
    for stage in [
        Stage::Saving,
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ] {
        let face = |alert| html(showing(alert)).contains("face-drill");
        assert!(face(drill(stage)) && !face(alert(stage)), "{stage:?}");
    }
    assert!(html(showing(drill(Stage::Received))).contains(&text("drill")));
}

#[test]
fn a_drill_begins_and_ends_with_one_touch_and_shows_its_times() {
    let mut idle = Mounted::with(view());
    assert!(idle.html().contains(&text("drill-why")));
    idle.press(&text("drill-start-name"));
    assert_eq!(idle.asked(), [Command::Drill]);

    let step = |step, after_ms| StepView { step, after_ms };
    let running = AlertView {
        steps: vec![step(Step::Saved, 20), step(Step::Received, 1_340)],
        ..drill(Stage::Received)
    };
    let id = running.id;
    let mut mounted = Mounted::with(showing(running));
    let took = text!("elapsed-seconds", seconds = 1, tenths = 3);
    assert!(mounted.html().contains(&took), "{}", mounted.html());
    mounted.press(&text("drill-end"));
    assert_eq!(mounted.asked(), [Command::Cancel(id, CancelReason::YaPaso)]);
}

#[test]
fn a_press_during_a_drill_is_a_real_one() {
    let mut mounted = Mounted::with(showing(drill(Stage::Received)));
    mounted.press(&text("alarm-name"));
    assert_eq!(mounted.asked(), [Command::Raise(Kind::Auxilio)]);
}
