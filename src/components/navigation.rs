//! Where else to go, within a thumb's reach.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::route::Route;

/// One place for each screen.
#[component]
pub(crate) fn Navigation(route: Route, onroute: EventHandler<Route>) -> Element {
    rsx! {
        nav { class: "navigation", aria_label: text!("navigation-name"),
            for to in Route::ALL {
                button {
                    key: "{to.as_str()}",
                    class: "destination",
                    r#type: "button",
                    aria_label: word(to),
                    aria_current: (to == route).then_some("page"),
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
        Route::Profile => text!("route-profile"),
        Route::Central => text!("route-central"),
    }
}

fn shape(route: Route) -> Shape {
    match route {
        Route::Alert => Shape::Siren,
        Route::Journey => Shape::Route,
        Route::History => Shape::Clock,
        Route::Profile => Shape::Person,
        Route::Central => Shape::Antenna,
    }
}
