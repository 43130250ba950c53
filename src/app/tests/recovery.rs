//! Words on paper for when the phone is taken.

use auxilio_client::View;
use auxilio_client::view::{DeletionView, ProfileSync, RecoveryView};
use auxilio_protocol::recovery::PhraseHash;

use super::{Mounted, now, own_data};
use crate::bridge::Command;
use crate::export::Writing;
use crate::texts::text;

pub(super) fn screen(recovery: RecoveryView) -> Mounted {
    let mut view: View = own_data::with(ProfileSync::Known, DeletionView::None);
    view.own_data.recovery = recovery;
    let mut mounted = own_data::data_screen(view, Writing::Nothing);
    mounted.press(&text("recovery-open"));
    mounted
}

/// The words that stand there.
fn words(html: &str) -> Vec<String> {
    let list = html.split("recovery-words").nth(1).unwrap_or_default();
    let list = list.split("</ol>").next().unwrap_or_default();
    let items = list.split("<li").skip(1);
    items
        .map(|item| item.split(['>', '<']).nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn the_words_are_shown_once_and_only_their_hash_leaves_the_screen() {
    let mut mounted = screen(RecoveryView::None);
    assert!(words(&mounted.html()).is_empty());
    mounted.press(&text("recovery-make"));
    let shown = words(&mounted.html());
    assert_eq!(shown.len(), 6, "{}", mounted.html());
    assert!(
        mounted.asked().is_empty(),
        "nothing before they are on paper"
    );
    mounted.press(&text("recovery-written"));
    let hash = PhraseHash::of(&shown.join(" ")).unwrap();
    assert_eq!(mounted.asked(), [Command::TakePhrase(hash)]);
    let after = mounted.html();
    assert!(
        shown
            .iter()
            .all(|word| !after.contains(&format!(">{word}<"))),
        "{after}"
    );
}

#[test]
fn whoever_leaves_the_words_has_none_and_gets_others_the_next_time() {
    let mut mounted = screen(RecoveryView::None);
    mounted.press(&text("recovery-make"));
    let first = words(&mounted.html());
    mounted.press(&text("recovery-leave"));
    assert!(mounted.asked().is_empty());
    assert!(words(&mounted.html()).is_empty());
    mounted.press(&text("recovery-make"));
    assert_ne!(words(&mounted.html()), first);
}

#[test]
fn it_is_said_whether_the_words_serve_already() {
    let texts = ["recovery-no-member", "recovery-waiting"];
    for (recovery, said) in [
        (RecoveryView::NoMember, Some(texts[0])),
        (RecoveryView::None, None),
        (RecoveryView::Waiting, Some(texts[1])),
    ] {
        let html = screen(recovery).html();
        for name in texts {
            assert_eq!(
                html.contains(&text(name)),
                said == Some(name),
                "{recovery:?}"
            );
        }
        let can_make = recovery != RecoveryView::NoMember;
        let offers = ["recovery-make", "recovery-make-others"];
        let offered = offers.iter().any(|name| html.contains(&text(name)));
        assert_eq!(offered, can_make, "{recovery:?}");
    }
    let html = screen(RecoveryView::Registered { at: now() }).html();
    assert!(html.contains("Sus palabras sirven desde"), "{html}");
    assert!(html.contains("perdi-mi-telefono"));
}
