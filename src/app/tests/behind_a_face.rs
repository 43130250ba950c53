//! Whoever holds the phone while the face is closed: no word of the app is there to be read, in no
//! state of the app behind it.

use std::fs;
use std::path::PathBuf;

use auxilio_client::View;
use auxilio_client::view::{
    AlertView, DiscreetView, JourneyStage, NotSaved, Positions, Stage, Storage, Trouble, Watch,
};
use auxilio_municipality::telling::words_in;
use auxilio_protocol::Mode;
use dioxus::prelude::*;

use super::journeys::{journey, on_the_way};
use super::{Mounted, alert, showing, view};
use crate::app::BehindFace;
use crate::faces::Face;
use crate::route::Route;
use crate::texts::{Language, text_in};

/// What is said outside of the face while it is closed: notices, the service's words, the title.
const SAID_ELSEWHERE: [&str; 4] = [
    "notice-reminder",
    "ongoing-covert-title",
    "ongoing-covert",
    "calculator-title",
];

fn closed() -> DiscreetView {
    DiscreetView::behind("calculator".parse().ok())
}

/// What stands on the screen, and what a screen reader says of it; without the word by which HTML
/// itself calls a key.
fn shown(view: View) -> String {
    let view = View {
        discreet: closed(),
        ..view
    };
    let mounted = Mounted::of(view, || {
        let route = use_signal(|| Route::Central);
        rsx! { BehindFace { route } }
    });
    mounted.html().replace("button", "key")
}

fn every_state() -> Vec<View> {
    let stages = [
        Stage::Saving,
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::Received,
        Stage::Dispatched,
        Stage::OnScene,
        Stage::Closed,
    ];
    let mut views: Vec<View> = stages
        .map(|stage| {
            showing(AlertView {
                mode: Mode::Covert,
                by: Some("Móvil 3 de Serenazgo".to_owned()),
                text: Some("La policía va en camino".to_owned()),
                trouble: Some(Trouble::NoAnswer),
                positions: Positions::Follow,
                offer_calls: true,
                ..alert(stage)
            })
        })
        .into();
    let sealed = Storage::MemoryOnly(NotSaved::Key);
    views.extend([
        View::opening("calculator".parse().ok()),
        View {
            storage: sealed,
            ..view()
        },
        on_the_way(journey(JourneyStage::UnderWay, Watch::Nobody)),
        on_the_way(journey(JourneyStage::Raised, Watch::Whole)),
    ]);
    views
}

#[test]
fn a_closed_face_says_no_word_of_the_app_whatever_goes_on_behind_it() {
    for state in every_state() {
        let html = shown(state);
        assert!(html.contains("calculator-keys"), "{html}");
        assert_eq!(words_in(&html), Vec::<&str>::new(), "{html}");
    }
    // The same words, where the app is open.
    assert!(!words_in(&super::html(view())).is_empty());
}

/// Behind it the app says the same in every state: nothing tells that something has begun.
#[test]
fn a_closed_face_looks_the_same_with_an_alert_and_without() {
    let idle = shown(view());
    for stage in [Stage::Saved, Stage::Received, Stage::OnScene] {
        let alert = AlertView {
            mode: Mode::Covert,
            ..alert(stage)
        };
        assert_eq!(shown(showing(alert)), idle, "{stage:?}");
    }
}

#[test]
fn no_text_of_a_face_tells_in_any_language() {
    let file = fs::read_to_string("locales/es-PE/calculator.ftl").unwrap();
    let names = file.lines().filter_map(|line| line.split_once(" = "));
    let names = names.map(|(name, _)| name).chain(SAID_ELSEWHERE);
    for name in names {
        for language in Language::ALL {
            let text = text_in(language, name);
            assert_eq!(words_in(&text), Vec::<&str>::new(), "{name}: «{text}»");
        }
    }
    for face in Face::ALL {
        assert_eq!(words_in(&face.title()), Vec::<&str>::new());
        assert_eq!(words_in(face.icon()), Vec::<&str>::new());
    }
}

/// What is put there, every app may read, and a keyboard shows it later.
#[test]
fn nothing_is_put_into_the_clipboard() {
    let mut read = 0;
    let mut folders = ["src", "ios", "android/src/main"]
        .map(PathBuf::from)
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path)
                && !path.ends_with("behind_a_face.rs")
            {
                read += 1;
                let text = text.to_lowercase();
                for way in ["clipboard", "pasteboard", "execcommand(\"copy"] {
                    assert!(!text.contains(way), "{}: {way}", path.display());
                }
            }
        }
    }
    assert!(read > 100, "{read} files");
}
