//! What a notification says of an alert while the app is behind. Whoever looks over the shoulder
//! reads it too: no place, no name, not what kind of app this is.

use auxilio_client::View;
use auxilio_client::view::AlertView;
use auxilio_protocol::Mode;

use super::cues::{Signal, news, reached_reminder};

/// The words for the newest change from one picture to the next; none where nothing is told. A
/// covert alert tells nothing: a screen that lights up may be seen before its owner sees it.
pub(super) fn notice(before: &View, after: &View) -> Option<String> {
    let mut told: Vec<(&AlertView, String)> = after
        .alerts
        .iter()
        .filter(|alert| alert.mode == Mode::Open && !after.discreet.is_on())
        .filter_map(|alert| {
            let known = before.alerts.iter().find(|known| known.id == alert.id);
            Some((alert, words(&news(known, alert)?)?))
        })
        .collect();
    // Stable: otherwise they stay in the picture's order, newest first.
    told.sort_by_key(|(alert, _)| alert.exercise);
    match told.into_iter().next() {
        Some((alert, words)) if alert.exercise => {
            Some(crate::texts::plain(&text!("notice-drill", words = words)))
        }
        Some((_, words)) => Some(words),
        None if after.discreet.is_on() => {
            reached_reminder(before, after)?;
            Some(text!("notice-reminder"))
        }
        None => words(&Signal::Journey(reached_reminder(before, after)?)),
    }
}

/// One short sentence a state.
fn words(signal: &Signal) -> Option<String> {
    Some(match signal {
        // The person has the app in front of them, or pressed without it and wants no light.
        Signal::Pressed => return None,
        Signal::Saved => text!("notice-saved"),
        Signal::NotSaved => text!("notice-not-saved"),
        Signal::NoAnswer => text!("notice-no-answer"),
        Signal::HandedOver => text!("notice-handed-over"),
        Signal::Received => text!("notice-received"),
        Signal::Unclaimed => text!("notice-unclaimed"),
        Signal::Acknowledged => text!("notice-acknowledged"),
        Signal::Dispatched(..) => text!("notice-dispatched"),
        Signal::OnScene => text!("notice-on-scene"),
        Signal::Closed => text!("notice-closed"),
        Signal::Cancelled => text!("notice-cancelled"),
        Signal::Journey(_) => text!("notice-journey"),
    })
}

#[cfg(test)]
mod tests;
