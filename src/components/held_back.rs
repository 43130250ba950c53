//! What the phone itself would hold back: its sleep, its maker's ways, its text messages.

use dioxus::prelude::*;

use crate::components::action::Action;
use crate::components::icon::{Icon, Shape};
use crate::platform::Setting;
use crate::warning::Mend;
use crate::wording::held_back;

/// A line for each, with what it means and the touch that leads to its page.
#[component]
pub(crate) fn HeldBack(settings: Vec<Setting>, onmend: EventHandler<Mend>) -> Element {
    rsx! {
        ul { class: "checks", aria_label: text!("held-back-title"),
            for (setting, words) in settings.into_iter().filter_map(held_back::words) {
                li { key: "{words.what}", class: "check",
                    Icon { shape: shape(setting) }
                    div { class: "check-what",
                        p { {words.what} }
                        p { class: "check-advice", {words.advice} }
                        Action {
                            name: words.touch,
                            ontouch: move |()| onmend.call(Mend::Settings(setting)),
                        }
                    }
                }
            }
        }
    }
}

fn shape(setting: Setting) -> Shape {
    match setting {
        Setting::TextMessages => Shape::Handset,
        _ => Shape::Battery,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::text;

    #[component]
    fn Phone() -> Element {
        let settings = vec![Setting::Sleep, Setting::Autostart, Setting::TextMessages];
        rsx! {
            HeldBack { settings, onmend: move |_| {} }
        }
    }

    #[test]
    fn each_thing_that_the_phone_holds_back_is_said_with_one_touch_beside_it() {
        let mut phone = VirtualDom::new(Phone);
        phone.rebuild_in_place();
        let html = dioxus_ssr::render(&phone);
        for name in ["sleep", "autostart", "texts"] {
            let said = |part: &str| html.contains(&text(&format!("held-back-{name}{part}")));
            assert!(said("") && said("-advice") && said("-touch"), "{html}");
        }
        assert_eq!(html.matches("<button").count(), 3);
    }
}
