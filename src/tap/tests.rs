use auxilio_client::ports::{KeySource, TextFailure};
use auxilio_client::view::{
    AgainView, AlertView, HandedView, NotSaved, SmsView, Stage, Storage, Trouble, View, Way,
};
use auxilio_protocol::{Kind, Lane, OtherSystem, WireTime};
use serde_json::Value;

use super::report::{Form, Report};
use super::{Outcome, is_enough, outcome_of, waiting};
use crate::cast::{self, id};

fn alert(stage: Stage) -> AlertView {
    AlertView {
        kind: Kind::Robo,
        ..cast::alert(stage)
    }
}

/// The same once the central has receipted it.
fn receipted(stage: Stage) -> AlertView {
    AlertView {
        received_at: Some(WireTime::from_unix_ms(1_795_479_121_000)),
        lane: Some(Lane::Verified),
        ..alert(stage)
    }
}

fn view(alert: AlertView) -> View {
    View {
        storage: Storage::Ready(KeySource::File),
        alerts: vec![alert],
        ..View::opening(None)
    }
}

fn said(form: Form, views: &[View]) -> String {
    let mut output = Vec::new();
    let mut report = Report::new(&mut output, form);
    for view in views {
        report.say(view, id()).unwrap();
    }
    String::from_utf8(output).unwrap()
}

fn states(views: &[View]) -> Vec<String> {
    let lines = said(Form::Json, views);
    let objects = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    objects
        .map(|object: Value| object["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_state_is_said_once_and_a_receipt_never_skipped() {
    let dispatched = AlertView {
        by: Some("Móvil 3".to_owned()),
        ..receipted(Stage::Dispatched)
    };
    let views = [
        view(alert(Stage::Saving)),
        view(alert(Stage::Saved)),
        view(alert(Stage::Saved)),
        view(dispatched),
        view(receipted(Stage::Closed)),
    ];
    assert_eq!(
        states(&views),
        ["guardado", "recibido", "en_camino", "cerrado"]
    );
}

#[test]
fn an_alert_that_could_not_be_saved_is_never_said_to_be() {
    let not_saved = view(alert(Stage::NotSaved(NotSaved::Disk)));
    assert_eq!(states(&[not_saved]), ["no_guardado"]);
}

#[test]
fn what_keeps_it_from_arriving_has_a_word_for_programs() {
    let waits = AlertView {
        trouble: Some(Trouble::Impostor),
        ..alert(Stage::Saved)
    };
    let lines = said(Form::Json, &[view(waits)]);
    let problem: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(problem["problem"], "impostor");
    assert_eq!(problem["alert"], id().to_string());
}

#[test]
fn lines_for_people_carry_no_invisible_marks() {
    let line = said(Form::Words, &[view(receipted(Stage::Received))]);
    assert!(line.contains("Recibido. La central ya lo tiene"), "{line}");
    assert!(!line.contains('\u{2068}'));
}

#[test]
fn the_end_is_told_by_what_is_durable() {
    let ended = |alert: AlertView| outcome_of(&view(alert), id(), Stage::Saving);
    assert_eq!(ended(alert(Stage::Saved)), Outcome::SavedOnly);
    assert_eq!(ended(receipted(Stage::Received)), Outcome::Receipted);
    let pressed_again = AlertView {
        again: Some(AgainView {
            presses: 2,
            receipted: false,
        }),
        ..receipted(Stage::Received)
    };
    assert_eq!(ended(pressed_again), Outcome::SavedOnly);
    assert_eq!(ended(alert(Stage::NotSaved(NotSaved::Disk))), Outcome::Lost);
    assert_eq!(ended(alert(Stage::Saving)), Outcome::Lost);
}

#[test]
fn what_another_system_took_ends_with_a_code_of_its_own_and_is_never_called_received() {
    let handed = AlertView {
        way: Way {
            handed: Some(HandedView {
                to: OtherSystem {
                    form: auxilio_protocol::Form::Cap,
                    url: "https://otro.example/cap".parse().unwrap(),
                },
                at: WireTime::from_unix_ms(1_795_479_121_000),
                cancelled: false,
            }),
            ..Way::default()
        },
        ..alert(Stage::HandedOver)
    };
    assert!(is_enough(&view(handed.clone()), id(), false));
    assert_eq!(waiting(&view(handed.clone())).count(), 0);
    assert_eq!(states(&[view(handed.clone())]), ["entregado_sin_acuse"]);
    let ended = outcome_of(&view(handed), id(), Stage::Saving);
    assert_eq!((ended, ended.code()), (Outcome::HandedOver, 5));
}

#[test]
fn what_became_of_the_text_message_is_said_and_is_no_receipt() {
    let texted = |sms| {
        view(AlertView {
            sms: Some(sms),
            ..alert(Stage::Saved)
        })
    };
    let failed = SmsView::Failed {
        why: TextFailure::NoService,
        by_hand: None,
    };
    let views = [failed, SmsView::Sending, SmsView::Sent, SmsView::Delivered].map(texted);
    let expected = [
        "guardado",
        "mensaje_fallido",
        "mensaje_enviado",
        "mensaje_entregado",
    ];
    assert_eq!(states(&views), expected);
    let [.., delivered] = views;
    assert!(!is_enough(&delivered, id(), false));
    assert_eq!(
        outcome_of(&delivered, id(), Stage::Saving),
        Outcome::SavedOnly
    );
    let line = said(Form::Words, &[delivered]);
    assert!(line.contains("no es su recibo"), "{line}");
}

#[test]
fn following_goes_on_after_the_receipt() {
    let received = view(receipted(Stage::Received));
    assert!(is_enough(&received, id(), false));
    assert!(!is_enough(&received, id(), true));
    assert!(is_enough(&view(receipted(Stage::Closed)), id(), true));
}

#[test]
fn an_alert_with_unsent_updates_still_waits() {
    let unsent = AlertView {
        unsent_updates: 1,
        ..receipted(Stage::Received)
    };
    assert_eq!(waiting(&view(unsent)).count(), 1);
    assert_eq!(waiting(&view(receipted(Stage::Received))).count(), 0);
}
