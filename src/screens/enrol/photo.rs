//! A QR by photo: the camera's own app on a phone, a file on a desktop. The photo is read on this
//! device and goes nowhere.

use auxilio_protocol::enrolment::InvitationLink;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dioxus::document;
use dioxus::prelude::*;
use tokio::task::spawn_blocking;

use crate::bridge::{Command, Core, use_core};
use crate::components::field::Problem;
use crate::components::icon::{Icon, Shape};
use crate::qr::{self, PICTURE_BYTES_MAX, QrError};
use crate::screens::enrol::flow::{Flow, Step, use_flow};
use crate::screens::enrol::{Back, Title};

/// The field's id.
const FIELD: &str = "enrol-photo";

/// The next picture that the person chooses, as base64; `null` for one that is too large.
///
/// Dioxus' own handling of file fields opens a dialog of the desktop's and knows none on phones.
/// Kept from it, the field does what the system's web view does: on Android and iOS it opens the
/// camera.
const NEXT_PICTURE: &str = "
    const field = document.getElementById(FIELD);
    field.onclick = event => event.stopPropagation();
    return await new Promise(chosen => {
        field.onchange = event => {
            event.stopPropagation();
            const file = field.files[0];
            if (!file) return;
            if (file.size > BYTES_MAX) { field.value = ''; return chosen(null); }
            const reader = new FileReader();
            reader.onload = () => { field.value = ''; chosen(reader.result.split(',')[1] ?? ''); };
            reader.onerror = () => { field.value = ''; chosen(''); };
            reader.readAsDataURL(file);
        };
    });
";

/// A large button that takes the photo.
#[component]
pub(super) fn Photo() -> Element {
    let core = use_core();
    let flow = use_flow();
    let reading = use_signal(|| false);
    rsx! {
        Title { words: text!("photo-title") }
        p { {text!("photo-how")} }
        label { class: "plain-button strong enrol-way photo-field", r#for: FIELD,
            Icon { shape: Shape::Qr }
            {text!("photo-take")}
            input {
                id: FIELD,
                aria_label: text!("photo-take"),
                // Without one of ours the web view shows its own, in its own language.
                title: text!("photo-take"),
                r#type: "file",
                accept: "image/*",
                capture: "environment",
                onmounted: move |_| follow(core, flow, reading),
            }
        }
        if reading() {
            p { role: "status", {text!("photo-reading")} }
        }
        Problem { words: flow.problem.read().clone() }
        div { class: "enrol-choice",
            Back { onback: move |()| flow.go(Step::How) }
        }
    }
}

/// Reads every picture that is chosen, until one is an invitation or the field is gone.
async fn follow(core: Core, mut flow: Flow, mut reading: Signal<bool>) {
    let script = NEXT_PICTURE
        .replace("FIELD", &format!("'{FIELD}'"))
        .replace("BYTES_MAX", &PICTURE_BYTES_MAX.to_string());
    // Without an answer the web view has no such field any more.
    while let Ok(chosen) = document::eval(&script).await {
        flow.problem.set(None);
        reading.set(true);
        let read = match chosen.as_str() {
            Some(picture) => invitation_in(picture.to_owned()).await,
            None => Err(Unread::Photo(QrError::TooLarge)),
        };
        reading.set(false);
        match read {
            Ok(link) => {
                core.ask(Command::OpenInvitation(link));
                return flow.go(Step::Who);
            }
            Err(why) => flow.problem.set(Some(words(why))),
        }
    }
}

/// Why no invitation was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    Photo(QrError),
    /// Its codes hold something else.
    NotAnInvitation,
}

/// Off the thread that paints. A picture that breaks the reader is one that cannot be read.
async fn invitation_in(picture: String) -> Result<InvitationLink, Unread> {
    let read = spawn_blocking(move || {
        let picture = STANDARD.decode(picture);
        qr::texts(&picture.map_err(|_| QrError::NotAPicture)?)
    });
    let texts = read.await.unwrap_or(Err(QrError::NotAPicture));
    let texts = texts.map_err(Unread::Photo)?;
    let mut links = texts.iter().filter_map(|text| text.parse().ok());
    links.next().ok_or(Unread::NotAnInvitation)
}

fn words(why: Unread) -> String {
    match why {
        Unread::Photo(QrError::TooLarge) => text!("photo-too-large"),
        Unread::Photo(QrError::NotAPicture) => text!("photo-not-a-picture"),
        Unread::Photo(QrError::NoCode) => text!("photo-no-code"),
        Unread::NotAnInvitation => text!("photo-not-an-invitation"),
    }
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;

    use super::*;
    use crate::qr::tests::{LINK, drawn, packed};

    async fn read(text: &str) -> Result<InvitationLink, Unread> {
        let photo = packed(&drawn(text, 6), ImageFormat::Jpeg);
        invitation_in(STANDARD.encode(photo)).await
    }

    #[tokio::test]
    async fn a_photo_of_an_invitation_is_one_and_any_other_code_is_told_apart() {
        assert_eq!(read(LINK).await.ok(), LINK.parse().ok());
        for other in ["https://carta.example/", "WIFI:S:casa;;", "abcd-efgh"] {
            let told = read(other).await;
            assert_eq!(told.err(), Some(Unread::NotAnInvitation), "{other}");
        }
    }

    #[tokio::test]
    async fn what_is_no_picture_at_all_ends_in_words() {
        for picture in ["", "¿?", "aG9sYQ=="] {
            let read = invitation_in(picture.to_owned()).await;
            assert_eq!(read.err(), Some(Unread::Photo(QrError::NotAPicture)));
        }
    }
}
