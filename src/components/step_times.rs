//! How long each step of an alert took.

use dioxus::prelude::*;

/// The steps with their times: words both.
#[component]
pub(crate) fn StepTimes(steps: Vec<(String, String)>) -> Element {
    rsx! {
        section { class: "step-times", aria_label: text!("step-times"),
            h2 { {text!("step-times")} }
            dl {
                for (step , elapsed) in steps {
                    div { key: "{step}", class: "fact-row",
                        dt { "{step}" }
                        dd { "{elapsed}" }
                    }
                }
            }
        }
    }
}
