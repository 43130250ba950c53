use std::collections::BTreeSet;
use std::sync::{Arc, mpsc};

use auxilio_client::View;
use auxilio_client::view::{
    AlertView, CancelView, DiscreetView, JourneyStage, JourneyView, NotSaved, Reminder, Run, Stage,
    Watch,
};
use auxilio_protocol::{CancelReason, Mode};
use tokio::sync::watch;

use super::notice;
use crate::cast::{alert, now, showing};
use crate::feedback::{Follower, Voice};
use crate::platform::feedback::{Feedback, Pulse, Tone};
use crate::texts::{Language, text_in};

/// What stands in the notification of the change from nothing to this.
fn told(after: AlertView) -> Option<String> {
    notice(&View::opening(None), &showing([after]))
}

fn every_state() -> Vec<AlertView> {
    let unanswered = AlertView {
        offer_calls: true,
        ..alert(Stage::Saved)
    };
    let cancelled = AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::YaPaso,
            receipted: true,
        }),
        ..alert(Stage::Received)
    };
    let mut states: Vec<AlertView> = [
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::HandedOver,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
        Stage::Closed,
    ]
    .map(alert)
    .into();
    states.extend([unanswered, cancelled]);
    states
}

#[test]
fn every_step_has_words_of_its_own() {
    let words: BTreeSet<String> = every_state().into_iter().filter_map(told).collect();
    assert_eq!(words.len(), every_state().len(), "{words:?}");
    assert!(told(alert(Stage::Saving)).is_none());
}

#[test]
fn a_notification_says_no_name_no_place_and_not_what_the_app_is() {
    let telling = every_state().into_iter().map(|state| AlertView {
        by: Some("Móvil 3".to_owned()),
        text: Some("Jr. Los Laureles 123".to_owned()),
        fix: Some(
            "-8.07,-78.99"
                .parse::<crate::platform::location::FixedPosition>()
                .unwrap()
                .fix(),
        ),
        ..state
    });
    for words in telling.filter_map(told) {
        let words = words.to_lowercase();
        for secret in [
            "móvil",
            "laureles",
            "-8.07",
            "auxilio",
            "alerta",
            "serenazgo",
            "central",
        ] {
            assert!(!words.contains(secret), "«{words}» says «{secret}»");
        }
    }
}

#[test]
fn a_covert_alert_lights_no_screen() {
    for state in every_state() {
        let covert = AlertView {
            mode: Mode::Covert,
            ..state
        };
        assert_eq!(told(covert), None);
    }
}

/// Open alerts of before the face was put there, too. A way home is a reminder like any other.
#[test]
fn behind_a_face_no_step_of_any_alert_is_told_and_a_way_home_is_a_reminder() {
    let behind = |view: View| View {
        discreet: DiscreetView::behind("calculator".parse().ok()),
        ..view
    };
    for state in every_state() {
        let told = notice(&behind(View::opening(None)), &behind(showing([state])));
        assert_eq!(told, None);
    }
    let near = View {
        journey: Some(JourneyView {
            id: alert(Stage::Saved).id,
            exercise: false,
            due_at: now(),
            stage: JourneyStage::UnderWay,
            watch: Watch::Whole,
            reminder: Some(Reminder::Now),
            is_kept: true,
            trouble: None,
        }),
        ..View::opening(None)
    };
    let told = notice(&behind(View::opening(None)), &behind(near)).unwrap();
    assert_eq!(told, text_in(Language::Spanish, "notice-reminder"));
    assert_eq!(
        auxilio_municipality::telling::words_in(&told),
        Vec::<&str>::new()
    );
}

#[test]
fn a_drill_says_so_and_stands_behind_a_real_alert() {
    let drill = AlertView {
        exercise: true,
        ..alert(Stage::Received)
    };
    let of_drill = told(drill.clone()).unwrap();
    assert!(of_drill.starts_with("Simulacro"), "{of_drill}");
    let real = AlertView {
        id: auxilio_protocol::AlertId::new(1_795_479_130_000, [8; 10]),
        ..alert(Stage::Saved)
    };
    let both = notice(&View::opening(None), &showing([drill, real]));
    assert_eq!(both, Some(text_in(Language::Spanish, "notice-saved")));
}

#[test]
fn what_an_earlier_run_has_told_is_not_told_again_and_its_next_step_is() {
    let earlier = |stage| AlertView {
        run: Run::Earlier,
        ..alert(stage)
    };
    assert_eq!(told(earlier(Stage::Received)), None);
    let (before, after) = (
        showing([earlier(Stage::Received)]),
        showing([earlier(Stage::Dispatched)]),
    );
    assert_eq!(
        notice(&before, &after),
        Some(text_in(Language::Spanish, "notice-dispatched"))
    );
    assert_eq!(notice(&after, &after), None);
}

/// A phone of which only the notifications are looked at.
struct LockScreen(mpsc::Sender<String>);

impl Feedback for LockScreen {
    fn vibrate(&self, _: &[Pulse]) {}
    fn sound(&self, _: &[Tone]) {}
    fn speak(&self, _: &str, _: Language) {}
    fn voice(&self) -> Voice {
        Voice::Absent
    }
    fn notify(&self, words: &str) {
        self.0.send(words.to_owned()).unwrap();
    }
}

#[tokio::test]
async fn each_step_of_an_alert_is_put_on_the_lock_screen_as_it_comes() {
    let (views, shown) = watch::channel(Arc::new(View::opening(None)));
    let (_presses, pressed) = watch::channel((0, Mode::Open));
    let (tell, told) = mpsc::channel();
    let follower = Follower {
        device: Box::new(LockScreen(tell)),
        views: shown,
        pressed,
    };
    let work = tokio::spawn(follower.follow());
    for stage in [Stage::Saved, Stage::Received, Stage::Dispatched] {
        tokio::task::yield_now().await;
        views.send_replace(Arc::new(showing([alert(stage)])));
    }
    tokio::task::yield_now().await;
    drop(views);
    work.await.unwrap();
    let told: Vec<String> = told.iter().collect();
    let names = ["notice-saved", "notice-received", "notice-dispatched"];
    assert_eq!(told, names.map(|name| text_in(Language::Spanish, name)));
}
