//! What a rescuer should know, if the person wants it known.

use auxilio_protocol::profile::Medical;
use dioxus::prelude::*;

use super::asked;
use super::draft::Draft;
use crate::components::field::{ChoiceField, TextField, filled};

/// The blood groups by ABO and Rh.
pub(crate) const BLOOD: [&str; 8] = ["O+", "O-", "A+", "A-", "B+", "B-", "AB+", "AB-"];
/// The choice that keeps a word which is none of [`BLOOD`].
const KEPT: &str = "kept";

/// What a rescuer should know, as the form has it.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct MedicalDraft {
    pub(crate) blood: String,
    pub(crate) notes: String,
}

impl MedicalDraft {
    pub(crate) fn of(medical: Option<&Medical>) -> Self {
        let text =
            |of: fn(&Medical) -> &Option<String>| medical.and_then(|medical| of(medical).clone());
        Self {
            blood: text(|medical| &medical.blood).unwrap_or_default(),
            notes: text(|medical| &medical.notes).unwrap_or_default(),
        }
    }

    pub(crate) fn medical(&self) -> Option<Medical> {
        let medical = Medical {
            blood: filled(&self.blood),
            notes: filled(&self.notes),
        };
        (medical != Medical::default()).then_some(medical)
    }
}

/// Blood group and notes. Folded away: only if the person wants.
#[component]
pub(crate) fn MedicalFields(draft: Signal<Draft>) -> Element {
    let now = draft.peek();
    let stored = now.medical.blood.clone();
    let is_other = !stored.is_empty() && !BLOOD.contains(&stored.as_str());
    let initial = if is_other {
        KEPT.to_owned()
    } else {
        stored.clone()
    };
    let none = ("", text!("blood-unknown"));
    let groups = BLOOD.map(|group| (group, group.to_owned()));
    let kept = is_other.then(|| (KEPT, stored.clone()));
    rsx! {
        details { class: "optional", open: now.medical != MedicalDraft::default(),
            summary { {text!("medical-title")} }
            div { class: "form",
                p { class: "small", {text!("medical-why")} }
                ChoiceField {
                    id: "medical-blood",
                    label: text!("medical-blood"),
                    initial,
                    choices: [none].into_iter().chain(kept).chain(groups).collect::<Vec<_>>(),
                    onchange: move |value: String| {
                        draft.write().medical.blood = if value == KEPT { stored.clone() } else { value };
                    },
                }
                TextField {
                    asked: asked("medical-notes", text!("medical-notes")),
                    initial: now.medical.notes.clone(),
                    oninput: move |text| draft.write().medical.notes = text,
                }
            }
        }
    }
}
