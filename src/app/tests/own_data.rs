//! The person's own data: what is asked, what the municipality has, a copy, and deletion.

use std::path::PathBuf;

use auxilio_client::View;
use auxilio_client::copy::CentralPart;
use auxilio_client::own_data::History;
use auxilio_client::view::{
    DeletionView, EnrolmentView, Hindrance, NotSaved, OwnDataView, ProfileSync, RecoveryView,
    Stage, Storage,
};
use auxilio_protocol::Profile;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Contact, Medical, Organization, OrganizationKind};
use dioxus::prelude::*;

use super::{Mounted, Screens, alert, now, view};
use crate::bridge::Command;
use crate::export::Writing;
use crate::route::Route;
use crate::texts::text;
use crate::wording;

pub(super) fn with(profile: ProfileSync, deletion: DeletionView) -> View {
    View {
        own_data: OwnDataView {
            profile,
            deletion,
            recovery: RecoveryView::None,
        },
        ..view()
    }
}

pub(super) fn opened(view: View) -> Mounted {
    let mut mounted = Mounted::with(view);
    mounted.press(&text("route-profile"));
    mounted
}

/// The screen for copy and deletion, after a file was written.
pub(super) fn data_screen(view: View, writing: Writing) -> Mounted {
    Mounted::of_written(view, writing, || {
        let route = use_signal(|| Route::Data);
        rsx! { Screens { route } }
    })
}

#[test]
fn it_is_said_whether_the_municipality_has_the_profile() {
    for (sync, words) in [
        (ProfileSync::OnPhone, "sync-on-phone"),
        (ProfileSync::Waiting, "sync-waiting"),
        (ProfileSync::Known, "sync-known"),
    ] {
        let html = opened(with(sync, DeletionView::None)).html();
        assert!(html.contains(&text(words)), "{sync:?}: {html}");
        let is_known = sync == ProfileSync::Known;
        assert_eq!(html.contains(&text("sync-known")), is_known);
    }
    let empty = opened(with(ProfileSync::Empty, DeletionView::None)).html();
    assert!(!empty.contains(&text("sync-known")));
    // Nothing is called saved that is not.
    let in_memory = View {
        storage: Storage::MemoryOnly(NotSaved::Disk),
        ..with(ProfileSync::Waiting, DeletionView::None)
    };
    let html = opened(in_memory).html();
    assert!(
        html.contains(&text("sync-waiting-in-memory")) && !html.contains(&text("sync-waiting"))
    );
}

#[test]
fn contact_and_health_are_folded_away_until_something_stands_there() {
    let html = opened(view()).html();
    assert!(html.contains(&text("contact-why")) && html.contains(&text("medical-why")));
    assert!(!html.contains("<details class=\"optional\" open"), "{html}");
    let told = View {
        profile: Profile {
            contact: Some(Contact {
                name: Some("Ana «la China»".to_owned()),
                phone: None,
            }),
            medical: Some(Medical {
                blood: Some("Rh nulo".to_owned()),
                notes: None,
            }),
            ..Profile::default()
        },
        ..view()
    };
    let html = opened(told).html();
    assert_eq!(
        html.matches("<details class=\"optional\" open").count(),
        2,
        "{html}"
    );
    assert!(html.contains("Ana «la China»"));
    // A word that is no blood group is a choice of its own.
    assert!(html.contains("Rh nulo"));
}

#[test]
fn a_copy_is_one_touch_and_says_where_it_lies_and_what_is_in_it() {
    let mut mounted = data_screen(view(), Writing::Nothing);
    mounted.press(&text("data-copy"));
    assert_eq!(mounted.asked(), [Command::SaveCopy]);
    for (central, words) in [
        (CentralPart::Included, "copy-central-included"),
        (CentralPart::NotAMember, "copy-central-not-a-member"),
        (CentralPart::NoAnswer, "copy-central-no-answer"),
        (CentralPart::Refused, "copy-central-refused"),
    ] {
        let done = Writing::Done {
            path: PathBuf::from("/home/rosa/datos.json"),
            central: Some(central),
        };
        let html = data_screen(view(), done).html();
        assert!(html.contains("/home/rosa/datos.json"), "{html}");
        assert!(html.contains(&text(words)), "{central:?}");
    }
    let failed = data_screen(view(), Writing::Failed).html();
    assert!(failed.contains(&text("file-failed")));
}

#[test]
fn before_anything_is_deleted_it_is_said_what_goes_and_what_stays() {
    let mut mounted = opened(with(ProfileSync::Known, DeletionView::None));
    mounted.press(&text("data-open"));
    mounted.press(&text("data-delete"));
    assert!(mounted.asked().is_empty(), "one touch deletes nothing");
    let html = mounted.html();
    for words in [
        "deletion-goes-profile",
        "deletion-goes-membership",
        "deletion-goes-consent",
        "deletion-goes-journeys",
        "deletion-stays-incidents",
        "deletion-stays-record",
        "deletion-then",
    ] {
        assert!(html.contains(&text(words)), "{words}");
    }
    mounted.press(&text("deletion-no"));
    assert!(mounted.asked().is_empty());
    for (button, history) in [
        ("deletion-keep-history", History::Keep),
        ("deletion-forget-history", History::Forget),
    ] {
        mounted.press(&text("data-delete"));
        mounted.press(&text(button));
        assert_eq!(mounted.asked().pop(), Some(Command::DeleteMyData(history)));
    }
}

#[test]
fn a_deletion_is_called_done_only_with_the_centrals_word() {
    let shown = |deletion| {
        let view = with(ProfileSync::Known, deletion);
        data_screen(view, Writing::Nothing).html()
    };
    let when = wording::when(now());
    let confirmed = text!("deletion-confirmed", when = when.clone());
    let asked = |hindrance| DeletionView::Asked {
        at: now(),
        hindrance,
    };
    let waiting = shown(asked(None));
    assert!(waiting.contains(&text!("deletion-asked", when = when)));
    assert!(!waiting.contains(&confirmed) && !waiting.contains(&text("data-delete")));
    for (hindrance, words) in [
        (Hindrance::AlertRuns, "deletion-after-alert"),
        (Hindrance::JourneyRuns, "deletion-after-journey"),
        (
            Hindrance::Refused(ProblemKind::NotFound),
            "deletion-refused",
        ),
    ] {
        assert!(shown(asked(Some(hindrance))).contains(&text(words)));
    }
    let done = shown(DeletionView::Confirmed {
        at: now(),
        jws: "cabecera.contenido.firma".to_owned(),
    });
    assert!(done.contains(&confirmed) && done.contains("cabecera.contenido.firma"));
    let only_here = shown(DeletionView::OnlyHere { at: now() });
    assert!(!only_here.contains(&confirmed));
}

#[test]
fn where_nothing_is_left_nothing_is_offered_to_be_deleted() {
    let mut nobody = with(ProfileSync::Empty, DeletionView::None);
    nobody.central.enrolment = EnrolmentView::None;
    assert!(
        !data_screen(nobody, Writing::Nothing)
            .html()
            .contains(&text("data-delete"))
    );
}

#[test]
fn a_receipt_is_copied_in_the_page_and_saved_with_what_it_means() {
    let mut received = alert(Stage::Received);
    received.receipt = Some("cabecera.contenido.firma".to_owned());
    let words = wording::receipt(&received, Some("El Porvenir"), "cabecera.contenido.firma");
    for part in [
        "El Porvenir",
        "cabecera.contenido.firma",
        "23/11/2026",
        "19:12",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    assert!(!words.contains('\u{2068}'));
    let (id, name) = (received.id, wording::item(&received));
    let mut mounted = Mounted::with(View {
        alerts: vec![received],
        ..view()
    });
    mounted.press(&text("route-history"));
    mounted.press(&name);
    assert!(
        mounted.html().contains("execCommand(&#39;copy&#39;)"),
        "{}",
        mounted.html()
    );
    mounted.press(&text("receipt-save"));
    assert_eq!(mounted.asked(), [Command::SaveReceipt(id)]);
}

#[test]
fn what_an_alert_has_no_room_for_is_refused_with_words_before_it_is_saved() {
    let group = |chars: usize| Organization {
        id: None,
        kind: OrganizationKind::Ronda,
        name: "\u{1f6a8}".repeat(chars),
        unit: Some("\u{1f6a8}".repeat(chars)),
    };
    let written = |chars: usize| View {
        profile: Profile {
            name: Some("Rosa".to_owned()),
            organization: Some(group(chars)),
            other_organizations: vec![group(chars); 4],
            ..Profile::default()
        },
        ..view()
    };
    let mut large = opened(written(500));
    large.submit();
    assert!(large.asked().is_empty());
    assert!(large.html().contains(&text("profile-too-large")));
    let mut small = opened(written(5));
    small.submit();
    assert!(!small.html().contains(&text("profile-too-large")));
    assert_eq!(small.asked(), [Command::SetProfile(written(5).profile)]);
}
