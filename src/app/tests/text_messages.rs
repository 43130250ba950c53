//! The text message on the screens: what is said of it, and the one touch that sends it.

use auxilio_client::ports::{TextFailure, TextMessage, Texting};
use auxilio_client::view::{AlertView, SmsView, Stage, View};
use auxilio_protocol::Lane;

use super::{Mounted, alert, html, showing};
use crate::bridge::Command;
use crate::texts::text;

pub(super) fn message() -> TextMessage {
    TextMessage {
        id: alert(Stage::Saved).id,
        to: "+51900000000".parse().unwrap(),
        text: "AUXILIO 19:12 -8.07392,-78.99292 14m".to_owned(),
    }
}

pub(super) fn unheard(sms: SmsView) -> AlertView {
    AlertView {
        offer_calls: true,
        sms: Some(sms),
        ..alert(Stage::Saved)
    }
}

#[test]
fn a_message_that_was_sent_or_delivered_is_never_called_received() {
    for (sms, words) in [
        (SmsView::Sent, "sms-sent"),
        (SmsView::Delivered, "sms-delivered"),
    ] {
        let html = html(showing(unheard(sms)));
        assert!(html.contains(&text(words)), "{html}");
        assert!(html.contains(&text("stage-saved")), "{html}");
        assert!(!html.contains(&text("stage-received")), "{html}");
        assert!(html.contains("tel:105"), "help is offered all the same");
    }
}

#[test]
fn where_the_person_sends_it_one_touch_opens_it_whole() {
    let failed = SmsView::Failed {
        why: TextFailure::NoService,
        by_hand: Some(message()),
    };
    for sms in [SmsView::ByHand(message()), failed] {
        let html = html(showing(unheard(sms)));
        let link = "sms:+51900000000?&#38;body=AUXILIO%2019%3A12%20-8.07392%2C-78.99292%2014m";
        assert!(html.contains(link), "{html}");
        assert!(html.contains(&text("sms-by-hand")));
    }
}

#[test]
fn once_the_central_has_it_nothing_is_said_of_the_message() {
    let received = AlertView {
        lane: Some(Lane::Verified),
        sms: Some(SmsView::Sent),
        ..alert(Stage::Received)
    };
    assert!(!html(showing(received)).contains(&text("sms-sent")));
}

#[test]
fn a_drill_tries_the_message_where_there_is_one_and_says_what_it_costs() {
    let drill = AlertView {
        exercise: true,
        ..alert(Stage::Received)
    };
    let id = drill.id;
    let without = html(showing(drill.clone()));
    assert!(!without.contains(&text("sms-try")));
    let mut mounted = Mounted::with(View {
        texting: Texting::Sends,
        ..showing(drill.clone())
    });
    assert!(mounted.html().contains(&text("sms-try-cost")));
    mounted.press(&text("sms-try"));
    assert_eq!(mounted.asked(), [Command::TryText(id)]);
    let tried = AlertView {
        sms: Some(SmsView::Sent),
        ..drill
    };
    let html = html(View {
        texting: Texting::Sends,
        ..showing(tried)
    });
    assert!(html.contains(&text("sms-sent")) && !html.contains(&text("sms-try")));
}
