//! One's own account.

use maud::{Markup, html};
use zeroize::Zeroizing;

use super::login::CODE_CHARS_MAX;
use super::page::page;
use super::words::{foreign, say};
use crate::console::login::first_page;
use crate::operators::{PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, Role};
use crate::second_factor::{Policy, SecondFactor};

/// Whose page it is.
#[derive(Debug)]
pub(in crate::console) struct Account<'a> {
    pub(in crate::console) name: &'a str,
    pub(in crate::console) role: &'a Role,
    pub(in crate::console) second_factor: SecondFactor,
    pub(in crate::console) policy: Policy,
}

/// A secret that is shown once.
pub(in crate::console) struct Offer {
    /// The QR code; none if it is too long for one.
    pub(in crate::console) picture: Option<Markup>,
    /// As people type it.
    pub(in crate::console) typed: Zeroizing<String>,
}

/// What the page says of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum Notice {
    None,
    PasswordChanged,
    PasswordShort,
    PasswordDiffers,
    PasswordWrong,
    CodeSet,
    CodeRemoved,
    CodeWrong,
    Refused,
    TooMany,
}

impl Notice {
    /// The name of its words, and whether what was asked was done.
    fn told(self) -> Option<(&'static str, bool)> {
        Some(match self {
            Self::None => return None,
            Self::PasswordChanged => ("account-password-changed", true),
            Self::PasswordShort => ("account-password-short", false),
            Self::PasswordDiffers => ("account-password-differs", false),
            Self::PasswordWrong => ("account-password-wrong", false),
            Self::CodeSet => ("account-code-set", true),
            Self::CodeRemoved => ("account-code-removed", true),
            Self::CodeWrong => ("account-code-wrong", false),
            Self::Refused => ("account-refused", false),
            Self::TooMany => ("account-too-many", false),
        })
    }
}

pub(in crate::console) fn account_page(
    account: &Account<'_>,
    notice: Notice,
    offer: Option<&Offer>,
) -> Markup {
    let lacks_code =
        account.policy == Policy::Required && account.second_factor == SecondFactor::Absent;
    page(
        &say("account-title"),
        &[],
        &html! {
            body.account {
                header.top {
                    h1 { (say("account-title")) " " small { (foreign(account.name)) " · " (say(role(account.role))) } }
                    @if !lacks_code { a.button href=(first_page(account.role)) { (say("account-back")) } }
                    form method="post" action="/consola/salir" {
                        button type="submit" { (say("console-leave")) }
                    }
                }
                main {
                    @if let Some((words, done)) = notice.told() {
                        @if done { p.mark.plain role="status" data-notice=(words) { (say(words)) } }
                        @else { p.mark.danger role="alert" data-notice=(words) { (say(words)) } }
                    }
                    @if lacks_code { p.mark.doubt data-notice="account-code-required" { (say("account-code-required")) } }
                    (code(account, offer))
                    @if !lacks_code && offer.is_none() { (password()) }
                    p.minor { (say("account-sessions")) }
                }
            }
        },
    )
}

fn role(role: &Role) -> &'static str {
    match role {
        Role::Operator => "account-role-operator",
        Role::Supervisor => "account-role-supervisor",
        Role::Coordinator { .. } => "account-role-coordinator",
    }
}

fn code(account: &Account<'_>, offer: Option<&Offer>) -> Markup {
    let is_present = account.second_factor == SecondFactor::Present;
    html! {
        section.card aria-labelledby="titulo-codigo" data-second-factor=(if is_present { "present" } else { "absent" }) {
            h2 #titulo-codigo { (say("account-code")) }
            @match offer {
                Some(offer) => (offered(offer)),
                None => {
                    @if is_present {
                        p { (say("account-code-present")) }
                        details {
                            summary { (say("account-code-replace")) }
                            (proof("/consola/cuenta/codigo", "otro", true, "account-code-offer"))
                        }
                        @if account.policy == Policy::Optional {
                            details {
                                summary { (say("account-code-remove")) }
                                p { (say("account-code-remove-warning")) }
                                (proof("/consola/cuenta/codigo/quitar", "quitar", true, "account-code-remove-do"))
                            }
                        }
                    } @else {
                        p { (say("account-code-absent")) }
                        (proof("/consola/cuenta/codigo", "poner", false, "account-code-offer"))
                    }
                }
            }
        }
    }
}

fn offered(offer: &Offer) -> Markup {
    html! {
        p { (say("account-code-scan")) }
        @if let Some(picture) = &offer.picture { (picture) }
        p { (say("account-code-secret")) " " code.secret data-field="secret" { (*offer.typed) } }
        form method="post" action="/consola/cuenta/codigo/confirmar" {
            label for="codigo" { (say("account-code-typed")) }
            (code_input("codigo"))
            button.primary type="submit" { (say("account-code-confirm")) }
        }
    }
}

/// A form that asks once more who it is. `of` parts its fields' ids from those of another.
fn proof(action: &str, of: &str, with_code: bool, does: &str) -> Markup {
    let (password, code) = (format!("clave-{of}"), format!("codigo-{of}"));
    html! {
        form method="post" action=(action) {
            label for=(password) { (say("account-password-current")) }
            input id=(password) name="clave" type="password" required
                maxlength=(PASSWORD_BYTES_MAX) autocomplete="current-password";
            @if with_code {
                label for=(code) { (say("account-code-typed")) }
                (code_input(&code))
            }
            button type="submit" { (say(does)) }
        }
    }
}

fn code_input(id: &str) -> Markup {
    html! {
        input id=(id) name="codigo" required inputmode="numeric" maxlength=(CODE_CHARS_MAX)
            autocomplete="one-time-code";
    }
}

fn password() -> Markup {
    html! {
        section.card aria-labelledby="titulo-clave" {
            h2 #titulo-clave { (say("account-password")) }
            form method="post" action="/consola/cuenta/clave" {
                label for="clave" { (say("account-password-current")) }
                input id="clave" name="clave" type="password" required
                    maxlength=(PASSWORD_BYTES_MAX) autocomplete="current-password";
                label for="nueva" { (say("account-password-new")) }
                input id="nueva" name="nueva" type="password" required
                    minlength=(PASSWORD_CHARS_MIN) maxlength=(PASSWORD_BYTES_MAX) autocomplete="new-password";
                label for="repetida" { (say("account-password-repeat")) }
                input id="repetida" name="repetida" type="password" required
                    minlength=(PASSWORD_CHARS_MIN) maxlength=(PASSWORD_BYTES_MAX) autocomplete="new-password";
                button type="submit" { (say("account-password-do")) }
            }
        }
    }
}
