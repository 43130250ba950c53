//! The groups that the person belongs to: each is found by its letters or its kind, or typed.

use std::sync::Arc;

use auxilio_protocol::Directory;
use auxilio_protocol::profile::OrganizationKind;
use dioxus::prelude::*;

use super::asked;
use super::draft::Draft;
use super::groups::{GROUPS_MAX, Group, GroupKey, KINDS, kind_of, word_of};
use crate::components::action::Action;
use crate::components::field::{ChoiceField, TextField};
use crate::components::icon::Shape;
use crate::components::picker::{Choice, Choices, Picker};

/// The ids of one group's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FieldIds {
    name: &'static str,
    kind: &'static str,
    unit: &'static str,
}

macro_rules! field_ids {
    ($($end:literal),*) => {
        [$(FieldIds {
            name: concat!("profile-organization-name", $end),
            kind: concat!("profile-organization-kind", $end),
            unit: concat!("profile-unit", $end),
        }),*]
    };
}

const FIELD_IDS: [FieldIds; GROUPS_MAX] = field_ids!["", "-2", "-3", "-4", "-5"];

/// All groups, and room for another.
#[component]
pub(crate) fn OrganizationFields(draft: Signal<Draft>, directory: Arc<Directory>) -> Element {
    let choices = use_memo(use_reactive((&directory,), |(directory,)| {
        let listed = directory.organizations.iter().map(|listed| Choice {
            name: listed.name.to_string(),
            beside: match listed.kind {
                OrganizationKind::Otra => String::new(),
                kind => organization_word(kind),
            },
        });
        Arc::new(Choices::new(listed))
    }));
    // Subscribes: groups come and go.
    let groups = draft.read().groups.list().to_vec();
    let has_room = draft.read().groups.has_room();
    rsx! {
        for (n , (group , ids)) in (1_usize..).zip(groups.into_iter().zip(FIELD_IDS)) {
            fieldset { key: "{group.key.0}", class: "group",
                legend { {numbered(n, Part::Whole)} }
                GroupFields { draft, directory: directory.clone(), choices: choices(), n, key_of: group.key, ids }
                if n > 1 {
                    Action {
                        name: text!("profile-organization-remove-n", n = n),
                        shape: Shape::Undo,
                        ontouch: move |()| draft.write().groups.remove(group.key),
                    }
                }
            }
        }
        if has_room {
            Action {
                name: text!("profile-organization-add"),
                shape: Shape::Plus,
                ontouch: move |()| draft.write().groups.add(),
            }
        }
    }
}

#[component]
fn GroupFields(
    draft: Signal<Draft>,
    directory: Arc<Directory>,
    choices: Arc<Choices>,
    n: usize,
    key_of: GroupKey,
    ids: FieldIds,
) -> Element {
    let mut change = move |change: &mut dyn FnMut(&mut Group)| {
        if let Some(group) = draft.write().groups.get_mut(key_of) {
            change(group);
        }
    };
    // A new choice of kind whenever a group has brought its own.
    let mut picks = use_signal(|| 0_u32);
    let now = draft.peek().groups.clone();
    let now = now.list().iter().find(|group| group.key == key_of);
    let Some(now) = now.cloned() else {
        return rsx! {};
    };
    let none = ("", text!("organization-none"));
    let kinds = KINDS.map(|kind| (word_of(kind), organization_word(kind)));
    let kinds: Vec<(&str, String)> = [none].into_iter().chain(kinds).collect();
    rsx! {
        Picker {
            asked: asked(ids.name, numbered(n, Part::Name)),
            shape: Shape::Person,
            initial: now.name.clone(),
            choices,
            oninput: move |text: String| change(&mut |group| text.clone_into(&mut group.name)),
            onpick: move |place: usize| {
                if let Some(listed) = directory.organizations.get(place) {
                    change(&mut |group| group.pick(listed));
                    picks += 1;
                }
            },
        }
        // A list of one, for its key.
        for pick in [picks()] {
            ChoiceField {
                key: "{pick}",
                id: ids.kind,
                label: numbered(n, Part::Kind),
                initial: now.kind.map(word_of).unwrap_or_default(),
                choices: kinds.clone(),
                onchange: move |value: String| change(&mut |group| group.kind = kind_of(&value)),
            }
        }
        TextField {
            asked: asked(ids.unit, numbered(n, Part::Unit)),
            initial: now.unit.clone(),
            oninput: move |text: String| change(&mut |group| text.clone_into(&mut group.unit)),
        }
    }
}

/// What is named of a group.
#[derive(Debug, Clone, Copy)]
enum Part {
    Whole,
    Name,
    Kind,
    Unit,
}

/// Its name for person and screen reader. From the second group on it has a number: two fields must
/// not be called the same.
fn numbered(n: usize, part: Part) -> String {
    match (n, part) {
        (1, Part::Whole) => text!("profile-organizations-title"),
        (1, Part::Name) => text!("profile-organization-name"),
        (1, Part::Kind) => text!("profile-organization-kind"),
        (1, Part::Unit) => text!("profile-unit"),
        (n, Part::Whole) => text!("profile-organization-n", n = n),
        (n, Part::Name) => text!("profile-organization-name-n", n = n),
        (n, Part::Kind) => text!("profile-organization-kind-n", n = n),
        (n, Part::Unit) => text!("profile-unit-n", n = n),
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
