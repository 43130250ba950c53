//! Who invites, what will be shared with whom and when, and the question whether the person agrees.

use auxilio_client::view::{EnrolmentView, InvitationView, NotSaved, Storage, Told};
use auxilio_protocol::invitation::InvitationInfo;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::screens::enrol::flow::{Step, use_flow};
use crate::screens::enrol::{Back, Title};
use crate::wording;

/// What stands in the way of an answer, or the answer.
#[component]
pub(super) fn Who() -> Element {
    let core = use_core();
    let view = core.view.read();
    let Some(opened) = view.invitation.clone() else {
        return rsx! {};
    };
    match (&opened.told, view.storage) {
        (_, Storage::MemoryOnly(why)) => rsx! {
            NotHere { why, link: opened.link.to_string() }
        },
        (Told::Refused(kind), _) => rsx! {
            Title { words: text!("who-refused") }
            Notice {
                weight: Weight::Serious,
                shape: Shape::Warning,
                words: wording::enrolment(&EnrolmentView::Refused(*kind)),
            }
            Another {}
        },
        _ => rsx! {
            Consent { opened: opened.clone() }
        },
    }
}

/// What cannot be kept is not agreed to: the key would be gone with the app, and the invitation
/// used up.
#[component]
fn NotHere(why: NotSaved, link: String) -> Element {
    rsx! {
        Title { words: text!("who-not-here") }
        Notice { weight: Weight::Serious, shape: Shape::Warning, words: wording::not_saved(why) }
        if why == NotSaved::InUse {
            p { {text!("who-in-use")} }
            p { class: "receipt", "{link}" }
        } else {
            p { {text!("who-cannot-keep")} }
        }
        Another {}
    }
}

/// Back to the beginning, with what was typed.
#[component]
fn Another() -> Element {
    let core = use_core();
    let flow = use_flow();
    rsx! {
        div { class: "enrol-choice",
            Back {
                onback: move |()| {
                    core.ask(Command::LeaveInvitation);
                    flow.go(Step::How);
                },
            }
        }
    }
}

#[component]
fn Consent(opened: InvitationView) -> Element {
    let core = use_core();
    let flow = use_flow();
    let host = opened.link.endpoint.host().to_owned();
    rsx! {
        Inviter { told: opened.told.clone() }
        p { class: "fact",
            Icon { shape: Shape::Antenna }
            span { {text!("who-host", host = host)} }
        }
        h2 { {text!("consent-title")} }
        ul { class: "consent",
            for (shape , words) in consent() {
                li { key: "{words}",
                    Icon { shape }
                    p { "{words}" }
                }
            }
        }
        div { class: "enrol-choice",
            if opened.agreed {
                Action {
                    name: text!("enrol-next"),
                    weight: ActionWeight::Strong,
                    ontouch: move |()| flow.go(Step::Person),
                }
            } else {
                Action {
                    name: text!("who-decline-name"),
                    says: text!("who-decline"),
                    ontouch: move |()| {
                        core.ask(Command::LeaveInvitation);
                        flow.go(Step::How);
                    },
                }
                Action {
                    name: text!("who-accept"),
                    shape: Shape::Check,
                    weight: ActionWeight::Strong,
                    ontouch: move |()| {
                        core.ask(Command::Agree(opened.link.clone()));
                        flow.begin_answers(core, &opened.told);
                        flow.go(Step::Person);
                    },
                }
            }
        }
    }
}

/// The municipality and the organization, as far as it is known.
#[component]
fn Inviter(told: Told) -> Element {
    match told {
        Told::Holds(InvitationInfo {
            municipality,
            organization,
            needs_approval,
            ..
        }) => rsx! {
            Title { words: text!("who-invites", organization = organization) }
            p { class: "who-municipality", {text!("who-municipality", municipality = municipality)} }
            if needs_approval {
                p { class: "small", {text!("who-approval")} }
            }
        },
        Told::Asking => rsx! {
            Title { words: text!("who-invites-you") }
            p { role: "status", {text!("who-asking")} }
        },
        Told::NotYet | Told::Refused(_) => rsx! {
            Title { words: text!("who-invites-you") }
            Notice { weight: Weight::Quiet, shape: Shape::Antenna, words: text!("who-not-yet") }
        },
    }
}

/// The words that are agreed to. Whoever changes one of them gives them another version
/// ([`auxilio_protocol::invitation::CONSENT_TEXT`]).
fn consent() -> [(Shape, String); 8] {
    [
        (Shape::Person, text!("consent-data")),
        (Shape::Pin, text!("consent-place")),
        (Shape::Route, text!("consent-journey")),
        (Shape::Eye, text!("consent-coordinator")),
        (Shape::Cross, text!("consent-health")),
        (Shape::Antenna, text!("consent-central")),
        (Shape::Key, text!("consent-keeper")),
        (Shape::Undo, text!("consent-leave")),
    ]
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::invitation::CONSENT_TEXT;

    use super::*;
    use crate::texts::{Language, text_in};

    /// The snapshot is named for the version: other words under the same version differ from it,
    /// and only another version begins another one.
    #[test]
    fn the_words_of_consent_change_only_with_their_version() {
        let names = [
            "consent-title",
            "consent-data",
            "consent-place",
            "consent-journey",
            "consent-coordinator",
            "consent-health",
            "consent-central",
            "consent-keeper",
            "consent-leave",
        ];
        assert_eq!(names.len(), consent().len() + 1);
        let words = names.map(|name| text_in(Language::Spanish, name));
        insta::assert_snapshot!(format!("consent_{CONSENT_TEXT}"), words.join("\n"));
    }
}
