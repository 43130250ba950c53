//! What the service's notification says while an alert is under way, and when the service may end.
//! The words are Rust's; `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/AlertService.java`
//! shows them. Whoever looks over the shoulder reads them too: no place, no name; and of a covert
//! alert, or behind a face, nothing at all.

use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;

use auxilio_client::view::{AlertView, Positions, Stage, Trouble};
use auxilio_client::{Client, View};
use auxilio_protocol::Mode;
use jni::objects::{JObject, JValue};
use tokio::sync::watch;

use super::java::{Java, JavaError};
use super::names::alert_service as names;
use super::told;
use crate::texts::{self, Language, plain};

/// What is shown of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ongoing {
    pub(super) title: String,
    pub(super) text: String,
    /// The one touch that takes it back; none where that is done, or nobody should see it.
    pub(super) undo: Option<String>,
    pub(super) service: Service,
    pub(super) sight: Sight,
}

/// Who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Whoever looks at the phone, locked or not.
    Anybody,
    /// Not whoever picks a locked phone up, and nobody once it is over.
    Hidden,
}

/// Whether the service is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    /// It keeps the process at work: for sending, for the position, for what the central says.
    Stays,
    /// Work does not help any more. The words stay until the person takes them away.
    Ends,
}

/// What is shown; none before the first alert of this process.
static SHOWN: Mutex<Option<Ongoing>> = Mutex::new(None);

/// Follows the core's pictures on a thread of its own, once in the process' life.
pub(super) fn attend(client: &Client) {
    static ATTENDED: Once = Once::new();
    let views = client.views();
    ATTENDED.call_once(|| {
        let thread = thread::Builder::new().name("auxilio-ongoing".to_owned());
        if let Err(error) = thread.spawn(move || follow(views)) {
            tracing::warn!(%error, "no notification will say how an alert goes");
        }
    });
}

/// Says what was said last once more: to a service that has just started, and knows none of it.
pub(super) fn say_again(client: &Client) {
    if let Some(java) = told(Java::of_this_process()) {
        let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = None;
        say(&java, &client.view(), &mut shown);
    }
}

fn follow(mut views: watch::Receiver<Arc<View>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let (Some(java), Ok(runtime)) = (told(Java::of_this_process()), runtime) else {
        return tracing::warn!("no notification will say how an alert goes");
    };
    loop {
        let view = views.borrow_and_update().clone();
        if let Some(language) = view.language.as_deref().and_then(Language::of_code) {
            texts::choose(language);
        }
        let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
        say(&java, &view, &mut shown);
        drop(shown);
        // Until the core ends.
        if runtime.block_on(views.changed()).is_err() {
            return;
        }
    }
}

fn say(java: &Java, view: &View, shown: &mut Option<Ongoing>) {
    let ongoing = ongoing(view, shown.as_ref());
    if ongoing.is_some() && *shown != ongoing {
        if let Some(ongoing) = &ongoing {
            told(show(java, ongoing));
        }
        *shown = ongoing;
    }
}

fn show(java: &Java, ongoing: &Ongoing) -> Result<(), JavaError> {
    java.call("say how an alert goes", |env, context| {
        let [title, text] = [&ongoing.title, &ongoing.text].map(|words| env.new_string(words));
        let (title, text) = (title?, text?);
        let undo = match &ongoing.undo {
            Some(undo) => env.new_string(undo)?.into(),
            None => JObject::null(),
        };
        let arguments = [
            JValue::Object(context),
            JValue::Object(&title),
            JValue::Object(&text),
            JValue::Object(&undo),
            JValue::Bool((ongoing.service == Service::Stays).into()),
            JValue::Bool((ongoing.sight == Sight::Hidden).into()),
        ];
        names::SHOW.call(env, context, &arguments)?.v()
    })
}

/// What to show of this picture. After the last alert is over its last words are shown once more,
/// and the service ends; none where nothing was shown and nothing is under way.
pub(super) fn ongoing(view: &View, shown: Option<&Ongoing>) -> Option<Ongoing> {
    let sight_of = |alert: &AlertView| {
        if alert.mode != Mode::Open || view.discreet.is_on() {
            Sight::Hidden
        } else {
            Sight::Anybody
        }
    };
    let words_of = |alert: &AlertView| of_alert(alert, sight_of(alert));
    // Behind a face positions go on following what looks like an end.
    let mut followed = view.alerts.iter().filter(|alert| needs_work(alert));
    if let Some(alert) = view.current().or_else(|| followed.next()) {
        return Some(words_of(alert));
    }
    let shown = shown?.clone();
    // Whoever deletes the last one has seen it: its words may stay.
    let over = view.alerts.first().map_or(shown, words_of);
    Some(Ongoing {
        undo: None,
        service: Service::Ends,
        ..over
    })
}

fn of_alert(alert: &AlertView, sight: Sight) -> Ongoing {
    let service = if needs_work(alert) {
        Service::Stays
    } else {
        Service::Ends
    };
    // A covert alert tells nothing, and offers nothing to whoever took the phone.
    if sight == Sight::Hidden {
        return Ongoing {
            title: text!("ongoing-covert-title"),
            text: text!("ongoing-covert"),
            undo: None,
            service,
            sight,
        };
    }
    let words = words(alert);
    let text = if alert.exercise {
        plain(&text!("notice-drill", words = words))
    } else {
        words
    };
    let undo = match (&alert.cancel, alert.offer_undo) {
        (Some(_), _) => None,
        (None, _) if alert.is_over() => None,
        (None, true) => Some(text!("undo")),
        (None, false) => Some(text!("cancel-false-alarm")),
    };
    Ongoing {
        title: text!("ongoing-title"),
        text,
        undo,
        service,
        sight,
    }
}

/// Whether more of the process' time can bring this alert on. What another system has, and what
/// waits for another setting, moves by no work of the phone's.
fn needs_work(alert: &AlertView) -> bool {
    if alert.is_over() {
        return alert.positions != Positions::Rest;
    }
    match (alert.stage, alert.trouble) {
        (_, Some(Trouble::Refused(_) | Trouble::NoEndpoint)) => false,
        (Stage::HandedOver, _) => alert.unsent_updates > 0 || alert.cancel.is_some(),
        _ => true,
    }
}

fn words(alert: &AlertView) -> String {
    if alert.cancel.is_some() {
        return if alert.is_over() {
            text!("notice-cancelled")
        } else {
            text!("ongoing-cancelling")
        };
    }
    match alert.stage {
        Stage::Saving => text!("ongoing-saving"),
        Stage::NotSaved(_) => text!("notice-not-saved"),
        Stage::Saved => match alert.trouble {
            None => text!("notice-saved"),
            Some(Trouble::NoEndpoint | Trouble::Refused(_)) => text!("ongoing-stuck"),
            Some(Trouble::NoAnswer | Trouble::Impostor | Trouble::CentralBusy) => {
                text!("notice-no-answer")
            }
        },
        Stage::HandedOver => text!("notice-handed-over"),
        Stage::Received => text!("notice-received"),
        Stage::Unclaimed => text!("notice-unclaimed"),
        Stage::Acknowledged => text!("notice-acknowledged"),
        Stage::Dispatched => text!("notice-dispatched"),
        Stage::OnScene => text!("notice-on-scene"),
        Stage::Closed => text!("notice-closed"),
    }
}
