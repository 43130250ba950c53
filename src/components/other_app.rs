//! A link that another app opens: the telephone, messages, WhatsApp.

use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::platform::Opener;

/// The link. On phones the web view's own way knows pages only, and does nothing for a telephone
/// number: there the system is asked to open it.
#[component]
pub(crate) fn OtherApp(
    class: &'static str,
    link: String,
    name: String,
    children: Element,
) -> Element {
    let core = use_core();
    rsx! {
        a {
            class,
            href: "{link}",
            aria_label: name,
            onclick: move |touch| {
                if core.opener == Opener::System {
                    touch.prevent_default();
                    core.ask(Command::OpenLink(link.clone()));
                }
            },
            {children}
        }
    }
}
