//! Two phones that live through the same evening. Into one the person types the PIN, into the other
//! somebody forces the second one. Nobody beside them, on the network or at the disk can tell which.

use auxilio_client::core::{Body, Effect, Event, Key};
use auxilio_client::view::{Positions, View};
use auxilio_protocol::{AlertId, Change, State, Update};
use proptest::prelude::*;

use super::{DURESS, PIN, hidden};
use crate::phone::{EVENING_MS, Phone, fix, receipt};

/// What the evening brings.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Press,
    /// The PIN, or the other, to open the app.
    Open,
    /// The PIN, or the other, to cancel the newest alert.
    Cancel,
    Wrong,
    Fix,
    Receipt,
    NoAnswer,
    Acknowledged,
    Dispatched,
    Closed,
    Leave,
    Restart,
    DiskFull,
    DiskBack,
    Time,
}

const ALL: [Happens; 15] = [
    Happens::Press,
    Happens::Open,
    Happens::Cancel,
    Happens::Wrong,
    Happens::Fix,
    Happens::Receipt,
    Happens::NoAnswer,
    Happens::Acknowledged,
    Happens::Dispatched,
    Happens::Closed,
    Happens::Leave,
    Happens::Restart,
    Happens::DiskFull,
    Happens::DiskBack,
    Happens::Time,
];

struct Twin {
    phone: Phone,
    types: &'static str,
    alert: Option<AlertId>,
    reported: u64,
    seq: u64,
    /// What the network saw.
    sent: Vec<String>,
    duress: Vec<bool>,
}

impl Twin {
    fn new(types: &'static str) -> Self {
        Self {
            phone: hidden(),
            types,
            alert: None,
            reported: 1,
            seq: 0,
            sent: Vec::new(),
            duress: Vec::new(),
        }
    }

    fn live(&mut self, what: Happens) {
        let Self { phone, .. } = self;
        match (what, self.alert) {
            (Happens::Press, _) => {
                let id = phone.press();
                if self.alert != Some(id) {
                    (self.reported, self.seq) = (1, 0);
                }
                self.alert = Some(id);
            }
            (Happens::Open, _) => phone.type_on_face(self.types),
            (Happens::Cancel, Some(id)) => phone.cancel_with(self.types, id),
            (Happens::Wrong, Some(id)) => phone.cancel_with("0000", id),
            (Happens::Fix, _) => {
                phone.pass_ms(20_000);
                let wall_ms = phone.wall_ms;
                phone.step(Event::Fix(fix(wall_ms, 10.0)));
            }
            (Happens::Receipt, Some(id)) => {
                let seq = self.seq;
                phone.answer(id, receipt(id, seq));
            }
            (Happens::NoAnswer, Some(id)) => {
                phone.answer(id, auxilio_client::delivery::outcome::Outcome::NoAnswer);
            }
            (Happens::Acknowledged, Some(id)) => self.report(id, State::Acknowledged),
            (Happens::Dispatched, Some(id)) => self.report(id, State::Dispatched),
            (Happens::Closed, Some(id)) => self.report(id, State::Closed),
            (Happens::Leave, _) => phone.step(Event::Front(false)),
            (Happens::Restart, _) => phone.restart(),
            (Happens::DiskFull, _) => phone.disk_full = true,
            (Happens::DiskBack, _) => phone.disk_full = false,
            (Happens::Time, _) => phone.pass_ms(7_000),
            (_, None) => {}
        }
        self.listen();
    }

    fn report(&mut self, id: AlertId, state: State) {
        self.reported += 1;
        self.phone.report(id, self.reported, state);
    }

    /// Notes what leaves, with the one word put out that nobody can see through TLS.
    fn listen(&mut self) {
        for effect in std::mem::take(&mut self.phone.asked) {
            let Effect::Post { id, body, .. } = &effect else {
                self.sent.push(format!("{effect:?}"));
                continue;
            };
            match body {
                Body::Alert(bytes) => self.sent.push(format!("alert {id} {}", bytes.len())),
                Body::Updates(bytes) => {
                    let updates: Vec<Update> = serde_json::from_slice(bytes).unwrap();
                    self.seq = updates.last().unwrap().seq.0;
                    let words: Vec<String> = updates.iter().map(|u| self.word(u)).collect();
                    self.sent
                        .push(format!("updates {id} {} {words:?}", bytes.len()));
                }
            }
        }
    }

    fn word(&mut self, update: &Update) -> String {
        match &update.change {
            Change::Duress(duress) => {
                self.duress.push(*duress);
                format!("{} {} duress", update.seq.0, update.at)
            }
            change => format!("{} {} {change:?}", update.seq.0, update.at),
        }
    }

    /// What the disk saw: where something was written, how long it was, and in which order.
    fn writes(&self) -> &[(Key, usize)] {
        &self.phone.written
    }
}

/// A PIN that is typed to cancel, at any point of any evening.
fn evening(to_cancel_only: bool) -> impl Strategy<Value = Vec<Happens>> {
    let what = prop::sample::select(&ALL[..]).prop_map(move |what| match what {
        Happens::Open if to_cancel_only => Happens::Cancel,
        what => what,
    });
    prop::collection::vec(what, 1..40)
}

fn differences(evening: &[Happens]) -> (Twin, Twin) {
    let (mut by_pin, mut by_duress) = (Twin::new(PIN), Twin::new(DURESS));
    for what in evening {
        by_pin.live(*what);
        by_duress.live(*what);
    }
    (by_pin, by_duress)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_forced_cancel_and_a_free_one_are_the_same_to_everybody_but_the_central(
        evening in evening(true),
    ) {
        let (by_pin, by_duress) = differences(&evening);
        prop_assert_eq!(&by_pin.sent, &by_duress.sent);
        prop_assert_eq!(by_pin.writes(), by_duress.writes());
        let views: [View; 2] = [by_pin.phone.view(), by_duress.phone.view()];
        prop_assert_eq!(&views[0], &views[1], "every screen is made of this");
        prop_assert_eq!(by_pin.phone.demand, by_duress.phone.demand);
        let at = by_pin.phone.moment();
        prop_assert_eq!(by_pin.phone.core.wake_at_ms(at), by_duress.phone.core.wake_at_ms(at));
        prop_assert_eq!(by_pin.duress.len(), by_duress.duress.len());
        prop_assert!(by_pin.duress.iter().all(|duress| !duress));
        prop_assert!(by_duress.duress.iter().all(|duress| *duress));
    }

    #[test]
    fn opening_by_either_pin_sends_and_writes_the_same(presses in 0..3_usize, later in 0..3_usize) {
        let mut evening = vec![Happens::Press; presses];
        evening.extend([Happens::Receipt, Happens::Open]);
        evening.extend(vec![Happens::Fix; later]);
        let (by_pin, by_duress) = differences(&evening);
        prop_assert_eq!(&by_pin.sent, &by_duress.sent);
        prop_assert_eq!(by_pin.writes(), by_duress.writes());
    }
}

#[test]
fn a_forced_cancel_tells_the_central_and_looks_like_an_end_for_ever() {
    let (by_pin, by_duress) = differences(&[
        Happens::Press,
        Happens::Receipt,
        Happens::Acknowledged,
        Happens::Cancel,
        Happens::Receipt,
        Happens::Dispatched,
        Happens::Fix,
        Happens::Restart,
        Happens::Dispatched,
    ]);
    assert_eq!((by_pin.duress, by_duress.duress), (vec![false], vec![true]));
    let id = by_duress.alert.unwrap();
    let alert = by_duress.phone.alert(id);
    assert!(alert.is_over(), "whoever forced it sees it cancelled");
    assert_eq!((alert.by, alert.eta_at, alert.text), (None, None, None));
    assert!(
        alert.positions == Positions::Follow,
        "and the central still hears where"
    );
    let fixes = by_duress.sent.iter().filter(|sent| sent.contains("Fix("));
    assert_eq!(fixes.count(), 1);
}

#[test]
fn of_two_alerts_a_forced_cancel_seems_to_end_the_one_that_it_names() {
    let (by_pin, by_duress) = differences(&[
        Happens::DiskFull,
        Happens::Press,
        Happens::Press,
        Happens::Cancel,
    ]);
    let views = [by_pin.phone.view(), by_duress.phone.view()];
    assert_eq!(views[0].alerts.len(), 2);
    assert_eq!(views[0], views[1]);
}

#[test]
fn whoever_is_forced_to_open_the_app_shows_a_face_and_the_alert_seems_cancelled() {
    let mut twin = Twin::new(DURESS);
    for what in [Happens::Press, Happens::Receipt, Happens::Open] {
        twin.live(what);
    }
    assert!(twin.phone.view().discreet.closed().is_some());
    let id = twin.alert.unwrap();
    assert!(twin.phone.alert(id).is_over());
    assert_eq!(twin.duress, [true]);
    assert!(twin.phone.wall_ms >= EVENING_MS);
}
