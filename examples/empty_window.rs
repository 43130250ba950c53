//! A window with nothing in it but a button: what the app's window is measured against by
//! `cargo xtask bench --only app`. The same frame of a window, without the app.
#![expect(
    unused_qualifications,
    reason = "rsx! writes an event out with its whole path"
)]

#[cfg(feature = "desktop")]
use dioxus::desktop as webview;
#[cfg(not(feature = "desktop"))]
use dioxus::mobile as webview;
use dioxus::prelude::*;
use webview::{Config, LogicalSize, WindowBuilder};

fn main() {
    let window = WindowBuilder::new().with_inner_size(LogicalSize::new(360.0, 640.0));
    let window = Config::new()
        .with_window(window)
        .with_menu(None)
        .with_custom_index(include_str!("../assets/index.html").to_owned());
    LaunchBuilder::new().with_cfg(window).launch(Empty);
}

#[component]
fn Empty() -> Element {
    let mut pressed = use_signal(|| false);
    let press = move |_: MouseEvent| pressed.set(true);
    rsx! {
        button { onclick: press,
            if pressed() { "Pressed" } else { "Press" }
        }
    }
}
