//! The login page.

use maud::{Markup, html};

use super::page::{page, system_name};
use super::words::say;
use crate::operators::{NAME_CHARS_MAX, PASSWORD_BYTES_MAX};

/// Longest code that a form takes, in characters: six digits, and room for how people part them.
pub(super) const CODE_CHARS_MAX: usize = 10;

/// What the page says of the last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum Notice {
    None,
    Wrong,
    TooMany,
}

pub(in crate::console) fn login_page(notice: Notice) -> Markup {
    let told = match notice {
        Notice::None => None,
        Notice::Wrong => Some(say("console-login-wrong")),
        Notice::TooMany => Some(say("console-login-too-many")),
    };
    page(
        &system_name(),
        &[],
        &html! {
            body.login {
                main {
                    h1 { (system_name()) }
                    p { (say("console-login-silent")) }
                    @if let Some(told) = told { p.mark.danger role="alert" { (told) } }
                    form method="post" action="/consola/entrar" {
                        label for="usuario" { (say("console-login-name")) }
                        input id="usuario" name="usuario" required maxlength=(NAME_CHARS_MAX)
                            autocomplete="username" autocapitalize="none" autofocus;
                        label for="clave" { (say("console-login-password")) }
                        input id="clave" name="clave" type="password" required
                            maxlength=(PASSWORD_BYTES_MAX) autocomplete="current-password";
                        label for="codigo" { (say("console-login-code")) }
                        input id="codigo" name="codigo" inputmode="numeric"
                            maxlength=(CODE_CHARS_MAX) autocomplete="one-time-code";
                        button.primary type="submit" { (say("console-login-do")) }
                    }
                }
            }
        },
    )
}
