//! Where else to go, within a thumb's reach.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::route::Route;

/// One place for each screen.
#[component]
pub(crate) fn Navigation(
    route: Route,
    onroute: EventHandler<Route>,
    /// Leaves the app for the face before it, where there is one.
    onleave: Option<EventHandler<()>>,
) -> Element {
    rsx! {
        nav { class: "navigation", aria_label: text!("navigation-name"),
            if let Some(leave) = onleave {
                button {
                    class: "destination leave",
                    r#type: "button",
                    aria_label: text!("discreet-leave"),
                    onclick: move |_| leave.call(()),
                    Icon { shape: Shape::Leave }
                    {text!("discreet-leave")}
                }
            }
            for to in Route::ALL {
                button {
                    key: "{to.as_str()}",
                    class: "destination",
                    r#type: "button",
                    aria_label: word(to),
                    aria_current: (to == route.tab()).then_some("page"),
                    onclick: move |_| onroute.call(to),
                    Icon { shape: shape(to) }
                    {word(to)}
                }
            }
        }
    }
}

fn word(route: Route) -> String {
    match route {
        Route::Alert => text!("route-alert"),
        Route::Journey => text!("route-journey"),
        Route::History => text!("route-history"),
        // A screen within another is no destination of the navigation.
        Route::Profile | Route::Data | Route::Discreet => text!("route-profile"),
        Route::Central | Route::Check | Route::Enrol => text!("route-central"),
    }
}

fn shape(route: Route) -> Shape {
    match route {
        Route::Alert => Shape::Siren,
        Route::Journey => Shape::Route,
        Route::History => Shape::Clock,
        Route::Profile | Route::Data | Route::Discreet => Shape::Person,
        Route::Central | Route::Check | Route::Enrol => Shape::Antenna,
    }
}
