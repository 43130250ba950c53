//! What can be done to an incident now. Plain forms: they work without the page's script too.

use maud::{Markup, html};

use super::words::{close_code, say};
use crate::console::board::{ETA_MINUTES_MAX, REASON_CHARS_MAX, REASON_CHARS_MIN, UNIT_CHARS_MAX};
use crate::incident::{Action, CloseCode, allows};
use crate::store::{IncidentId, IncidentView};

/// Longest message that is offered to be typed: what a phone shows at a glance.
const MESSAGE_CHARS_MAX: usize = 160;

pub(super) fn actions(incident: &IncidentView) -> Markup {
    let Offered {
        acknowledge,
        take_forced,
        dispatch,
        on_scene,
        message,
        close,
    } = Offered::to(incident);
    let id = incident.id;
    html! {
        section.actions aria-label=(say("console-actions")) {
            @if take_forced {
                (form(id, "visto", &html! {
                    input type="hidden" name="amenaza" value="si";
                    button.primary.danger type="submit" data-action="take-forced" {
                        (say("reserved-take-forced"))
                    }
                }))
            } @else if acknowledge {
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
            @match close {
                Ending::No => {}
                Ending::Once => (form(id, "cerrar", &html! {
                    (close_fields(incident))
                    button type="submit" data-action="close" { (say("console-do-close")) }
                })),
                Ending::AskedTwice => (close_forced(incident)),
            }
        }
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each button, named after it"
)]
struct Offered {
    acknowledge: bool,
    take_forced: bool,
    dispatch: bool,
    on_scene: bool,
    message: bool,
    close: Ending,
}

/// How an incident may be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    No,
    Once,
    /// Whoever was forced to cancel is not given up by one touch.
    AskedTwice,
}

impl Offered {
    fn to(incident: &IncidentView) -> Self {
        let situation = incident.situation();
        let may = |action: &Action| allows(situation, action);
        let end = |reason: Option<String>| Action::Close {
            code: CloseCode::Attended,
            reason,
        };
        Self {
            acknowledge: may(&Action::Acknowledge),
            take_forced: may(&Action::TakeForced),
            dispatch: may(&Action::Dispatch {
                unit: String::new(),
                eta_s: None,
            }),
            on_scene: may(&Action::OnScene),
            message: may(&Action::Message {
                text: String::new(),
            }),
            close: if may(&end(None)) {
                Ending::Once
            } else if may(&end(Some(String::new()))) {
                Ending::AskedTwice
            } else {
                Ending::No
            },
        }
    }
}

/// A form that the script sends alone, and whose answer replaces the card around it. Its id, and
/// those of its fields, keep what is being typed when the card changes under it.
pub(super) fn form(id: IncidentId, action: &str, fields: &Markup) -> Markup {
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
    }
}

/// The end of an incident whose person was forced: the button shows only after a touch on what is
/// over it, and asks how the person is known to be safe.
fn close_forced(incident: &IncidentView) -> Markup {
    let id = incident.id;
    let field = format!("razon-de-{}", id.0);
    html! {
        details.ending id=(format!("cierre-{}", id.0)) {
            summary { (say("reserved-close")) }
            p { strong { (say("reserved-close-warning")) } }
            (form(id, "cerrar", &html! {
                (close_fields(incident))
                div.field.grow {
                    label for=(field) { (say("reserved-close-reason")) }
                    input id=(field) name="razon" required minlength=(REASON_CHARS_MIN)
                        maxlength=(REASON_CHARS_MAX) autocomplete="off" data-field="close-reason";
                }
                button.danger type="submit" data-action="close" { (say("reserved-close-do")) }
            }))
        }
    }
}
