//! The app with its window. On Android `dx` builds it into the library that the app's only activity
//! loads, and which calls this `main`; on iOS it is the app's program.

use anyhow::Result;
use auxilio::app::{App, page};
use auxilio::faces::{Face, WindowTitle};
use auxilio::feedback::Feedback;
use auxilio::links::Links;
use auxilio::municipality;
use auxilio::options::{Options, in_words};
use auxilio::platform::{self, hardening};
use auxilio::running;
use auxilio::texts;
use auxilio_client::Client;
use clap::{Args, Command, FromArgMatches as _};
use dioxus::prelude::*;
// One crate under two names: Dioxus has the same web view on desktops and on phones.
#[cfg(feature = "desktop")]
use dioxus::desktop as webview;
#[cfg(not(feature = "desktop"))]
use dioxus::mobile as webview;
use webview::tao::event::{Event, WindowEvent};
use webview::{Config, LogicalSize, WindowBuilder};

/// A common phone, in points.
const WINDOW: LogicalSize<f64> = LogicalSize::new(360.0, 640.0);
/// The smallest size at which everything can still be reached, in points.
const WINDOW_MIN: LogicalSize<f64> = LogicalSize::new(320.0, 480.0);

fn main() -> Result<()> {
    let hardened = hardening::harden();
    // Nothing personal is ever logged; a phone's own log holds only errors, for nobody sets
    // RUST_LOG there.
    let log = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr);
    // Fails where a process that outlived its window opens another one: the first log goes on.
    let _ = log.try_init();
    hardening::told(hardened);
    texts::choose(platform::language());
    // Before the window: whatever the window does, the core is at work.
    let Arguments { options, link } = arguments()?;
    let started = running::core(options)?;
    let client = started.client.clone();
    platform::attend(&client);
    let feedback = Feedback::start(&client);
    if platform::STARTS_IN_FRONT {
        client.set_foreground(true);
    }
    let links = Links::default();
    if let Some(link) = link.or_else(platform::take_link) {
        links.hand_over(link);
    }
    LaunchBuilder::new()
        .with_context(started)
        .with_context(feedback)
        .with_context(links.clone())
        .with_cfg(window(client, links))
        .launch(Window);
    Ok(())
}

/// The app, with the window's title in its hands.
#[component]
fn Window() -> Element {
    let window = webview::use_window();
    use_context_provider(|| WindowTitle::new(move |title| window.set_title(title)));
    rsx! {
        App {}
    }
}

/// What may stand on the window's command line.
#[derive(Default, Args)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Link of an invitation to look at, as a desktop passes on what was clicked.
    #[arg(value_name = "LINK")]
    link: Option<String>,
}

/// What the person chose on the command line. A phone has none, and everything as it comes.
fn arguments() -> Result<Arguments> {
    if !platform::HAS_COMMAND_LINE {
        return Ok(Arguments::default());
    }
    let command = Command::new("auxilio").version(env!("CARGO_PKG_VERSION"));
    let command = Arguments::augment_args(command);
    let matches = in_words(command, "app-about", "app-after").get_matches();
    Ok(Arguments::from_arg_matches(&matches)?)
}

/// A window on a desktop; on a phone the same settings fill the screen.
fn window(client: Client, links: Links) -> Config {
    let window = WindowBuilder::new()
        .with_title(match client.view().discreet.closed() {
            Some(face) => Face::of(face).title(),
            None => municipality::APP_NAME.to_owned(),
        })
        .with_inner_size(WINDOW)
        .with_min_inner_size(WINDOW_MIN);
    Config::new()
        .with_window(window)
        .with_menu(None)
        .with_custom_index(page())
        .with_disable_context_menu(!cfg!(debug_assertions))
        .with_custom_event_handler(move |event, _| match event {
            Event::Suspended => client.set_foreground(false),
            // A desktop's window is never suspended; somebody who comes back to it may have been in
            // the settings.
            Event::WindowEvent {
                event: WindowEvent::Focused(true),
                ..
            } if cfg!(feature = "desktop") => client.set_foreground(true),
            Event::Resumed => {
                client.set_foreground(true);
                // Android brings the app to the front for a link; it keeps the link until asked.
                if let Some(link) = platform::take_link() {
                    links.hand_over(link);
                }
            }
            // iOS hands links over while the app runs, and just after it started for one.
            Event::Opened { urls } => {
                if let Some(link) = urls.first() {
                    links.hand_over(link.to_string());
                }
            }
            Event::LoopDestroyed => window_ended(&client),
            _ => {}
        })
}

/// The window is gone, and with this function's return the process. Where the system keeps an app
/// at work without a window, what is under way goes on: this thread was only the window's.
fn window_ended(client: &Client) {
    if platform::WORKS_WITHOUT_WINDOW && running::is_needed(client) {
        client.set_foreground(false);
        loop {
            std::thread::park();
        }
    }
    client.shutdown();
}
