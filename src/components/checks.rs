//! The self-check: what would become of an alert that is pressed now.

use auxilio_client::view::{CheckKind, CheckView};
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// A line for each part: as it should be, or what to do.
#[component]
pub(crate) fn Checks(checks: Vec<CheckView>) -> Element {
    rsx! {
        ul { class: "checks", aria_label: text!("checks-title"),
            for check in checks {
                li {
                    key: "{check.kind.as_str()}",
                    class: if check.ok { "check good" } else { "check serious" },
                    Icon { shape: if check.ok { Shape::Check } else { Shape::Warning } }
                    p { {words(check)} }
                }
            }
        }
    }
}

fn words(check: CheckView) -> String {
    match (check.kind, check.ok) {
        (CheckKind::Storage, true) => text!("check-storage"),
        (CheckKind::Storage, false) => text!("check-storage-not"),
        (CheckKind::Central, true) => text!("check-central"),
        (CheckKind::Central, false) => text!("check-central-not"),
        (CheckKind::Member, true) => text!("check-member"),
        (CheckKind::Member, false) => text!("check-member-not"),
        (CheckKind::Location, true) => text!("check-location"),
        (CheckKind::Location, false) => text!("check-location-not"),
    }
}
