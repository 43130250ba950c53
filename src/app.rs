//! The frame: the button, outside every error boundary, and around it everything else.

use auxilio_protocol::Kind;
use dioxus::prelude::*;

use crate::bridge::{self, Command};
use crate::components::alarm_button::AlarmButton;
use crate::components::guarded::Guarded;
use crate::components::navigation::Navigation;
use crate::options::Started;
use crate::platform;
use crate::route::Route;
use crate::screens::{alert, central, history, profile};
use crate::texts;

/// The page that holds the app: language, viewport, and all styles, so that the first painted
/// frame is right without waiting for a file.
#[must_use]
pub fn page() -> String {
    include_str!("../assets/index.html").replace("/* styles */", STYLES)
}

const STYLES: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("app.css"),
    include_str!("components/alarm_button.css"),
    include_str!("components/calls.css"),
    include_str!("components/cancel.css"),
    include_str!("components/checks.css"),
    include_str!("components/drill.css"),
    include_str!("components/face.css"),
    include_str!("components/field.css"),
    include_str!("components/kinds.css"),
    include_str!("components/navigation.css"),
    include_str!("components/notice.css"),
    include_str!("components/step_times.css"),
    include_str!("screens/central.css"),
    include_str!("screens/history.css"),
);

/// The whole app. Needs [`Started`] as a root context.
#[component]
pub fn App() -> Element {
    let started = use_context::<Started>();
    let core = bridge::use_core_provider(&started);
    let route = use_signal(Route::default);
    let language = use_memo(move || core.language().unwrap_or_else(platform::language));
    texts::choose(language());
    rsx! {
        // A list of one, for its key: in another language everything is said anew.
        for language in [language()] {
            Screens { key: "{language.code()}", route }
        }
    }
}

/// The frame with the screen that the person chose.
#[component]
pub(crate) fn Screens(mut route: Signal<Route>) -> Element {
    rsx! {
        Frame {
            route: route(),
            onroute: move |to| route.set(to),
            face: rsx! {
                alert::AlertFace {}
            },
            screen: match route() {
                Route::Alert => rsx! {
                    alert::AlertPanel {}
                },
                Route::History => rsx! {
                    history::HistoryScreen {}
                },
                Route::Profile => rsx! {
                    profile::ProfileScreen {}
                },
                Route::Central => rsx! {
                    central::CentralScreen {}
                },
            },
        }
    }
}

/// The button, what lies over it, the screen and the navigation. Only the button is outside every
/// boundary: whatever else breaks, it stays.
#[component]
pub(crate) fn Frame(
    route: Route,
    onroute: EventHandler<Route>,
    face: Element,
    screen: Element,
) -> Element {
    let core = bridge::use_core();
    rsx! {
        div { class: "frame", lang: texts::chosen().code(), "data-route": route.as_str(),
            section { class: "frame-call",
                AlarmButton { onpress: move |()| core.ask(Command::Raise(Kind::Auxilio)) }
                Guarded { class: "frame-face", {face} }
            }
            // A list of one, for its key: every screen gets a new boundary, so that leaving a
            // broken one heals it.
            for route in [route] {
                Guarded { key: "{route.as_str()}", class: "frame-screen", {screen.clone()} }
            }
            Guarded { class: "frame-navigation",
                Navigation { route, onroute }
            }
        }
    }
}

#[cfg(test)]
mod tests;
