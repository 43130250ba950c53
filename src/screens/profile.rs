//! What the person tells the municipality. All of it may stay empty.

use std::sync::Arc;

use auxilio_client::profile::fits;
use auxilio_client::settings::bounded;
use auxilio_client::view::Storage;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use auxilio_protocol::{Directory, Profile};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::Action;
use crate::components::field::{Asked, ChoiceField};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::components::senses::Senses;
use crate::route::Route;
use crate::screens::profile::barrio::BarrioFields;
use crate::screens::profile::draft::Draft;
use crate::screens::profile::medical::MedicalFields;
use crate::screens::profile::organizations::OrganizationFields;
use crate::screens::profile::person::{ContactFields, PersonFields, Sync};
use crate::texts::Language;

pub(crate) mod barrio;
mod draft;
mod groups;
mod medical;
mod organizations;
mod person;

/// The form, once what was stored is known.
#[component]
pub(crate) fn ProfileScreen(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let view = core.view.read();
    let mut sent = use_signal(|| None::<Profile>);
    let kept = sent.read().as_ref() == Some(&unversioned(&view.profile));
    rsx! {
        main { class: "panel page",
            h1 { {text!("profile-title")} }
            p { {text!("profile-why")} }
            if view.storage == Storage::Opening {
                p { role: "status", {text!("opening")} }
            } else {
                // A profile that arrives late replaces the empty form.
                for version in [view.profile.version] {
                    ProfileForm {
                        key: "{version}",
                        stored: view.profile.clone(),
                        directory: view.directory.clone(),
                        onsave: move |profile: Profile| {
                            sent.set(Some(unversioned(&profile)));
                            core.ask(Command::SetProfile(profile));
                        },
                    }
                }
            }
            if kept {
                Saved { storage: view.storage }
            }
            Sync { own_data: view.own_data.clone(), storage: view.storage }
            Action {
                name: text!("data-open"),
                shape: Shape::Copy,
                ontouch: move |()| onroute.call(Route::Data),
            }
            Action {
                name: text!("discreet-open"),
                shape: Shape::Key,
                ontouch: move |()| onroute.call(Route::Discreet),
            }
            LanguageField { chosen: core.language() }
            Senses {
                chosen: view.preferences,
                voice: core.voice,
                onchoose: move |preferences| core.ask(Command::SetPreferences(preferences)),
            }
        }
    }
}

#[component]
fn LanguageField(chosen: Option<Language>) -> Element {
    let core = use_core();
    let system = ("", text!("language-system"));
    let languages = Language::ALL.map(|language| (language.code(), language_word(language)));
    rsx! {
        ChoiceField {
            id: "language",
            label: text!("language"),
            initial: chosen.map(Language::code).unwrap_or_default(),
            choices: [system].into_iter().chain(languages).collect::<Vec<_>>(),
            onchange: move |code: String| core.ask(Command::SetLanguage(Language::of_code(&code))),
        }
    }
}

fn language_word(language: Language) -> String {
    match language {
        Language::Spanish => text!("language-spanish"),
        Language::English => text!("language-english"),
        Language::Quechua => text!("language-quechua"),
    }
}

/// The core numbers the versions; the form knows none.
fn unversioned(profile: &Profile) -> Profile {
    Profile {
        version: 0,
        ..profile.clone()
    }
}

#[component]
fn Saved(storage: Storage) -> Element {
    match storage {
        Storage::MemoryOnly(_) => rsx! {
            Notice { weight: Weight::Serious, shape: Shape::Warning, words: text!("profile-in-memory") }
        },
        _ => rsx! {
            Notice { weight: Weight::Good, shape: Shape::PhoneCheck, words: text!("profile-saved") }
        },
    }
}

#[component]
fn ProfileForm(
    stored: Profile,
    directory: Arc<Directory>,
    onsave: EventHandler<Profile>,
) -> Element {
    let mut draft = use_signal(|| Draft::of(&stored, &directory));
    let mut is_too_large = use_signal(|| false);
    rsx! {
        form {
            class: "form",
            aria_label: text!("profile-title"),
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let profile = bounded(draft.peek().profile());
                is_too_large.set(!fits(&profile));
                if !is_too_large() {
                    onsave.call(profile);
                }
            },
            PersonFields { draft }
            BarrioFields {
                initial: draft.peek().barrio.clone(),
                directory: directory.clone(),
                onchange: move |barrio| draft.write().barrio = barrio,
            }
            OrganizationFields { draft, directory }
            ContactFields { draft }
            MedicalFields { draft }
            if is_too_large() {
                p { class: "problem", role: "alert", {text!("profile-too-large")} }
            }
            button { class: "plain-button strong", r#type: "submit",
                Icon { shape: Shape::PhoneCheck }
                {text!("profile-save")}
            }
        }
    }
}

fn asked(id: &'static str, label: String) -> Asked {
    Asked {
        id,
        label,
        chars_max: TEXT_CHARS_MAX,
    }
}
