//! What others see of the app, and the other apps that it opens:
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/{Faces,Secrecy,OtherApps}.java`.

use jni::JNIEnv;
use jni::objects::{JObject, JValue};

use super::java::Java;
use super::members::StaticMethod;
use super::{names, told};
use crate::platform::Cover;

/// The alias under which the app stands when nothing else is chosen.
const OWN_FACE: &str = "Face_Auxilio";

/// The telephone, messages, a page: whatever app the phone has for it.
pub(super) fn open_link(link: &str) {
    ask("open another app", |env, context| {
        of_text(names::other_apps::OPEN, env, context, link)
    });
}

/// The alias of that name in the manifest.
pub(super) fn show_icon(name: Option<&str>) {
    let face = name.map_or_else(|| OWN_FACE.to_owned(), |name| format!("Face_{name}"));
    ask("show another icon", |env, context| {
        of_text(names::faces::SHOW, env, context, &face)
    });
}

/// Keeps the window out of pictures and of the list of recent apps, or no longer.
pub(super) fn set_cover(cover: Cover) {
    ask("cover the window", |env, context| {
        let on = JValue::Bool((cover == Cover::On).into());
        names::secrecy::KEEP
            .call(env, context, &[context.into(), on])?
            .z()
    });
}

fn of_text(
    method: StaticMethod,
    env: &mut JNIEnv<'_>,
    context: &JObject<'_>,
    text: &str,
) -> jni::errors::Result<bool> {
    let text = env.new_string(text)?;
    let arguments = [context.into(), JValue::Object(&text)];
    method.call(env, context, &arguments)?.z()
}

fn ask(
    tried: &'static str,
    work: impl FnOnce(&mut JNIEnv<'_>, &JObject<'static>) -> jni::errors::Result<bool>,
) {
    let done = told(Java::of_this_process().and_then(|java| java.call(tried, work)));
    if done == Some(false) {
        tracing::warn!(tried, "the phone has nothing for it");
    }
}
