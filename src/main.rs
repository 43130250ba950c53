//! The app with its window.

use anyhow::Result;
use auxilio::app::{App, page};
use auxilio::options::{Options, in_words};
use auxilio::texts::text;
use auxilio_client::Client;
use clap::{Args as _, Command, FromArgMatches as _};
use dioxus::desktop::tao::event::Event;
use dioxus::desktop::{Config, LogicalSize, WindowBuilder};

/// A common phone, in points.
const WINDOW: LogicalSize<f64> = LogicalSize::new(360.0, 640.0);
/// The smallest size at which everything can still be reached, in points.
const WINDOW_MIN: LogicalSize<f64> = LogicalSize::new(320.0, 480.0);

fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let command = Options::augment_args(Command::new("auxilio").version(env!("CARGO_PKG_VERSION")));
    let matches = in_words(command, "app-about", "app-after").get_matches();
    // Before the window: whatever the window does, the core is at work.
    let started = Options::from_arg_matches(&matches)?.start()?;
    let client = started.client.clone();
    client.set_foreground(true);
    dioxus::LaunchBuilder::new()
        .with_context(started)
        .with_cfg(window(client))
        .launch(App);
    Ok(())
}

fn window(client: Client) -> Config {
    let window = WindowBuilder::new()
        .with_title(text("window-title"))
        .with_inner_size(WINDOW)
        .with_min_inner_size(WINDOW_MIN);
    Config::new()
        .with_window(window)
        .with_menu(None)
        .with_custom_index(page())
        .with_disable_context_menu(!cfg!(debug_assertions))
        .with_custom_event_handler(move |event, _| match event {
            Event::Suspended => client.set_foreground(false),
            Event::Resumed => client.set_foreground(true),
            Event::LoopDestroyed => client.shutdown(),
            _ => {}
        })
}
