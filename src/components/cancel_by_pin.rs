//! Behind a face a real alert is cancelled by a PIN only: whoever took the phone must not.

use auxilio_client::discreet::Purpose;
use auxilio_client::view::{DiscreetView, Trial};
use auxilio_protocol::{AlertId, CancelReason};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::pin_pad::PinPad;

/// Where the PIN is typed, and what became of the last one.
#[component]
pub(crate) fn CancelByPin(id: AlertId, reason: CancelReason, onback: EventHandler<()>) -> Element {
    let core = use_core();
    let trial = match core.view.read().discreet {
        DiscreetView::On { trial, .. } => trial,
        DiscreetView::Off => Trial::None,
    };
    rsx! {
        PinPad {
            title: text!("pin-cancel"),
            trial,
            onpin: move |pin| {
                let reason = reason.clone();
                core.ask(Command::EnterPin(pin, Purpose::Cancel { id, reason }));
            },
            onback,
        }
    }
}
