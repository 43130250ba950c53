//! What the person tells the municipality. All of it may stay empty.

use auxilio_client::profile::fits;
use auxilio_client::settings::bounded;
use auxilio_client::view::Storage;
use auxilio_protocol::Profile;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use auxilio_protocol::profile::OrganizationKind;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::field::{Asked, ChoiceField, TextField};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::screens::profile::draft::{District, Draft, kind_of, sectors, word_of};
use crate::screens::profile::medical::MedicalFields;
use crate::screens::profile::person::{ContactFields, PersonFields, Sync};
use crate::texts::Language;

mod draft;
mod medical;
mod person;

/// The form, once what was stored is known.
#[component]
pub(crate) fn ProfileScreen(ondata: EventHandler<()>) -> Element {
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
            button {
                class: "plain-button",
                r#type: "button",
                aria_label: text!("data-open"),
                onclick: move |_| ondata.call(()),
                Icon { shape: Shape::Copy }
                {text!("data-open")}
            }
            LanguageField { chosen: core.language() }
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
fn ProfileForm(stored: Profile, onsave: EventHandler<Profile>) -> Element {
    let draft = use_signal(|| Draft::of(&stored));
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
            BarrioFields { draft }
            OrganizationFields { draft }
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

#[component]
fn BarrioFields(draft: Signal<Draft>) -> Element {
    // Subscribes: the choice shows or hides a field.
    let district = draft.read().district;
    let now = draft.peek();
    rsx! {
        ChoiceField {
            id: "profile-district",
            label: text!("profile-district"),
            initial: district.as_str(),
            choices: District::ALL.map(|district| (district.as_str(), district_word(district))).to_vec(),
            onchange: move |value: String| draft.write().district = District::of_choice(&value),
        }
        if district == District::Other {
            TextField {
                asked: asked("profile-other-district", text!("profile-other-district")),
                initial: now.other_district.clone(),
                oninput: move |text| draft.write().other_district = text,
            }
        }
        TextField {
            asked: asked("profile-sector", text!("profile-sector")),
            initial: now.sector.clone(),
            suggestions: sectors(district).to_vec(),
            oninput: move |text| draft.write().sector = text,
        }
    }
}

#[component]
fn OrganizationFields(draft: Signal<Draft>) -> Element {
    let now = draft.peek();
    let none = ("", text!("organization-none"));
    let kinds = draft::KINDS.map(|kind| (word_of(kind), organization_word(kind)));
    rsx! {
        ChoiceField {
            id: "profile-organization-kind",
            label: text!("profile-organization-kind"),
            initial: now.organization_kind.map(word_of).unwrap_or_default(),
            choices: [none].into_iter().chain(kinds).collect::<Vec<_>>(),
            onchange: move |value: String| draft.write().organization_kind = kind_of(&value),
        }
        TextField {
            asked: asked("profile-organization-name", text!("profile-organization-name")),
            initial: now.organization_name.clone(),
            oninput: move |text| draft.write().organization_name = text,
        }
        TextField {
            asked: asked("profile-unit", text!("profile-unit")),
            initial: now.unit.clone(),
            oninput: move |text| draft.write().unit = text,
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

fn district_word(district: District) -> String {
    match district {
        District::None => text!("district-none"),
        District::ElPorvenir => text!("district-el-porvenir"),
        District::AltoTrujillo => text!("district-alto-trujillo"),
        District::Other => text!("district-other"),
    }
}

fn organization_word(kind: OrganizationKind) -> String {
    match kind {
        OrganizationKind::Transporte => text!("organization-transporte"),
        OrganizationKind::Mototaxi => text!("organization-mototaxi"),
        OrganizationKind::Mercado => text!("organization-mercado"),
        OrganizationKind::Comedor => text!("organization-comedor"),
        OrganizationKind::VasoDeLeche => text!("organization-vaso-de-leche"),
        OrganizationKind::OllaComun => text!("organization-olla-comun"),
        OrganizationKind::JuntaVecinal => text!("organization-junta-vecinal"),
        OrganizationKind::Ronda => text!("organization-ronda"),
        OrganizationKind::Otra => text!("organization-otra"),
    }
}
