//! Barrio and groups: found by some letters among thousands, added, removed, or simply typed.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use auxilio_client::View;
use auxilio_protocol::limits::{OTHER_ORGANIZATIONS_MAX, TEXT_CHARS_MAX};
use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{Directory, Profile};
use dioxus::html::PlatformEventData;
use dioxus::prelude::*;
use dioxus_html::SerializedFormData;
use serde_json::{Value, json};

use super::{Mounted, view};
use crate::bridge::Command;
use crate::texts::{plain, text};

/// A name that does its best to break a page.
const ODD: &str = "Mercado \"La 'Ñusta'\" <b>&amp; \u{202e}😀\u{200f}";

fn directory(sectors: &[&str], organizations: &Value) -> Directory {
    let sectors: Vec<Value> = (0..)
        .zip(sectors)
        .map(|(n, name)| json!({ "id": format!("s{n}"), "name": name }))
        .collect();
    let wire = json!({
        "districts": [
            { "ubigeo": "130102", "name": "El Porvenir", "sectors": sectors },
            { "ubigeo": "130112", "name": "Alto Trujillo",
              "sectors": [ { "id": "rio", "name": "Río Seco" } ] },
        ],
        "organizations": organizations,
    });
    Directory::read(wire.to_string().as_bytes()).unwrap()
}

fn groups() -> Value {
    json!([
        { "id": "cortijo", "kind": "transporte", "name": "El Cortijo" },
        { "id": "carmen-1", "kind": "comedor", "name": "Virgen del Carmen" },
        { "id": "carmen-2", "kind": "mercado", "name": "Virgen del Carmen" },
        { "id": "odd", "kind": "otra", "name": ODD },
        { "id": "long", "kind": "ronda", "name": "ñ".repeat(TEXT_CHARS_MAX) },
    ])
}

fn opened(directory: Directory, profile: Profile) -> Mounted {
    let mut mounted = Mounted::with(View {
        directory: Arc::new(directory),
        profile,
        ..view()
    });
    mounted.press(&text("route-profile"));
    mounted
}

/// What happens in the control of that name.
fn happens(mounted: &mut Mounted, event: &str, name: &str, value: &str) {
    let named = mounted.named.iter().rev();
    let mut named = named.filter(|(label, _)| plain(label) == name);
    let (_, id) = named.next().unwrap_or_else(|| panic!("no «{name}»"));
    let data = SerializedFormData::new(value.to_owned(), Vec::new());
    let data: Rc<dyn Any> = Rc::new(PlatformEventData::new(Box::new(data)));
    let id = *id;
    mounted
        .dom
        .runtime()
        .handle_event(event, Event::new(data, true), id);
    let edits = mounted.dom.render_immediate_to_vec().edits;
    mounted.note(edits);
}

fn type_in(mounted: &mut Mounted, field: &str, text: &str) {
    happens(mounted, "input", field, text);
}

fn choose(mounted: &mut Mounted, field: &str, value: &str) {
    happens(mounted, "change", field, value);
}

/// The matches that are offered, in their order.
fn offered(mounted: &Mounted) -> Vec<String> {
    let html = mounted.html();
    let offers = html.split("picker-offer\"").skip(1);
    let label = |offer: &str| {
        let (_, rest) = offer.split_once("aria-label=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    offers.map(label).collect()
}

/// What is kept when the form is sent off.
fn saved(mounted: &mut Mounted) -> Profile {
    // The form has no name of its own; its event bubbles from any of its fields.
    happens(mounted, "submit", &text("profile-name"), "");
    match mounted.asked().pop() {
        Some(Command::SetProfile(profile)) => profile,
        other => panic!("{other:?}"),
    }
}

fn named(name: &str, n: usize) -> String {
    plain(&crate::texts::text_with(
        name,
        &crate::texts::Values::from([("n".into(), n.into())]),
    ))
}

#[test]
fn a_sector_is_found_among_five_thousand_without_accents_and_brings_its_district() {
    let names: Vec<String> = (0..5_000).map(|n| format!("Asociación {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut mounted = opened(directory(&names, &json!([])), Profile::default());
    let field = text("profile-sector");
    assert_eq!(
        offered(&mounted),
        [""; 0],
        "nothing before anything is typed"
    );
    type_in(&mut mounted, &field, "asociacion 49");
    let best = ["49", "490", "491", "492"].map(|n| format!("Asociación {n}, El Porvenir"));
    assert_eq!(offered(&mounted), best, "few, and the best");
    assert!(
        plain(&mounted.html()).contains("4 de 199"),
        "and how many there are"
    );
    type_in(&mut mounted, &field, "rio seco");
    assert_eq!(offered(&mounted), ["Río Seco, Alto Trujillo"]);
    mounted.press("Río Seco, Alto Trujillo");
    assert!(mounted.html().contains(&text("picker-chosen")));
    assert_eq!(
        saved(&mut mounted).barrio,
        Some(Barrio {
            district: "130112".to_owned(),
            sector: Some("Río Seco".to_owned()),
        })
    );
}

#[test]
fn a_chosen_district_narrows_the_search_and_another_one_stays_possible() {
    let mut mounted = opened(Directory::seed(), Profile::default());
    choose(&mut mounted, &text("profile-district"), "130112");
    type_in(&mut mounted, &text("profile-sector"), "barrio 7c");
    assert_eq!(offered(&mounted), ["Barrio 7C Praderas de León"]);
    type_in(&mut mounted, &text("profile-sector"), "rio seco");
    assert_eq!(offered(&mounted), [""; 0], "that one is in El Porvenir");
    choose(&mut mounted, &text("profile-district"), "other");
    type_in(
        &mut mounted,
        &text("profile-other-district"),
        "La Esperanza",
    );
    assert_eq!(
        saved(&mut mounted).barrio,
        Some(Barrio {
            district: "La Esperanza".to_owned(),
            sector: Some("rio seco".to_owned()),
        })
    );
}

#[test]
fn what_the_list_does_not_have_is_kept_as_it_was_typed() {
    let mut mounted = opened(Directory::default(), Profile::default());
    type_in(&mut mounted, &text("profile-sector"), ODD);
    assert!(mounted.html().contains(&text("picker-none")));
    type_in(&mut mounted, &text("profile-organization-name"), ODD);
    let saved = saved(&mut mounted);
    assert_eq!(saved.barrio.unwrap().sector.as_deref(), Some(ODD));
    let organization = saved.organization.unwrap();
    assert_eq!((organization.id, organization.name.as_str()), (None, ODD));
}

#[test]
fn a_group_is_found_by_its_name_and_by_its_kind_and_brings_both() {
    let mut mounted = opened(directory(&[], &groups()), Profile::default());
    let field = text("profile-organization-name");
    type_in(&mut mounted, &field, "virgen carmen");
    let comedor = format!("Virgen del Carmen, {}", text("organization-comedor"));
    let mercado = format!("Virgen del Carmen, {}", text("organization-mercado"));
    assert_eq!(offered(&mounted), [comedor, mercado.clone()]);
    type_in(&mut mounted, &field, "MERCADO virgen");
    assert_eq!(offered(&mounted), std::slice::from_ref(&mercado));
    mounted.press(&mercado);
    type_in(&mut mounted, &text("profile-unit"), "Puesto 4");
    assert_eq!(
        saved(&mut mounted).organization,
        Some(Organization {
            id: Some("carmen-2".to_owned()),
            kind: OrganizationKind::Mercado,
            name: "Virgen del Carmen".to_owned(),
            unit: Some("Puesto 4".to_owned()),
        })
    );
}

#[test]
fn names_with_quotes_emoji_marks_of_direction_and_five_hundred_letters_are_shown_and_kept() {
    let long = "ñ".repeat(TEXT_CHARS_MAX);
    let sectors = [ODD, long.as_str()];
    for (sought, name) in [("la nusta", ODD), ("nnnn", long.as_str())] {
        let mut mounted = opened(directory(&sectors, &groups()), Profile::default());
        type_in(&mut mounted, &text("profile-sector"), sought);
        mounted.press(&format!("{name}, El Porvenir"));
        let html = mounted.html();
        assert!(!html.contains("<b>"), "{html}");
        assert!(html.contains("<bdi"), "it disturbs nothing around it");
        assert_eq!(saved(&mut mounted).barrio.unwrap().sector.unwrap(), name);
    }
}

#[test]
fn groups_are_added_and_removed_each_with_its_own_unit() {
    let mut mounted = opened(directory(&[], &groups()), Profile::default());
    type_in(&mut mounted, &text("profile-organization-name"), "Uno");
    type_in(&mut mounted, &text("profile-unit"), "1");
    for n in 2..=OTHER_ORGANIZATIONS_MAX + 1 {
        mounted.press(&text("profile-organization-add"));
        type_in(
            &mut mounted,
            &named("profile-organization-name-n", n),
            &format!("Grupo {n}"),
        );
        type_in(&mut mounted, &named("profile-unit-n", n), &n.to_string());
    }
    let add = text("profile-organization-add");
    assert!(!mounted.html().contains(&add), "no more fit into a profile");
    let third = crate::texts::text_with(
        "profile-organization-remove-n",
        &crate::texts::Values::from([("n".into(), 3.into())]),
    );
    mounted.press(&third);
    assert!(mounted.html().contains(&add));
    let saved = saved(&mut mounted);
    assert_eq!(saved.organization.unwrap().unit.as_deref(), Some("1"));
    let others: Vec<(String, Option<String>)> = saved
        .other_organizations
        .into_iter()
        .map(|group| (group.name, group.unit))
        .collect();
    let expected = [2, 4, 5].map(|n| (format!("Grupo {n}"), Some(n.to_string())));
    assert_eq!(others, expected);
}

#[test]
fn what_these_fields_do_not_show_stays_as_it_was() {
    let stored = Profile {
        version: 3,
        contact: Some(Contact {
            name: Some("Julia".to_owned()),
            phone: None,
        }),
        medical: Some(Medical {
            blood: Some("O+".to_owned()),
            notes: None,
        }),
        ..Profile::default()
    };
    let mut mounted = opened(Directory::seed(), stored.clone());
    type_in(&mut mounted, &text("profile-sector"), "Río Seco");
    let saved = saved(&mut mounted);
    assert_eq!(
        (saved.contact, saved.medical),
        (stored.contact, stored.medical)
    );
}
