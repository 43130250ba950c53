//! What a person told besides who and where they are: what a rescuer should know, whom to tell.

use auxilio_protocol::Profile;
use auxilio_protocol::profile::{Contact, Medical};
use maud::{Markup, html};

use super::card::{Phone, phone};
use super::words::{foreign, say};

/// Blood group and notes first: they are for the way there. The contact is whom to tell after it.
pub(super) fn extras(profile: &Profile, calls: Phone) -> Markup {
    html! {
        @for organization in &profile.other_organizations {
            p data-field="other-organization" {
                (foreign(&organization.name))
                @if let Some(unit) = &organization.unit { " · " strong { (foreign(unit)) } }
            }
        }
        @if let Some(medical) = &profile.medical { (rescuer(medical)) }
        @if let Some(contact) = &profile.contact { (trusted(contact, calls)) }
    }
}

fn rescuer(medical: &Medical) -> Markup {
    html! {
        @if let Some(blood) = &medical.blood {
            p data-field="blood" { (say("console-blood")) ": " strong { (foreign(blood)) } }
        }
        @if let Some(notes) = &medical.notes {
            p data-field="medical-notes" { (say("console-medical-notes")) ": " strong { (foreign(notes)) } }
        }
    }
}

fn trusted(contact: &Contact, calls: Phone) -> Markup {
    html! {
        p data-field="contact" {
            (say("console-contact")) ": "
            @if let Some(name) = &contact.name { (foreign(name)) " " }
            @if let Some(number) = &contact.phone { (phone(number, calls)) }
        }
    }
}
