//! Every screen there is, by a name for who reads a failure.

use std::path::PathBuf;

use auxilio_client::copy::CentralPart;
use auxilio_client::ports::Texting;
use auxilio_client::view::{
    AgainView, AlertView, CancelView, CheckKind, CheckView, DeletionView, EnrolmentView, Hindrance,
    JourneyStage, JourneyView, NotSaved, ProfileSync, Reach, RecoveryView, Reminder, SmsView,
    Stage, Step, StepView, Storage, TokenView, Told, Trouble, View, Watch,
};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{CancelReason, Kind, Mode, Profile};

use crate::app::tests::{
    Mounted, alert, banner, destination, enrol, history, journeys, now, own_data, recovery,
    showing, text_messages, view,
};
use crate::export::Writing;
use crate::route::Route;
use crate::texts::text;
use crate::wording;

pub(super) type Named = Vec<(String, Mounted)>;

/// All of them.
pub(super) fn all() -> Named {
    [
        stages(),
        alerts(),
        texts(),
        before_an_alert(),
        routes(),
        enrolments(),
        destinations(),
        checks(),
        ways_home(),
        data(),
        past(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn named<const N: usize>(screens: [(&str, Mounted); N]) -> Named {
    screens
        .map(|(name, screen)| (name.to_owned(), screen))
        .into()
}

/// A screen after these were pressed, by the names of their texts.
fn pressed(view: View, names: &[&str]) -> Mounted {
    let mut mounted = Mounted::with(view);
    for name in names {
        mounted.press(&text(name));
    }
    mounted
}

fn stages() -> Named {
    let stages = [
        Stage::Saving,
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ];
    stages
        .map(|stage| (format!("{stage:?}"), Mounted::with(showing(alert(stage)))))
        .into()
}

fn texts() -> Named {
    let by_hand = text_messages::unheard(SmsView::ByHand(text_messages::message()));
    let drill = AlertView {
        exercise: true,
        ..alert(Stage::Received)
    };
    let trial = View {
        texting: Texting::Sends,
        ..showing(drill)
    };
    named([
        (
            "a drill that can try the text message",
            Mounted::with(trial),
        ),
        (
            "a text message to be sent by hand",
            Mounted::with(showing(by_hand)),
        ),
    ])
}

fn alerts() -> Named {
    let lost = AlertView {
        offer_calls: true,
        offer_undo: true,
        trouble: Some(Trouble::NoAnswer),
        ..alert(Stage::Saved)
    };
    let unclaimed = AlertView {
        offer_calls: true,
        again: Some(AgainView {
            presses: 3,
            receipted: true,
        }),
        ..alert(Stage::Unclaimed)
    };
    let covert = AlertView {
        kind: Kind::Violencia,
        mode: Mode::Covert,
        ..alert(Stage::Received)
    };
    let drill = AlertView {
        exercise: true,
        steps: vec![
            StepView {
                step: Step::Saved,
                after_ms: 20,
            },
            StepView {
                step: Step::Received,
                after_ms: 1_340,
            },
        ],
        ..alert(Stage::Received)
    };
    let cancelling = AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::YaPaso,
            receipted: false,
        }),
        ..alert(Stage::Received)
    };
    let undo = AlertView {
        offer_undo: true,
        ..alert(Stage::Received)
    };
    let handed = destination::elsewhere(TokenView::Kept, vec![destination::handed(false)]);
    named([
        ("nothing answers", Mounted::with(showing(lost))),
        ("unclaimed, with calls", Mounted::with(showing(unclaimed))),
        ("covert", Mounted::with(showing(covert))),
        ("a drill", Mounted::with(showing(drill))),
        ("being cancelled", Mounted::with(showing(cancelling))),
        ("just after the press", Mounted::with(showing(undo))),
        ("handed over", Mounted::with(handed)),
        (
            "why it is cancelled",
            pressed(showing(alert(Stage::Received)), &["cancel"]),
        ),
    ])
}

fn before_an_alert() -> Named {
    let in_memory = View {
        storage: Storage::MemoryOnly(NotSaved::Key),
        ..view()
    };
    let first_start = View {
        checks: vec![CheckView {
            kind: CheckKind::Member,
            ok: false,
        }],
        ..enrol::unenrolled()
    };
    named([
        ("in memory only", Mounted::with(in_memory)),
        ("the first start", Mounted::with(first_start)),
        ("the banner", Mounted::with(banner::silent())),
    ])
}

fn routes() -> Named {
    let names = Route::ALL.map(|route| (route, format!("route-{}", route.as_str())));
    names
        .map(|(route, name)| (format!("{route:?}"), pressed(view(), &[&name])))
        .into()
}

fn enrolments() -> Named {
    let way = |names: &[&str]| {
        let mut mounted = enrol::joining(enrol::unenrolled());
        for name in names {
            mounted.press(&text(name));
        }
        mounted
    };
    let mut wrong_link = way(&["enrol-by-link"]);
    wrong_link.fill_in(&text("enrol-link-label"), "hola");
    wrong_link.submit();
    let mut person = enrol::at_the_question(enrol::opened(enrol::holds()));
    person.press(&text("who-accept"));
    let mut around = enrol::at_the_question(enrol::opened(enrol::holds()));
    around.press(&text("who-accept"));
    around.submit();
    let in_use = View {
        storage: Storage::MemoryOnly(NotSaved::InUse),
        ..enrol::opened(enrol::holds())
    };
    let who = |told| enrol::at_the_question(enrol::opened(told));
    let spent = ProblemKind::InvitationSpent;
    named([
        ("enrolment: how", way(&[])),
        ("enrolment: link", way(&["enrol-by-link"])),
        ("enrolment: no link", wrong_link),
        ("enrolment: code", way(&["enrol-by-code"])),
        ("enrolment: photo", way(&["enrol-by-photo"])),
        ("enrolment: who invites", who(enrol::holds())),
        ("enrolment: asking", who(Told::Asking)),
        ("enrolment: not yet", who(Told::NotYet)),
        ("enrolment: refused", who(Told::Refused(spent))),
        ("enrolment: in use", enrol::at_the_question(in_use)),
        ("enrolment: person", person),
        ("enrolment: around", around),
        ("enrolment: waiting", enrol::done(EnrolmentView::Waiting)),
        ("enrolment: pending", enrol::done(EnrolmentView::Pending)),
        ("enrolment: active", enrol::done(EnrolmentView::Active)),
        (
            "enrolment: refused in the end",
            enrol::done(EnrolmentView::Refused(spent)),
        ),
    ])
}

fn destinations() -> Named {
    let step = |names: &[&str]| {
        let all = [&["route-central", "destination-change"], names].concat();
        pressed(view(), &all)
    };
    let other = |token| destination::opened(destination::elsewhere(token, Vec::new()));
    let mut trial = destination::opened(destination::elsewhere(
        TokenView::None,
        vec![AlertView {
            exercise: true,
            ..destination::handed(false)
        }],
    ));
    trial.press(&text("trial-start"));
    let mut question = pressed(
        showing(alert(Stage::Saved)),
        &[
            "route-central",
            "destination-change",
            "destination-kind-cap",
        ],
    );
    question.fill_in(&text("destination-address"), "https://otro.example/cap");
    question.submit();
    named([
        ("destination: kinds", step(&[])),
        ("destination: central", step(&["destination-kind-central"])),
        ("destination: webhook", step(&["destination-kind-webhook"])),
        ("destination: CAP", step(&["destination-kind-cap"])),
        ("destination: link", step(&["destination-kind-link"])),
        ("destination: question", question),
        ("destination: token kept", other(TokenView::Kept)),
        ("destination: token refused", other(TokenView::Refused)),
        ("destination: trial", trial),
    ])
}

fn checks() -> Named {
    let checked = |is_ok: bool| {
        let kinds = [
            CheckKind::Storage,
            CheckKind::Central,
            CheckKind::Member,
            CheckKind::Location,
            CheckKind::Battery,
            CheckKind::Clock,
            CheckKind::Notifications,
        ];
        kinds.map(|kind| CheckView { kind, ok: is_ok }).to_vec()
    };
    let well = View {
        checks: checked(true),
        ..view()
    };
    let mut red = View {
        checks: checked(false),
        storage: Storage::MemoryOnly(NotSaved::Disk),
        clock_wrong_by_min: Some(-7),
        ..enrol::unenrolled()
    };
    red.central.reach = Reach::Silent;
    let way = ["route-central", "checks-open"];
    named([
        ("check: well", pressed(well, &way)),
        ("check: red", pressed(red, &way)),
    ])
}

fn ways_home() -> Named {
    let stage = |stage, watch| journeys::journey(stage, watch);
    let under_way = |watch| stage(JourneyStage::UnderWay, watch);
    let now_over = JourneyView {
        reminder: Some(Reminder::Now),
        ..under_way(Watch::Whole)
    };
    let not_kept = JourneyView {
        is_kept: false,
        trouble: Some(Trouble::NoAnswer),
        ..under_way(Watch::NotYet)
    };
    let raised = View {
        alerts: vec![alert(Stage::Received)],
        ..journeys::on_the_way(stage(JourneyStage::Raised, Watch::Whole))
    };
    let screen = |journey| journeys::screen(journeys::on_the_way(journey));
    named([
        ("journey: untold", screen(under_way(Watch::NotYet))),
        ("journey: told", screen(under_way(Watch::Whole))),
        ("journey: told less", screen(under_way(Watch::Until(now())))),
        ("journey: reminder", screen(now_over.clone())),
        ("journey: not kept", screen(not_kept)),
        ("journey: raised", journeys::screen(raised)),
        (
            "journey: arriving",
            screen(stage(JourneyStage::Arriving, Watch::Whole)),
        ),
        (
            "journey: arrived",
            screen(stage(JourneyStage::Arrived, Watch::Whole)),
        ),
        (
            "journey: over the kinds",
            Mounted::with(journeys::on_the_way(now_over)),
        ),
    ])
}

fn data() -> Named {
    let told = View {
        profile: Profile {
            version: 3,
            name: Some("Rosa Amelia Quispe".to_owned()),
            organization: Some(Organization {
                id: None,
                kind: OrganizationKind::Mototaxi,
                name: "Mototaxis Río Seco".to_owned(),
                unit: Some("1234-5A".to_owned()),
            }),
            contact: Some(Contact {
                name: Some("Ana".to_owned()),
                phone: Some("944 123 456".to_owned()),
            }),
            medical: Some(Medical {
                blood: Some("O+".to_owned()),
                notes: Some("Alérgica a la penicilina".to_owned()),
            }),
            ..Profile::default()
        },
        ..own_data::with(ProfileSync::Known, DeletionView::None)
    };
    let screen = |deletion| {
        let view = own_data::with(ProfileSync::Known, deletion);
        own_data::data_screen(view, Writing::Nothing)
    };
    let copied = Writing::Done {
        path: PathBuf::from("/home/rosa/Documentos/datos.json"),
        central: Some(CentralPart::Included),
    };
    let mut asking = screen(DeletionView::None);
    let mut words = recovery::screen(RecoveryView::None);
    words.press(&text("recovery-make"));
    asking.press(&text("data-delete"));
    let asked = DeletionView::Asked {
        at: now(),
        hindrance: Some(Hindrance::AlertRuns),
    };
    let confirmed = DeletionView::Confirmed {
        at: now(),
        jws: "cabecera.contenido.firma".repeat(20),
    };
    named([
        ("profile, told and unfolded", own_data::opened(told)),
        ("data", screen(DeletionView::None)),
        ("data: copied", own_data::data_screen(view(), copied)),
        ("data: the question", asking),
        ("recovery", recovery::screen(RecoveryView::Waiting)),
        ("recovery: the words", words),
        ("data: deletion asked", screen(asked)),
        ("data: deletion confirmed", screen(confirmed)),
        (
            "data: forgotten here only",
            screen(DeletionView::OnlyHere { at: now() }),
        ),
    ])
}

fn past() -> Named {
    let [robbery, drill] = history::two();
    let name = wording::item(&robbery);
    let list = history::opened(vec![robbery.clone(), drill.clone()]);
    let mut detail = history::opened(vec![robbery, drill]);
    detail.press(&name);
    named([("history: list", list), ("history: receipt", detail)])
}
