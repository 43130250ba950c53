//! A line of text that offers what it may mean: the best matches of a list, as buttons below it.
//! What the list does not have is typed, and is as good.
//!
//! Native buttons after the field instead of a `combobox` with its `listbox`: a thumb hits them,
//! every screen reader finds them in order, and what is found is read aloud as it changes.

use std::rc::Rc;
use std::sync::Arc;

use auxilio_client::lookup::{Found, Lookup};
use dioxus::prelude::*;

use crate::components::field::{Asked, TextField};
use crate::components::icon::{Icon, Shape};

/// Matches that are offered at once: they fit above an open keyboard.
const MATCHES_MAX: usize = 4;

/// A list to pick from. Made once and shared: it may have thousands of entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Choices {
    shown: Vec<Choice>,
    lookup: Lookup,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What it is called: the field's text once it is picked.
    pub(crate) name: String,
    /// What tells it from another of the same name; found by as well. May be empty.
    pub(crate) beside: String,
}

impl Choices {
    pub(crate) fn new(choices: impl IntoIterator<Item = Choice>) -> Self {
        let shown: Vec<Choice> = choices.into_iter().collect();
        let sought = shown
            .iter()
            .map(|choice| (choice.name.as_str(), choice.beside.as_str()));
        Self {
            lookup: Lookup::new(sought),
            shown,
        }
    }

    fn find(&self, sought: &str) -> (Vec<Offer>, usize) {
        let Found { best, count } = self.lookup.find(sought, MATCHES_MAX);
        let offer = |place: usize| {
            let choice = self.shown.get(place)?.clone();
            Some(Offer { place, choice })
        };
        (best.into_iter().filter_map(offer).collect(), count)
    }
}

/// A choice at its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    place: usize,
    choice: Choice,
}

/// What the person has done with the field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Touched {
    /// Nothing yet.
    No,
    /// Typed this.
    Typed(String),
    /// Picked this. Its button stays, so that whoever goes by keyboard stays where they are.
    Picked(Offer),
}

/// The field. `shape` is what is sought, for those who read little; `onpick` tells the place of the choice in the list.
#[component]
pub(crate) fn Picker(
    asked: Asked,
    shape: Shape,
    initial: String,
    choices: Arc<Choices>,
    oninput: EventHandler<String>,
    onpick: EventHandler<usize>,
) -> Element {
    let mut touched = use_signal(|| Touched::No);
    // A new field for each pick: its text can only be given when it is made.
    let mut picks = use_signal(|| 0_u32);
    let now = touched.read();
    let (text, offers, says) = match &*now {
        Touched::No => (initial, Vec::new(), None),
        Touched::Typed(text) => {
            let (offers, count) = choices.find(text);
            (
                text.clone(),
                offers.clone(),
                said(text, offers.len(), count),
            )
        }
        Touched::Picked(offer) => (
            offer.choice.name.clone(),
            vec![offer.clone()],
            Some(text!("picker-chosen")),
        ),
    };
    let is_picked = matches!(&*now, Touched::Picked(_));
    let mut place = use_signal(|| None::<Rc<MountedData>>);
    rsx! {
        div { class: "picker", onmounted: move |event| place.set(Some(event.data())),
            // A list of one, for its key.
            for pick in [picks()] {
                TextField {
                    key: "{pick}",
                    asked: asked.clone(),
                    initial: text.clone(),
                    oninput: move |text: String| {
                        touched.set(Touched::Typed(text.clone()));
                        oninput.call(text);
                        bring_up(place.peek().clone());
                    },
                }
            }
            p { class: "small picker-said", role: "status", {says.unwrap_or_default()} }
            ul { class: "picker-offers",
                for offer in offers {
                    li { key: "{offer.place}",
                        OfferButton {
                            shape: if is_picked { Shape::Check } else { shape },
                            choice: offer.choice.clone(),
                            is_picked,
                            onpick: move |()| {
                                if !is_picked {
                                    onpick.call(offer.place);
                                    touched.set(Touched::Picked(offer.clone()));
                                    picks += 1;
                                }
                            },
                        }
                    }
                }
            }
        }
    }
}

/// Moves the field to the top, so that the matches below it are not under a keyboard.
fn bring_up(place: Option<Rc<MountedData>>) {
    if let Some(place) = place {
        spawn(async move {
            // A renderer that cannot scroll shows them where they are.
            let _ = place.scroll_to(ScrollBehavior::Instant).await;
        });
    }
}

/// What is told of the matches; nothing while there is nothing to match.
fn said(text: &str, shown: usize, count: usize) -> Option<String> {
    if text.trim().is_empty() {
        None
    } else if count == 0 {
        Some(text!("picker-none"))
    } else if shown == count {
        Some(text!("picker-all"))
    } else {
        Some(text!("picker-best", shown = shown, count = count))
    }
}

#[component]
fn OfferButton(shape: Shape, choice: Choice, is_picked: bool, onpick: EventHandler<()>) -> Element {
    let Choice { name, beside } = choice;
    let label = if beside.is_empty() {
        name.clone()
    } else {
        format!("{name}, {beside}")
    };
    rsx! {
        button {
            class: "plain-button picker-offer",
            r#type: "button",
            aria_label: label,
            aria_pressed: is_picked.to_string(),
            onclick: move |_| onpick.call(()),
            Icon { shape }
            // Whatever direction a name is written in, it disturbs nothing around it.
            span { class: "picker-name",
                bdi { "{name}" }
                if !beside.is_empty() {
                    bdi { class: "picker-beside", "{beside}" }
                }
            }
        }
    }
}
