//! What can be done to an incident now. Plain forms: they work without the page's script too.

use maud::{Markup, html};

use super::card::is_covert;
use super::words::{close_code, say};
use crate::console::board::{ETA_MINUTES_MAX, UNIT_CHARS_MAX};
use crate::incident::{Action, CloseCode, allows};
use crate::store::{IncidentId, IncidentView};

/// Longest message that is offered to be typed: what a phone shows at a glance.
const MESSAGE_CHARS_MAX: usize = 160;

pub(super) fn actions(incident: &IncidentView) -> Markup {
    let Offered {
        acknowledge,
        dispatch,
        on_scene,
        message,
        close,
    } = Offered::to(incident);
    let id = incident.id;
    html! {
        section.actions aria-label=(say("console-actions")) {
            @if acknowledge {
                (form(id, "visto", &html! {
                    button.primary type="submit" data-action="acknowledge" { (say("console-do-acknowledge")) }
                }))
            }
            @if dispatch { (form(id, "unidad", &unit_fields(id))) }
            @if on_scene {
                (form(id, "lugar", &html! {
                    button type="submit" data-action="on_scene" { (say("console-do-on-scene")) }
                }))
            }
            @if message { (form(id, "mensaje", &message_fields(id))) }
            @if close { (form(id, "cerrar", &close_fields(incident))) }
        }
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each button, named after it"
)]
struct Offered {
    acknowledge: bool,
    dispatch: bool,
    on_scene: bool,
    message: bool,
    close: bool,
}

impl Offered {
    fn to(incident: &IncidentView) -> Self {
        let may = |action: &Action| allows(incident.phase, action);
        Self {
            acknowledge: may(&Action::Acknowledge),
            dispatch: may(&Action::Dispatch {
                unit: String::new(),
                eta_s: None,
            }),
            on_scene: may(&Action::OnScene),
            message: may(&Action::Message {
                text: String::new(),
            }) && !is_covert(incident),
            close: may(&Action::Close {
                code: CloseCode::Attended,
            }),
        }
    }
}

/// A form that the script sends alone, and whose answer replaces the card around it. Its id, and
/// those of its fields, keep what is being typed when the card changes under it.
fn form(id: IncidentId, action: &str, fields: &Markup) -> Markup {
    let address = format!("/consola/incidentes/{}/{action}", id.0);
    html! {
        form id=(format!("{action}-{}", id.0)) method="post" action=(address) hx-post=(address)
            hx-target=(format!("#incidente-{}", id.0)) hx-swap="outerMorph" hx-disable="find button" {
            (fields)
        }
    }
}

fn unit_fields(id: IncidentId) -> Markup {
    let (unit, minutes) = (
        format!("unidad-de-{}", id.0),
        format!("minutos-de-{}", id.0),
    );
    html! {
        div.field.grow {
            label for=(unit) { (say("console-unit")) }
            input id=(unit) name="unidad" required maxlength=(UNIT_CHARS_MAX) autocomplete="off"
                data-field="unit";
        }
        div.field {
            label for=(minutes) { (say("console-minutes")) }
            input.short id=(minutes) name="minutos" type="number" inputmode="numeric" min="0"
                max=(ETA_MINUTES_MAX) data-field="minutes";
        }
        button.primary type="submit" data-action="dispatch" { (say("console-do-dispatch")) }
    }
}

fn message_fields(id: IncidentId) -> Markup {
    let field = format!("texto-de-{}", id.0);
    html! {
        div.field.grow {
            label for=(field) { (say("console-message")) }
            input id=(field) name="texto" required maxlength=(MESSAGE_CHARS_MAX) autocomplete="off"
                data-field="message";
        }
        button type="submit" data-action="message" { (say("console-do-message")) }
    }
}

fn close_fields(incident: &IncidentView) -> Markup {
    let field = format!("motivo-de-{}", incident.id.0);
    html! {
        div.field.grow {
            label for=(field) { (say("console-close")) }
            select id=(field) name="motivo" required data-field="close-code" {
                option value="" { (say("console-close-choose")) }
                @for code in CloseCode::ALL {
                    option value=(code.as_str()) { (close_code(code)) }
                }
            }
        }
        button type="submit" data-action="close" { (say("console-do-close")) }
    }
}
