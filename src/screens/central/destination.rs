//! Where alerts go: what it is now, and another place in its stead, one decision at a time.

use auxilio_client::token::{Token, TokenChange};
use auxilio_client::view::{ElsewhereView, TokenView};
use auxilio_protocol::destination::PostUrl;
use auxilio_protocol::limits::{POST_URL_BYTES_MAX, TOKEN_BYTES_MAX};
use auxilio_protocol::{Destination, Endpoint, Form, OtherSystem};
use dioxus::prelude::*;

use crate::bridge::{Command, Core, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::field::{Asked, Problem, TextField};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::wording;

/// The decision that the person is at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Which kind of place.
    Kind,
    /// A central's address.
    Central,
    /// Another system's address and token; its address, if a link has named it.
    Other(Form, Option<PostUrl>),
    /// A link that names the place.
    Link,
    /// Whether the alerts that wait shall go there.
    Question(Destination, TokenChange),
}

/// Where alerts go now, and the way to change it.
#[component]
pub(super) fn DestinationNow(onchange: EventHandler<()>) -> Element {
    let core = use_core();
    let view = core.view.read();
    rsx! {
        h2 { {text!("destination-title")} }
        Notice {
            weight: Weight::Quiet,
            shape: Shape::Antenna,
            words: wording::destination(&view),
        }
        if let Some(elsewhere) = view.elsewhere.clone() {
            TokenNotice { elsewhere }
        }
        Action {
            name: text!("destination-change"),
            shape: Shape::Antenna,
            ontouch: move |()| onchange.call(()),
        }
    }
}

#[component]
fn TokenNotice(elsewhere: ElsewhereView) -> Element {
    let core = use_core();
    let ElsewhereView { system, token } = elsewhere;
    let (weight, shape) = match token {
        TokenView::None | TokenView::Kept => (Weight::Quiet, Shape::Key),
        TokenView::InMemory | TokenView::Refused => (Weight::Serious, Shape::Warning),
    };
    rsx! {
        if let Some(words) = wording::token(token) {
            Notice { weight, shape, words }
            Action {
                name: text!("token-remove"),
                shape: Shape::Undo,
                ontouch: move |()| core.ask(Command::SendTo(system.clone(), TokenChange::Remove)),
            }
        }
    }
}

/// The steps to another place. `onend` tells that the person is done, or went back.
#[component]
pub(super) fn DestinationSteps(onend: EventHandler<()>) -> Element {
    let core = use_core();
    let mut step = use_signal(|| Step::Kind);
    let mut choose = move |destination: Destination, token: TokenChange| {
        if asks_first(core, &destination) {
            step.set(Step::Question(destination, token));
        } else {
            send_to(core, destination, token);
            onend.call(());
        }
    };
    rsx! {
        match step() {
            Step::Kind => rsx! {
                Kinds { onchoose: move |chosen| step.set(chosen) }
            },
            Step::Central => rsx! {
                CentralForm {
                    onaddress: move |endpoint| {
                        choose(Destination::Central(endpoint), TokenChange::Keep);
                    },
                }
            },
            Step::Other(form, url) => rsx! {
                OtherForm {
                    form,
                    url,
                    onsystem: move |(system, token)| choose(Destination::Other(system), token),
                }
            },
            Step::Link => rsx! {
                LinkForm {
                    onlink: move |destination| match destination {
                        Destination::Other(OtherSystem { form, url }) => {
                            step.set(Step::Other(form, Some(url)));
                        }
                        central @ Destination::Central(_) => {
                            choose(central, TokenChange::Keep);
                        }
                    },
                }
            },
            Step::Question(destination, token) => rsx! {
                Question {
                    host: destination.host().to_owned(),
                    count: core.view.read().would_go_to(&destination),
                    onyes: move |()| {
                        send_to(core, destination.clone(), token.clone());
                        onend.call(());
                    },
                }
            },
        }
        Action {
            name: back(&step.read()),
            ontouch: move |()| {
                let is_first = matches!(*step.peek(), Step::Kind | Step::Question(..));
                if is_first {
                    onend.call(());
                } else {
                    step.set(Step::Kind);
                }
            },
        }
    }
}

fn back(step: &Step) -> String {
    match step {
        Step::Question(..) => text!("destination-question-no"),
        _ => text!("destination-back"),
    }
}

/// Alerts that wait go to the new place too: the person is told before, unless there was none yet.
fn asks_first(core: Core, destination: &Destination) -> bool {
    let view = core.view.peek();
    let before = view.destination();
    before.is_some_and(|before| before != *destination) && view.would_go_to(destination) > 0
}

fn send_to(core: Core, destination: Destination, token: TokenChange) {
    core.ask(match destination {
        Destination::Central(endpoint) => Command::SetEndpoint(endpoint),
        Destination::Other(system) => Command::SendTo(system, token),
    });
}

#[component]
fn Kinds(onchoose: EventHandler<Step>) -> Element {
    let mut choices = vec![(
        text!("destination-kind-central"),
        text!("destination-kind-central-why"),
        Shape::DoubleCheck,
        Step::Central,
    )];
    choices.extend(Form::ALL.map(|form| {
        let (name, why) = wording::form(form);
        (name, why, Shape::HandedOver, Step::Other(form, None))
    }));
    rsx! {
        h2 { {text!("destination-kind-title")} }
        for (name , why , shape , step) in choices {
            button {
                key: "{name}",
                class: "plain-button choice",
                r#type: "button",
                aria_label: name.clone(),
                "aria-description": why.clone(),
                onclick: move |_| onchoose.call(step.clone()),
                Icon { shape }
                span { class: "choice-words",
                    "{name}"
                    span { class: "small", aria_hidden: "true", "{why}" }
                }
            }
        }
        button {
            class: "plain-button choice",
            r#type: "button",
            aria_label: text!("destination-kind-link"),
            onclick: move |_| onchoose.call(Step::Link),
            Icon { shape: Shape::Key }
            span { class: "choice-words", {text!("destination-kind-link")} }
        }
    }
}

#[component]
fn CentralForm(onaddress: EventHandler<Endpoint>) -> Element {
    let core = use_core();
    let stored = core.view.peek().central.endpoint.clone();
    let stored = stored.map_or_else(String::new, |endpoint| endpoint.to_string());
    let mut address = use_signal(|| stored.clone());
    let mut problem = use_signal(|| None::<String>);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let parsed = address.peek().parse::<Endpoint>();
                problem.set(parsed.as_ref().err().map(wording::endpoint_error));
                if let Ok(endpoint) = parsed {
                    onaddress.call(endpoint);
                }
            },
            h2 { {text!("destination-kind-central")} }
            TextField {
                asked: asked("endpoint", text!("endpoint-label"), POST_URL_BYTES_MAX),
                kind: "url",
                initial: stored,
                oninput: move |text| address.set(text),
            }
            Problem { words: problem() }
            Submit { words: text!("endpoint-save") }
        }
    }
}

#[component]
fn OtherForm(
    form: Form,
    url: Option<PostUrl>,
    onsystem: EventHandler<(OtherSystem, TokenChange)>,
) -> Element {
    let core = use_core();
    let elsewhere = core.view.peek().elsewhere.clone();
    let current = elsewhere.filter(|elsewhere| elsewhere.system.form == form);
    let has_token = current
        .as_ref()
        .is_some_and(|current| matches!(current.token, TokenView::Kept | TokenView::InMemory));
    let url = url.or_else(|| current.map(|current| current.system.url));
    let initial = url.map_or_else(String::new, |url| url.to_string());
    let mut address = use_signal(|| initial.clone());
    let mut token = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    let (name, _) = wording::form(form);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                match read(form, &address.peek(), &token.peek()) {
                    Ok(read) => onsystem.call(read),
                    Err(words) => problem.set(Some(words)),
                }
            },
            h2 { "{name}" }
            p { class: "small", {text!("destination-unsigned")} }
            TextField {
                asked: asked("other-system", text!("destination-address"), POST_URL_BYTES_MAX),
                kind: "url",
                initial,
                oninput: move |text| address.set(text),
            }
            if form == Form::Webhook {
                // Begins empty whatever is kept: a token is never shown again.
                TextField {
                    asked: asked("token", text!("token-label"), TOKEN_BYTES_MAX),
                    kind: "password",
                    autocomplete: "new-password",
                    initial: "",
                    oninput: move |text| token.set(text),
                }
                p { class: "small",
                    if has_token {
                        {text!("token-keep")}
                    } else {
                        {text!("token-why")}
                    }
                }
            }
            Problem { words: problem() }
            Submit { words: text!("endpoint-save") }
        }
    }
}

/// What was typed, or what is wrong with it.
fn read(form: Form, address: &str, token: &str) -> Result<(OtherSystem, TokenChange), String> {
    let url = address
        .parse()
        .map_err(|error| wording::endpoint_error(&error))?;
    let change = if token.trim().is_empty() {
        TokenChange::Keep
    } else {
        let token = token.parse::<Token>().map_err(wording::token_error)?;
        TokenChange::Set(token)
    };
    Ok((OtherSystem { form, url }, change))
}

#[component]
fn LinkForm(onlink: EventHandler<Destination>) -> Element {
    let mut link = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let parsed = link.peek().parse::<Destination>();
                problem.set(parsed.as_ref().err().map(wording::destination_error));
                if let Ok(destination) = parsed {
                    onlink.call(destination);
                }
            },
            h2 { {text!("destination-kind-link")} }
            TextField {
                asked: asked("destination-link", text!("destination-link"), POST_URL_BYTES_MAX),
                initial: "",
                oninput: move |text| link.set(text),
            }
            Problem { words: problem() }
            Submit { words: text!("destination-link-open") }
        }
    }
}

#[component]
fn Question(host: String, count: usize, onyes: EventHandler<()>) -> Element {
    let words = text!("destination-question-waiting", count = count, host = host);
    rsx! {
        h2 { {text!("destination-question")} }
        Notice { weight: Weight::Quiet, shape: Shape::Hourglass, words }
        Action {
            name: text!("destination-question-yes"),
            shape: Shape::Check,
            weight: ActionWeight::Strong,
            ontouch: move |()| onyes.call(()),
        }
    }
}

#[component]
fn Submit(words: String) -> Element {
    rsx! {
        button { class: "plain-button strong", r#type: "submit",
            Icon { shape: Shape::Antenna }
            "{words}"
        }
    }
}

fn asked(id: &'static str, label: String, chars_max: usize) -> Asked {
    Asked {
        id,
        label,
        chars_max,
    }
}
