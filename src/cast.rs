//! What the app's tests show: one evening, and one alert of it.

use auxilio_client::View;
use auxilio_client::view::{AlertView, Positions, Run, Stage, Way};
use auxilio_protocol::{AlertId, Kind, Mode, WireTime};

/// 2026-11-23T19:12:00-05:00.
pub(crate) const EVENING_MS: i64 = 1_795_479_120_000;

pub(crate) fn now() -> WireTime {
    WireTime::from_unix_ms(EVENING_MS)
}

pub(crate) fn id() -> AlertId {
    AlertId::new(1_795_479_120_000, [7; 10])
}

/// An alert of this run that has come so far, and of which nothing else is known.
pub(crate) fn alert(stage: Stage) -> AlertView {
    AlertView {
        id: id(),
        kind: Kind::Auxilio,
        mode: Mode::Open,
        exercise: false,
        raised_at: now(),
        fix: None,
        run: Run::This,
        stage,
        path: None,
        received_at: None,
        receipt: None,
        lane: None,
        by: None,
        eta_at: None,
        text: None,
        trouble: None,
        offer_calls: false,
        offer_undo: false,
        steps: Vec::new(),
        cancel: None,
        again: None,
        unsent_updates: 0,
        positions: Positions::Rest,
        sms: None,
        way: Way::default(),
    }
}

/// A picture with these alerts and nothing else.
pub(crate) fn showing(alerts: impl IntoIterator<Item = AlertView>) -> View {
    View {
        alerts: alerts.into_iter().collect(),
        ..View::opening(None)
    }
}
