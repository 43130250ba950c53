//! Pictures for those who read little, drawn as strokes on a grid of 24.

use dioxus::prelude::*;

/// What a picture means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Siren,
    Bag,
    Threat,
    Home,
    Cross,
    Flame,
    Hourglass,
    PhoneCheck,
    HandedOver,
    Warning,
    DoubleCheck,
    Clock,
    Eye,
    Car,
    Pin,
    Check,
    Undo,
    Handset,
    Person,
    Antenna,
    Key,
    Plus,
    Battery,
    Bell,
    Chain,
    Qr,
    Copy,
    Route,
    Leave,
}

impl Shape {
    /// For styles: how the face moves with this picture, the word in its `data-motion`.
    pub(crate) fn motion(self) -> &'static str {
        match self {
            Self::PhoneCheck => "wait",
            Self::DoubleCheck => "arrive",
            Self::Clock | Self::Warning => "nobody",
            Self::Eye => "look",
            Self::Car => "drive",
            Self::Pin => "land",
            Self::Check | Self::Undo => "rest",
            // Nothing turns or waits on the way of a press.
            _ => "none",
        }
    }

    fn strokes(self) -> &'static str {
        match self {
            Self::Leave => "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
            Self::Siren => {
                "M4 20h16M7 20v-6a5 5 0 0 1 10 0v6M12 13v3M12 2.5v2.5M5 5.5l1.6 1.6M19 5.5l-1.6 1.6M1.8 12h2.2M20 12h2.2"
            }
            Self::Bag => {
                "M5.5 8.5h13l1 12h-15zM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5M9.3 12.2l5.4 5.4M14.7 12.2l-5.4 5.4"
            }
            Self::Threat => {
                "M4 3.5h16v13.5h-8l-5 4.5v-4.5H4zM14.6 8a2.6 1.9 0 0 0-2.6-1.2c-1.5 0-2.6.7-2.6 1.8 0 2.5 5.3 1 5.3 3.5 0 1.1-1.2 1.8-2.7 1.8a2.7 2 0 0 1-2.7-1.3M12 5.6v9.4"
            }
            Self::Home => "M2.5 11.5 12 3.5l9.5 8M5 9.8V20.5h14V9.8M12.8 8.5l-2.6 4h3.6l-2.6 4.5",
            Self::Cross => "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
            Self::Flame => {
                "M12.5 2.5c.4 3.8 5.5 6 5.5 11.3a6 6 0 0 1-12 0c0-2.4 1.2-4 2.4-5.3.2 1.8.9 2.8 2 3.2-.3-3.4.4-6.7 2.1-9.2zM12 20a2.6 2.6 0 0 0 2.6-2.6c0-1.5-1.6-2.2-2.6-3.4-1 1.2-2.6 1.9-2.6 3.4A2.6 2.6 0 0 0 12 20"
            }
            Self::Hourglass => {
                "M6 3h12M6 21h12M7.5 3v4.5L12 12l4.5-4.5V3M7.5 21v-4.5L12 12l4.5 4.5V21"
            }
            Self::PhoneCheck => {
                "M8 2.5h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM9 12l2.2 2.2 3.9-4.4"
            }
            Self::HandedOver => "M12 3.5H4.5v17H18V14M10 13.5 20.5 3.5M14 3.5h6.5V10",
            Self::Warning => "M12 3.5 2 20.5h20zM12 10v4.5M12 17.4v.1",
            Self::DoubleCheck => "M1.5 13l4.5 4.5L15 7M11 16.5l1 1L21.5 7",
            Self::Clock => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 6.5V12l3.5 2.5",
            Self::Eye => {
                "M1.5 12s4-7 10.5-7 10.5 7 10.5 7-4 7-10.5 7-10.5-7-10.5-7zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
            }
            Self::Car => {
                "M4.8 17H2.5v-4.5L5 7h9.5l3.5 5.2 3.5 1V17h-2.3M9.2 17h5.6M2.5 12.3H18M4.8 17a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M14.8 17a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M8 4.2h3.5"
            }
            Self::Pin => {
                "M12 21.5s-7-6.3-7-11.5a7 7 0 0 1 14 0c0 5.2-7 11.5-7 11.5zM9.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
            }
            Self::Check => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M7.5 12.3l3.1 3.2 6-6.8",
            Self::Undo => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8.5 8.5l7 7M15.5 8.5l-7 7",
            Self::Handset => {
                "M5 3.5h4l2 5-2.6 1.7a12 12 0 0 0 5.4 5.4l1.7-2.6 5 2v4a2 2 0 0 1-2.1 2A16.5 16.5 0 0 1 3 5.6a2 2 0 0 1 2-2.1z"
            }
            Self::Person => "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
            Self::Antenna => {
                "M12 11v10M8.5 21h7M10 9a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7.8 13.2a6 6 0 0 1 0-8.4M16.2 4.8a6 6 0 0 1 0 8.4M5 16a10 10 0 0 1 0-14M19 2a10 10 0 0 1 0 14"
            }
            Self::Battery => "M2.5 7.5h16v9h-16zM21.5 10.5v3M6 10.5v3",
            Self::Bell => "M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 21h4M12 2.5v2",
            Self::Chain => {
                "M10 14a4.2 4.2 0 0 0 6 0l3.5-3.5a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.5 3.5a4.2 4.2 0 0 0 6 6L12 18"
            }
            Self::Qr => {
                "M3.5 3.5h6.5v6.5h-6.5zM14 3.5h6.5v6.5h-6.5zM3.5 14h6.5v6.5h-6.5zM14 14v3M17.5 14h3v3M14 20.5h3.5v-3M20.5 20.4v.1"
            }
            Self::Copy => "M8.5 8.5h11v12h-11zM15.5 5.5v-2h-11v12h2",
            Self::Key => {
                "M3 8.5a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.7 11.7l8.8 8.8M17 18l2-2M14.5 15.5l2-2"
            }
            Self::Plus => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7.5v9M7.5 12h9",
            Self::Route => {
                "M3.5 18.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7.5 18.5h7a3.5 3.5 0 0 0 0-7h-5a3.3 3.3 0 0 1 0-6.5h4M13.5 6 18 2l4.5 4M14.8 5v4.5h6.4V5"
            }
        }
    }
}

/// A picture. It says nothing to screen readers: the word beside it does.
#[component]
pub(crate) fn Icon(shape: Shape) -> Element {
    rsx! {
        svg {
            class: "icon",
            view_box: "0 0 24 24",
            fill: "none",
            stroke: "currentColor",
            stroke_linecap: "round",
            stroke_linejoin: "round",
            "aria-hidden": "true",
            path { d: shape.strokes() }
        }
    }
}
