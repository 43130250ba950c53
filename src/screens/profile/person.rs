//! Who the person is, and whom they trust.

use auxilio_client::view::{OwnDataView, ProfileSync, Storage};
use auxilio_protocol::limits::PHONE_CHARS_MAX;
use auxilio_protocol::profile::Contact;
use dioxus::prelude::*;

use super::draft::Draft;
use super::{Asked, asked};
use crate::components::field::{TextField, filled};
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};

/// Somebody whom the person trusts, as the form has it.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct ContactDraft {
    pub(crate) name: String,
    pub(crate) phone: String,
}

impl ContactDraft {
    pub(crate) fn of(contact: Option<&Contact>) -> Self {
        let text =
            |of: fn(&Contact) -> &Option<String>| contact.and_then(|contact| of(contact).clone());
        Self {
            name: text(|contact| &contact.name).unwrap_or_default(),
            phone: text(|contact| &contact.phone).unwrap_or_default(),
        }
    }

    pub(crate) fn contact(&self) -> Option<Contact> {
        let contact = Contact {
            name: filled(&self.name),
            phone: filled(&self.phone),
        };
        (contact != Contact::default()).then_some(contact)
    }
}

/// Name and telephone.
#[component]
pub(crate) fn PersonFields(draft: Signal<Draft>) -> Element {
    let now = draft.peek();
    rsx! {
        TextField {
            asked: asked("profile-name", text!("profile-name")),
            autocomplete: "name",
            initial: now.name.clone(),
            oninput: move |text| draft.write().name = text,
        }
        TextField {
            asked: phone("profile-phone", text!("profile-phone")),
            kind: "tel",
            autocomplete: "tel",
            initial: now.phone.clone(),
            oninput: move |text| draft.write().phone = text,
        }
    }
}

/// Whom to tell. Folded away: nobody has to name anybody.
#[component]
pub(crate) fn ContactFields(draft: Signal<Draft>) -> Element {
    let now = draft.peek();
    rsx! {
        details { class: "optional", open: now.contact != ContactDraft::default(),
            summary { {text!("contact-title")} }
            div { class: "form",
                p { class: "small", {text!("contact-why")} }
                TextField {
                    asked: asked("contact-name", text!("contact-name")),
                    initial: now.contact.name.clone(),
                    oninput: move |text| draft.write().contact.name = text,
                }
                TextField {
                    asked: phone("contact-phone", text!("contact-phone")),
                    kind: "tel",
                    initial: now.contact.phone.clone(),
                    oninput: move |text| draft.write().contact.phone = text,
                }
            }
        }
    }
}

fn phone(id: &'static str, label: String) -> Asked {
    Asked {
        chars_max: PHONE_CHARS_MAX,
        ..asked(id, label)
    }
}

/// Whether the municipality has the profile as it is now.
#[component]
pub(crate) fn Sync(own_data: OwnDataView, storage: Storage) -> Element {
    let in_memory = matches!(storage, Storage::MemoryOnly(_));
    let (weight, shape, words) = match own_data.profile {
        ProfileSync::Empty => return rsx! {},
        ProfileSync::OnPhone if in_memory => return rsx! {},
        ProfileSync::OnPhone => (Weight::Quiet, Shape::PhoneCheck, text!("sync-on-phone")),
        ProfileSync::Waiting if in_memory => {
            (Weight::Quiet, Shape::Clock, text!("sync-waiting-in-memory"))
        }
        ProfileSync::Waiting => (Weight::Quiet, Shape::Clock, text!("sync-waiting")),
        ProfileSync::Known => (Weight::Good, Shape::DoubleCheck, text!("sync-known")),
    };
    rsx! {
        Notice { weight, shape, words }
    }
}
