//! Links that were touched in another app: Java keeps the newest one, and is asked whenever the
//! app comes to the front. `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/LinkActivity.java`

use std::sync::OnceLock;

use super::java::{self, Java};
use super::names::link_activity as names;
use super::told;

/// The link, once.
pub(super) fn take() -> Option<String> {
    /// Fetched while the app starts: the way into Java is only sure then.
    static JAVA: OnceLock<Option<Java>> = OnceLock::new();
    let java = JAVA
        .get_or_init(|| told(Java::of_this_process()))
        .as_ref()?;
    told(java.call("ask for a link", |env, context| {
        let link = names::TAKE.call(env, context, &[])?.l()?;
        if link.is_null() {
            return Ok(None);
        }
        java::text(env, link).map(Some)
    }))
    .flatten()
}
