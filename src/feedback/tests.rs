use std::collections::BTreeSet;

use auxilio_client::View;
use auxilio_client::preferences::{Preferences, Switch};
use auxilio_client::view::{
    AlertView, CancelView, JourneyStage, JourneyView, NotSaved, Reminder, Run, Stage, Watch,
};
use auxilio_protocol::{AlertId, CancelReason, Mode};

use super::cues::{Cue, Signal, cues, press};
use super::patterns;
use crate::cast::{alert, now, showing};

/// What is told of the change from one state to the next.
fn told(before: &[AlertView], after: &[AlertView]) -> Vec<Cue> {
    let (before, after) = (showing(before.to_vec()), showing(after.to_vec()));
    cues(&before, &after, now())
}

/// What is said of it.
fn said(before: &[AlertView], after: &[AlertView]) -> Vec<String> {
    let told = told(before, after).into_iter();
    told.map(|cue| cue.speech.unwrap_or_default()).collect()
}

/// Every state in the order of a whole alert, with what is said of it.
fn whole_alert() -> Vec<(AlertView, Option<&'static str>)> {
    let dispatched = AlertView {
        by: Some("Móvil 3".to_owned()),
        eta_at: Some(now().plus_ms(4 * 60_000 - 1)),
        ..alert(Stage::Dispatched)
    };
    let unanswered = AlertView {
        offer_calls: true,
        ..alert(Stage::Saved)
    };
    vec![
        (alert(Stage::Saving), None),
        (
            alert(Stage::NotSaved(NotSaved::Disk)),
            Some("No se pudo guardar. Se envía igual."),
        ),
        (alert(Stage::Saved), Some("Guardado. Falta que llegue")),
        (unanswered, Some("Guardado. La central no responde")),
        (
            alert(Stage::Received),
            Some("Recibido. La central ya lo tiene"),
        ),
        (
            alert(Stage::Unclaimed),
            Some("Nadie lo tomó aún. La central ya lo tiene, pero nadie respondió. Llame."),
        ),
        (
            alert(Stage::Acknowledged),
            Some("Visto. La central lo está atendiendo."),
        ),
        (
            dispatched,
            Some("En camino. Móvil 3 llega en unos 4 minutos."),
        ),
        (
            alert(Stage::OnScene),
            Some("En el lugar. La ayuda ya llegó."),
        ),
        (
            alert(Stage::Closed),
            Some("Cerrado. La central cerró su alerta."),
        ),
    ]
}

#[test]
fn every_state_is_said_when_it_is_reached_and_once() {
    let mut before = Vec::new();
    for (reached, phrase) in whole_alert() {
        let after = [reached];
        let said_now = said(&before, &after);
        match phrase {
            Some(phrase) => assert!(
                said_now.len() == 1 && said_now[0].starts_with(phrase),
                "{said_now:?} instead of {phrase}"
            ),
            None => assert_eq!(said_now, [""; 0]),
        }
        assert_eq!(said(&after, &after), [""; 0], "once");
        let changed_otherwise = AlertView {
            unsent_updates: 3,
            offer_undo: true,
            text: Some("Resista".to_owned()),
            ..after[0].clone()
        };
        assert_eq!(said(&after, &[changed_otherwise]), [""; 0], "once");
        before = after.to_vec();
    }
}

#[test]
fn a_state_that_was_skipped_is_not_made_up_for() {
    let states = whole_alert();
    for (reached, phrase) in &states {
        let said_now = said(&[], std::slice::from_ref(reached));
        assert_eq!(said_now.len(), usize::from(phrase.is_some()));
    }
}

#[test]
fn another_unit_or_another_time_is_news() {
    let sent = |by: &str, minutes: i64| AlertView {
        by: Some(by.to_owned()),
        eta_at: Some(now().plus_ms(minutes * 60_000 - 1)),
        ..alert(Stage::Dispatched)
    };
    let first = [sent("Móvil 3", 4)];
    let words = said(&first, &[sent("Móvil 5", 4)]);
    assert_eq!(words, ["En camino. Móvil 5 llega en unos 4 minutos."]);
    let words = said(&first, &[sent("Móvil 3", 1)]);
    assert_eq!(words, ["En camino. Móvil 3 llega en un minuto."]);
    let words = said(&first, &[sent("Móvil 3", -9)]);
    assert_eq!(words, ["En camino. Móvil 3 va hacia usted."]);
}

#[test]
fn a_covert_alert_is_never_heard_and_feels_like_any_message() {
    for (reached, phrase) in whole_alert() {
        let covert = AlertView {
            mode: Mode::Covert,
            ..reached
        };
        let cues = told(&[], &[covert]);
        assert_eq!(cues.len(), usize::from(phrase.is_some()));
        for cue in cues {
            assert_eq!(cue.speech, None);
            assert_eq!(cue.sound, []);
            assert_eq!(cue.vibration, patterns::DISCREET);
        }
    }
    let cue = press(Mode::Covert, Preferences::default());
    assert_eq!(
        (cue.sound, cue.vibration),
        (patterns::SILENCE, patterns::DISCREET)
    );
    let cue = press(Mode::Open, Preferences::default());
    assert!(!cue.sound.is_empty() && !cue.vibration.is_empty());
}

#[test]
fn a_drill_says_so_in_every_phrase() {
    for (reached, _) in whole_alert() {
        let drill = AlertView {
            exercise: true,
            ..reached
        };
        for words in said(&[], &[drill]) {
            assert!(words.starts_with("Simulacro. "), "{words}");
        }
    }
}

#[test]
fn what_an_earlier_run_has_told_is_not_told_again_and_what_follows_is() {
    let of_earlier = |stage| AlertView {
        run: Run::Earlier,
        ..alert(stage)
    };
    for (reached, _) in whole_alert() {
        let restored = of_earlier(reached.stage);
        assert_eq!(said(&[], &[restored]), [""; 0]);
    }
    let words = said(&[of_earlier(Stage::Saved)], &[of_earlier(Stage::Received)]);
    assert!(words[0].starts_with("Recibido."), "{words:?}");
}

#[test]
fn of_several_at_once_the_newest_comes_first_and_a_drill_last() {
    let numbered = |number: u8, exercise| AlertView {
        id: AlertId::new(1_795_479_120_000 + u64::from(number), [number; 10]),
        exercise,
        ..alert(Stage::Received)
    };
    let on = |kind, alert| AlertView {
        stage: kind,
        ..alert
    };
    // The picture has the newest first.
    let after = [
        on(Stage::Closed, numbered(3, true)),
        on(Stage::Acknowledged, numbered(2, false)),
        on(Stage::OnScene, numbered(1, false)),
    ];
    let words = said(&[], &after);
    let begins: Vec<&str> = words
        .iter()
        .map(|words| words.split('.').next().unwrap())
        .collect();
    assert_eq!(begins, ["Visto", "En el lugar", "Simulacro"]);
}

#[test]
fn trying_another_central_is_not_told_as_if_it_were_progress() {
    let unanswered = AlertView {
        offer_calls: true,
        ..alert(Stage::Saved)
    };
    assert_eq!(said(&[unanswered], &[alert(Stage::Saved)]), [""; 0]);
}

#[test]
fn a_cancellation_is_told_when_the_central_knows_it_and_a_false_alarm_is_thanked() {
    let cancelled = |receipted| AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::FalsaAlarma,
            receipted,
        }),
        ..alert(Stage::Received)
    };
    let received = [alert(Stage::Received)];
    assert_eq!(said(&received, &[cancelled(false)]), [""; 0]);
    let words = said(&[cancelled(false)], &[cancelled(true)]);
    assert!(words[0].starts_with("Cancelado. Gracias"), "{words:?}");
}

#[test]
fn what_the_person_does_not_want_is_left_out() {
    let quiet = Preferences {
        vibration: Switch::Off,
        sound: Switch::Off,
        voice: Switch::Off,
    };
    let one = |preferences| {
        let after = View {
            preferences,
            ..showing([alert(Stage::Received)])
        };
        cues(&showing([]), &after, now()).remove(0)
    };
    let cue = one(quiet);
    assert_eq!(
        (cue.vibration, cue.sound, cue.speech),
        (patterns::STILL, patterns::SILENCE, None)
    );
    let cue = one(Preferences {
        voice: Switch::On,
        ..quiet
    });
    assert!(cue.vibration.is_empty() && cue.sound.is_empty() && cue.speech.is_some());
}

#[test]
fn no_two_states_feel_or_sound_alike_and_none_takes_long() {
    let signals = [
        Signal::Pressed,
        Signal::Saved,
        Signal::NotSaved,
        Signal::NoAnswer,
        Signal::HandedOver,
        Signal::Received,
        Signal::Unclaimed,
        Signal::Acknowledged,
        Signal::Dispatched(None, None),
        Signal::OnScene,
        Signal::Closed,
        Signal::Cancelled,
        Signal::Journey(Reminder::Soon),
        Signal::Journey(Reminder::Now),
    ];
    let feels: BTreeSet<String> = signals
        .iter()
        .map(|signal| format!("{:?}", patterns::vibration(signal)))
        .collect();
    let sounds: BTreeSet<String> = signals
        .iter()
        .map(|signal| format!("{:?}", patterns::sound(signal)))
        .collect();
    assert_eq!((feels.len(), sounds.len()), (signals.len(), signals.len()));
    for signal in &signals {
        let felt_ms: u32 = patterns::vibration(signal)
            .iter()
            .map(|pulse| u32::from(pulse.rest_ms) + u32::from(pulse.buzz_ms))
            .sum();
        let heard_ms: u32 = patterns::sound(signal)
            .iter()
            .map(|tone| u32::from(tone.ms))
            .sum();
        assert!(felt_ms <= 1_600 && heard_ms <= 1_000, "{signal:?}");
    }
}

fn on_the_way(reminder: Option<Reminder>) -> View {
    View {
        journey: Some(JourneyView {
            id: AlertId::new(1_795_479_120_000, [9; 10]),
            exercise: false,
            due_at: now().plus_ms(5 * 60_000),
            stage: JourneyStage::UnderWay,
            watch: Watch::Whole,
            reminder,
            is_kept: true,
            trouble: None,
        }),
        ..View::opening(None)
    }
}

#[test]
fn who_is_on_the_way_home_is_asked_twice_whether_they_have_arrived() {
    let mut before = on_the_way(None);
    for (reminder, words) in [
        (Reminder::Soon, "¿Ya llegó? Faltan 5 minutos."),
        (Reminder::Now, "¿Ya llegó? Falta menos de un minuto."),
    ] {
        let after = on_the_way(Some(reminder));
        let [cue] = cues(&before, &after, now()).try_into().unwrap();
        assert!(cue.speech.unwrap().starts_with(words));
        assert!(!cue.vibration.is_empty() && !cue.sound.is_empty());
        assert_eq!(cues(&after, &after, now()), [], "once");
        before = after;
    }
    assert_eq!(cues(&before, &on_the_way(None), now()), [], "more time");
}

#[test]
fn the_question_whether_somebody_arrived_honours_what_they_want_and_gives_nobody_away() {
    let near = on_the_way(Some(Reminder::Now));
    let quiet = View {
        preferences: Preferences {
            vibration: Switch::On,
            sound: Switch::Off,
            voice: Switch::Off,
        },
        ..near.clone()
    };
    let [cue] = cues(&on_the_way(None), &quiet, now()).try_into().unwrap();
    assert!(!cue.vibration.is_empty() && cue.sound.is_empty() && cue.speech.is_none());
    let covert = AlertView {
        mode: Mode::Covert,
        ..alert(Stage::Received)
    };
    let watched = |journey: View| View {
        alerts: vec![covert.clone()],
        ..journey
    };
    let told = cues(&watched(on_the_way(None)), &watched(near), now());
    assert_eq!(told, []);
}
