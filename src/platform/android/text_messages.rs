//! Text messages of the phone's own:
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/TextMessages.java`. What becomes of one
//! comes back through Java, which may have to start the app for it.

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};
use jni::objects::JValue;

use super::java::{Java, JavaError};
use super::names::text_messages as names;
use super::told;

/// The way to it; none where Java cannot be reached.
struct Messenger(Option<Java>);

pub(super) fn messenger() -> Box<dyn TextMessenger> {
    // Now, for the way into Java is only sure while the app starts.
    Box::new(Messenger(told(Java::of_this_process())))
}

impl TextMessenger for Messenger {
    fn capability(&self) -> Texting {
        let told = self.0.as_ref().and_then(|java| told(capability(java)));
        match told {
            Some(number) if number == names::SENDS.value => Texting::Sends,
            Some(number) if number == names::PREFILLS.value => Texting::Prefills,
            _ => Texting::None,
        }
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        let taken = self.0.as_ref().and_then(|java| told(send(java, message)));
        let failure = match taken {
            Some(true) => return,
            Some(false) => TextFailure::NotAllowed,
            None => TextFailure::Other,
        };
        reports.send(message.id, TextReport::Failed(failure));
    }
}

fn capability(java: &Java) -> Result<jni::sys::jint, JavaError> {
    java.call("ask for text messages", |env, context| {
        names::CAPABILITY.call(env, context, &[context.into()])?.i()
    })
}

/// Whether the phone lets this app send.
fn send(java: &Java, message: &TextMessage) -> Result<bool, JavaError> {
    java.call("send a text message", |env, context| {
        let id = env.new_string(message.id.to_string())?;
        let to = env.new_string(message.to.to_string())?;
        let text = env.new_string(&message.text)?;
        let texts = [&id, &to, &text].map(|text| JValue::Object(text));
        let [id, to, text] = texts;
        let arguments = [context.into(), id, to, text];
        names::SEND.call(env, context, &arguments)?.z()
    })
}
