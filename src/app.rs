//! The frame: the button, outside every error boundary, and around it everything else.

use auxilio_client::view::DiscreetView;
use auxilio_protocol::Kind;
use dioxus::prelude::*;

use crate::bridge::{self, Command, Core};
use crate::components::alarm_button::AlarmButton;
use crate::components::guarded::Guarded;
use crate::components::navigation::Navigation;
use crate::faces::{Face, FaceScreen, WindowTitle};
use crate::feedback::Feedback;
use crate::links::Links;
use crate::municipality;
use crate::options::Started;
use crate::platform::{self, Cover};
use crate::route::Route;
use crate::screens::enrol::{Flow, use_flow_provider};
use crate::screens::{alert, central, check, data, discreet, enrol, history, journey, profile};
use crate::texts;

/// The page that holds the app: language, viewport, and all styles, so that the first painted
/// frame is right without waiting for a file.
#[must_use]
pub fn page() -> String {
    include_str!("../assets/index.html").replace("/* styles */", STYLES)
}

const STYLES: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!(concat!(env!("OUT_DIR"), "/municipality.css")),
    include_str!("../assets/css/base.css"),
    include_str!("app.css"),
    include_str!("components/alarm_button.css"),
    include_str!("components/banner.css"),
    include_str!("components/calls.css"),
    include_str!("components/cancel.css"),
    include_str!("components/checks.css"),
    include_str!("components/drill.css"),
    include_str!("components/face.css"),
    include_str!("components/face_motion.css"),
    include_str!("components/field.css"),
    include_str!("components/journey.css"),
    include_str!("components/kinds.css"),
    include_str!("components/navigation.css"),
    include_str!("components/notice.css"),
    include_str!("components/picker.css"),
    include_str!("components/pin_pad.css"),
    include_str!("components/senses.css"),
    include_str!("components/step_times.css"),
    include_str!("screens/data.css"),
    include_str!("screens/discreet.css"),
    include_str!("screens/enrol.css"),
    include_str!("screens/central.css"),
    include_str!("screens/history.css"),
    include_str!("screens/profile.css"),
    include_str!("faces/calculator/calculator.css"),
);

/// The whole app. Needs [`Started`] and [`Feedback`] as root contexts.
#[component]
pub fn App() -> Element {
    let started = use_context::<Started>();
    let core = bridge::use_core_provider(&started, &use_context::<Feedback>());
    let route = use_signal(Route::default);
    use_flow_provider();
    let language = use_memo(move || core.language().unwrap_or_else(platform::language));
    texts::choose(language());
    use_dress(core);
    use_quick_exit(core);
    rsx! {
        // A list of one, for its key: in another language everything is said anew.
        for language in [language()] {
            BehindFace { key: "{language.code()}", route }
        }
    }
}

/// What the system shows of the app follows what stands before it: title, icon and cover.
fn use_dress(core: Core) {
    let title = try_consume_context::<WindowTitle>();
    let set_title = move |words: &str| {
        if let Some(title) = &title {
            title.set(words);
        }
    };
    let face = use_memo(move || {
        let view = core.view.read();
        match &view.discreet {
            DiscreetView::On { face, .. } => Some(Face::of(face)),
            DiscreetView::Off => None,
        }
    });
    use_effect(move || {
        let face = face();
        set_title(&face.map_or_else(|| municipality::APP_NAME.to_owned(), Face::title));
        platform::show_icon(face.map(Face::icon));
        platform::set_cover(if face.is_some() {
            Cover::On
        } else {
            Cover::Off
        });
    });
}

/// Esc leaves for the face, whatever has the keyboard: what is on the page hears of a key only while
/// something in it has.
fn use_quick_exit(core: Core) {
    use_future(move || async move {
        let mut presses = document::eval(
            "addEventListener('keydown', (event) => event.key === 'Escape' && dioxus.send(true));",
        );
        while presses.recv::<bool>().await.is_ok() {
            let discreet = core.view.peek().discreet.clone();
            if discreet.is_on() && discreet.closed().is_none() {
                core.ask(Command::Lock);
            }
        }
    });
}

/// The face alone while it is closed, from the first picture on; the app behind it otherwise.
#[component]
pub(crate) fn BehindFace(mut route: Signal<Route>) -> Element {
    let core = bridge::use_core();
    let closed = use_memo(move || core.view.read().discreet.closed().map(Face::of));
    use_effect(move || {
        // Whoever opens it next begins where everybody begins.
        if closed().is_some() {
            route.set(Route::default());
        }
    });
    match closed() {
        Some(face) => rsx! {
            FaceScreen { face }
        },
        None => rsx! {
            Screens { route }
        },
    }
}

/// The frame with the screen that the person chose.
#[component]
pub(crate) fn Screens(mut route: Signal<Route>) -> Element {
    use_links(route);
    let flow = use_context::<Flow>();
    let mut go = move |to| {
        if to == Route::Enrol {
            flow.resume();
        }
        route.set(to);
    };
    rsx! {
        Frame {
            route: route(),
            onroute: go,
            face: rsx! {
                alert::AlertFace {}
            },
            screen: match route() {
                Route::Alert => rsx! {
                    alert::AlertPanel { onroute: go }
                },
                Route::Journey => rsx! {
                    journey::JourneyScreen {}
                },
                Route::History => rsx! {
                    history::HistoryScreen {}
                },
                Route::Profile => rsx! {
                    profile::ProfileScreen { onroute: go }
                },
                Route::Data => rsx! {
                    data::DataScreen { onback: move |()| go(Route::Profile) }
                },
                Route::Discreet => rsx! {
                    discreet::DiscreetScreen { onback: move |()| go(Route::Profile) }
                },
                Route::Central => rsx! {
                    central::CentralScreen { onroute: go }
                },
                Route::Check => rsx! {
                    check::CheckScreen { onroute: go }
                },
                Route::Enrol => rsx! {
                    enrol::EnrolScreen { onroute: go }
                },
            },
        }
    }
}

/// Whatever link the system hands over is looked at, wherever the person is.
fn use_links(mut route: Signal<Route>) {
    let core = bridge::use_core();
    let flow = use_context::<Flow>();
    use_future(move || async move {
        let links = try_consume_context::<Links>().unwrap_or_default();
        loop {
            let link = links.next().await;
            flow.handed_over(core, link);
            route.set(Route::Enrol);
        }
    });
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
    let hides = core.view.read().discreet.is_on();
    rsx! {
        div {
            class: "frame",
            lang: texts::chosen().code(),
            "data-route": route.as_str(),
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
                Navigation {
                    route,
                    onroute,
                    onleave: hides.then(|| EventHandler::new(move |()| core.ask(Command::Lock))),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
