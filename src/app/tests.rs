use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use auxilio_client::ports::KeySource;
use auxilio_client::view::{
    AlertView, CentralView, CheckKind, CheckView, EnrolmentView, NotSaved, Reach, Stage, Storage,
    View,
};
use auxilio_protocol::{Kind, Lane};
use dioxus::core::{AttributeValue, ElementId, Mutation};
use dioxus::html::{PlatformEventData, SerializedHtmlEventConverter, set_event_converter};
use dioxus::prelude::*;
use dioxus_html::{SerializedFormData, SerializedMouseData};
use tokio::runtime::Runtime;

use super::{Frame, Screens};
use crate::bridge::{Command, Picture, use_core_of};
use crate::cast::{self, now};
use crate::export::Writing;
use crate::feedback::Voice;
use crate::platform::{Opener, location};
use crate::route::Route;
use crate::screens::enrol::use_flow_provider;
use crate::texts::text;

mod accessibility;
mod afterwards;
mod banner;
mod behind_a_face;
mod calls;
mod destination;
mod directory;
mod discreet;
mod drills;
mod enrol;
mod history;
mod journeys;
mod own_data;
mod recovery;
mod text_messages;

fn view() -> View {
    View {
        storage: Storage::Ready(KeySource::Keyring),
        central: CentralView {
            endpoint: Some("https://central.example".parse().unwrap()),
            name: Some("El Porvenir".to_owned()),
            reach: Reach::Answers,
            enrolment: EnrolmentView::Active,
        },
        ..View::opening(None)
    }
}

/// With what a central's receipt says, where there is one.
fn alert(stage: Stage) -> AlertView {
    AlertView {
        received_at: Some(now()).filter(|_| is_received(stage)),
        lane: Some(Lane::Verified).filter(|_| is_received(stage)),
        ..cast::alert(stage)
    }
}

fn is_received(stage: Stage) -> bool {
    !matches!(
        stage,
        Stage::Saving | Stage::NotSaved(_) | Stage::Saved | Stage::HandedOver
    )
}

fn showing(alert: AlertView) -> View {
    View {
        alerts: vec![alert],
        ..view()
    }
}

/// What shows an age waits for the next moment on it.
static TIMERS: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// What the screens get, and what they ask for.
#[derive(Clone)]
struct Given {
    view: View,
    asked: Rc<RefCell<Vec<Command>>>,
    writing: Writing,
    shown: fn() -> Element,
}

/// The screens without a window. Controls are found by the names that screen readers say.
struct Mounted {
    dom: VirtualDom,
    named: Vec<(String, ElementId)>,
    /// The form that was shown last.
    form: Option<ElementId>,
    asked: Rc<RefCell<Vec<Command>>>,
}

fn root() -> Element {
    let given = use_context::<Given>();
    let view = use_signal(|| Arc::new(given.view.clone()));
    let saving = use_signal(|| 0);
    let writing = use_signal(|| (None, given.writing.clone()));
    let location = use_signal(|| location::Status::Working);
    use_core_of(Picture {
        view: view.into(),
        saving: saving.into(),
        writing: writing.into(),
        location: location.into(),
        voice: Voice::Present,
        opener: Opener::System,
        clock: use_callback(|()| now()),
        commands: use_callback(move |command| given.asked.borrow_mut().push(command)),
    });
    use_flow_provider();
    (given.shown)()
}

impl Mounted {
    fn with(view: View) -> Self {
        Self::of(view, || {
            let route = use_signal(Route::default);
            rsx! { Screens { route } }
        })
    }

    fn of(view: View, shown: fn() -> Element) -> Self {
        Self::of_written(view, Writing::default(), shown)
    }

    fn of_written(view: View, writing: Writing, shown: fn() -> Element) -> Self {
        set_event_converter(Box::new(SerializedHtmlEventConverter));
        let asked = Rc::default();
        let given = Given {
            view,
            asked: Rc::clone(&asked),
            writing,
            shown,
        };
        let _timers = TIMERS.enter();
        let mut dom = VirtualDom::new(root).with_root_context(given);
        let mut edits = dom.rebuild_to_vec().edits;
        // What panicked is taken away in the next turn.
        edits.extend(dom.render_immediate_to_vec().edits);
        let mut mounted = Self {
            dom,
            named: Vec::new(),
            form: None,
            asked,
        };
        mounted.note(edits);
        mounted
    }

    fn note(&mut self, edits: Vec<Mutation>) {
        for edit in edits {
            match edit {
                Mutation::SetAttribute {
                    name: "aria-label",
                    value: AttributeValue::Text(label),
                    id,
                    ..
                } => self.named.push((label, id)),
                Mutation::NewEventListener { name, id } if name == "submit" => {
                    self.form = Some(id);
                }
                _ => {}
            }
        }
    }

    fn press(&mut self, name: &str) {
        self.send(name, "click", SerializedMouseData::default());
    }

    /// Types into the field of that name.
    fn fill_in(&mut self, name: &str, text: &str) {
        let data = SerializedFormData::new(text.to_owned(), Vec::new());
        self.send(name, "input", data);
    }

    /// Does what the form's own button does.
    fn submit(&mut self) {
        let form = self.form.expect("no form is shown");
        let data = SerializedFormData::new(String::new(), Vec::new());
        self.happen(form, "submit", data);
    }

    /// Sets or clears a tick.
    fn check(&mut self, name: &str, is_on: bool) {
        self.send(
            name,
            "change",
            SerializedFormData::new(is_on.to_string(), Vec::new()),
        );
    }

    fn send(&mut self, name: &str, what: &str, data: impl Any) {
        let named = self.named.iter().rev().find(|(label, _)| label == name);
        let (_, id) = named.unwrap_or_else(|| panic!("nothing is called «{name}»"));
        self.happen(*id, what, data);
    }

    fn happen(&mut self, id: ElementId, what: &str, data: impl Any) {
        let _timers = TIMERS.enter();
        let data: Rc<dyn Any> = Rc::new(PlatformEventData::new(Box::new(data)));
        self.dom
            .runtime()
            .handle_event(what, Event::new(data, true), id);
        let edits = self.dom.render_immediate_to_vec().edits;
        self.note(edits);
    }

    fn html(&self) -> String {
        dioxus_ssr::render(&self.dom)
    }

    fn asked(&self) -> Vec<Command> {
        self.asked.borrow().clone()
    }
}

fn html(view: View) -> String {
    Mounted::with(view).html()
}

#[component]
fn Broken() -> Element {
    panic!("a screen with a mistake in it")
}

#[test]
fn a_screen_that_panics_leaves_the_button_working() {
    let mut mounted = Mounted::of(view(), || {
        rsx! {
            Frame {
                route: Route::Alert,
                onroute: |_| {},
                face: rsx! {
                    Broken {}
                },
                screen: rsx! {
                    Broken {}
                },
            }
        }
    });
    assert!(mounted.html().contains(&text("broken")));
    mounted.press(&text("alarm-name"));
    assert_eq!(mounted.asked(), [Command::Raise(Kind::Auxilio)]);
}

#[test]
fn one_touch_raises_whatever_is_known_or_not() {
    let nothing = View {
        storage: Storage::MemoryOnly(NotSaved::Key),
        central: CentralView {
            endpoint: None,
            name: None,
            reach: Reach::Unknown,
            enrolment: EnrolmentView::None,
        },
        ..view()
    };
    for view in [view(), nothing] {
        let mut mounted = Mounted::with(view);
        mounted.press(&text("alarm-name"));
        assert_eq!(mounted.asked(), [Command::Raise(Kind::Auxilio)]);
    }
}

#[test]
fn a_kind_is_one_touch_before_the_press_and_one_after() {
    let mut mounted = Mounted::with(view());
    mounted.press(&text("kind-extorsion"));
    assert_eq!(mounted.asked(), [Command::Raise(Kind::Extorsion)]);

    let running = alert(Stage::Received);
    let id = running.id;
    let mut mounted = Mounted::with(showing(running));
    mounted.press(&text("kind-extorsion"));
    assert_eq!(mounted.asked(), [Command::ChooseKind(id, Kind::Extorsion)]);
}

#[test]
fn a_language_can_be_chosen_beside_ones_own_data() {
    let mut mounted = Mounted::with(view());
    mounted.press(&text("route-profile"));
    let html = mounted.html();
    for name in [
        "language",
        "language-system",
        "language-english",
        "language-quechua",
    ] {
        assert!(html.contains(&text(name)), "{name}");
    }
}

#[test]
fn nothing_is_green_before_the_receipt() {
    for (stage, word, is_good) in [
        (Stage::Saving, "stage-saving", false),
        (Stage::NotSaved(NotSaved::Disk), "stage-not-saved", false),
        (Stage::Saved, "stage-saved", false),
        (Stage::HandedOver, "stage-handed-over", false),
        (Stage::Received, "stage-received", true),
        (Stage::Unclaimed, "stage-unclaimed", false),
        (Stage::Acknowledged, "stage-acknowledged", true),
        (Stage::Dispatched, "stage-dispatched", true),
        (Stage::OnScene, "stage-on-scene", true),
    ] {
        let html = html(showing(alert(stage)));
        assert!(html.contains(&text(word)), "{stage:?}: {html}");
        assert_eq!(html.contains("face good"), is_good, "{stage:?}");
    }
}

#[test]
fn where_nothing_can_be_kept_the_screen_says_why() {
    for (why, words) in [
        (NotSaved::Disk, "not-saved-disk"),
        (NotSaved::Key, "not-saved-key"),
        (NotSaved::InUse, "not-saved-in-use"),
    ] {
        let html = html(View {
            storage: Storage::MemoryOnly(why),
            checks: vec![CheckView {
                kind: CheckKind::Storage,
                ok: false,
            }],
            ..view()
        });
        assert!(html.contains(&text(words)), "{why:?}");
    }
}
