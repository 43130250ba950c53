//! Random histories: presses, losses, crashes, full disks, clocks that jump and deletions of all the
//! person's data, in any order. In
//! the end the network is good again, and then every alert that was ever shown as saved must be at
//! the central, once, with what followed it, and every press is there as an alert or as urgency.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_client::core::{Body, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::own_data::History;
use auxilio_client::settings::Enrolment;
use auxilio_client::view::{NotSaved, Stage};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, CancelReason, Change, Kind, State, Update};
use proptest::prelude::*;

use crate::deletions::proof_by;
use crate::membership::phone;
use crate::phone::{EVENING_MS, Phone, central_key, fix, receipt};

#[derive(Debug, Clone)]
enum Step {
    Press,
    Cancel(usize),
    Close(usize),
    Choose(usize),
    Position(u16),
    Pass(u32),
    ClockJump(i32),
    DiskFull(bool),
    Crash,
    Deliver(Fate),
    /// The person wants everything deleted.
    Leave,
    /// The central proves that it did.
    Prove,
}

/// What becomes of the next request.
#[derive(Debug, Clone)]
enum Fate {
    Arrives,
    /// It arrives, but its answer is lost.
    AnswerLost,
    Lost,
    Refused,
    Portal,
}

fn step() -> impl Strategy<Value = Step> {
    let fate = prop_oneof![
        4 => Just(Fate::Arrives),
        2 => Just(Fate::AnswerLost),
        2 => Just(Fate::Lost),
        1 => Just(Fate::Refused),
        1 => Just(Fate::Portal),
    ];
    prop_oneof![
        2 => Just(Step::Press),
        1 => any::<usize>().prop_map(Step::Cancel),
        1 => any::<usize>().prop_map(Step::Close),
        1 => any::<usize>().prop_map(Step::Choose),
        3 => any::<u16>().prop_map(Step::Position),
        3 => (0_u32..400_000).prop_map(Step::Pass),
        1 => any::<i32>().prop_map(Step::ClockJump),
        1 => any::<bool>().prop_map(Step::DiskFull),
        1 => Just(Step::Crash),
        6 => fate.prop_map(Step::Deliver),
        1 => Just(Step::Leave),
        1 => Just(Step::Prove),
    ]
}

/// A central as the protocol wants it: what came first under a number stays.
#[derive(Default)]
struct Central {
    alerts: BTreeMap<AlertId, (Vec<u8>, BTreeMap<u64, Update>)>,
    /// What an operator closed: nobody looks at what comes after that.
    closed: BTreeSet<AlertId>,
    /// Presses that came as urgency, while somebody could see them.
    seen_presses: usize,
}

impl Central {
    fn take(&mut self, id: AlertId, body: Body) -> Outcome<ReceiptAnswer> {
        match body {
            Body::Alert(bytes) => {
                let (first, _) = self
                    .alerts
                    .entry(id)
                    .or_insert((bytes.clone(), BTreeMap::new()));
                assert_eq!(*first, bytes, "an alert changed between two attempts");
            }
            Body::Updates(bytes) => {
                let (_, known) = self
                    .alerts
                    .get_mut(&id)
                    .expect("a trail overtook its alert");
                for update in serde_json::from_slice::<Vec<Update>>(&bytes).unwrap() {
                    let is_press = update.change == Change::Urgent(true);
                    let is_new = !known.contains_key(&update.seq.0);
                    if is_press && is_new && !self.closed.contains(&id) {
                        self.seen_presses += 1;
                    }
                    let first = known.entry(update.seq.0).or_insert(update.clone());
                    assert_eq!(*first, update, "an update changed between two attempts");
                }
            }
        }
        receipt(id, self.without_gap(id))
    }

    fn without_gap(&self, id: AlertId) -> u64 {
        let known = &self.alerts[&id].1;
        let mut seq = 0;
        while known.contains_key(&(seq + 1)) {
            seq += 1;
        }
        seq
    }
}

struct Lived {
    phone: Phone,
    central: Central,
    /// Alerts that were shown as saved.
    promised: Vec<AlertId>,
    presses: usize,
    /// The disk refused a press, or the end of an alert and with it the alert that its unseen
    /// presses were raised as: what is only in memory does not survive a crash, and says so.
    disk_refused: bool,
    /// Number of the last status.
    last_n: u64,
}

impl Lived {
    fn play(&mut self, step: &Step) {
        // Chance is fresh for every event, also after a crash. In its second byte, since an id gives
        // four bits of the first one to its version: what the phone has forgotten it cannot avoid.
        self.phone.dice += 0x100;
        let pick = |index: &usize| {
            self.promised
                .get(index % self.promised.len().max(1))
                .copied()
        };
        match step {
            Step::Press => {
                let id = self.phone.press();
                self.presses += 1;
                self.disk_refused |= self.phone.disk_full;
                match self.phone.alert(id).stage {
                    Stage::NotSaved(NotSaved::Disk) => assert!(self.phone.disk_full),
                    Stage::Saving | Stage::NotSaved(_) => panic!("a press was not written"),
                    Stage::Closed => panic!("a press went to an alert that is over"),
                    Stage::Saved if !self.promised.contains(&id) => self.promised.push(id),
                    // It runs, and takes the press.
                    _ => {}
                }
            }
            Step::Cancel(index) => {
                let event = pick(index).map(|id| Event::Cancel {
                    id,
                    reason: CancelReason::YaPaso,
                });
                if let Some(event) = event {
                    self.phone.step(event);
                }
            }
            Step::Close(index) => {
                let known = |id: &AlertId| self.central.alerts.contains_key(id);
                if let Some(id) = pick(index).filter(known) {
                    self.last_n += 1;
                    self.disk_refused |= self.phone.disk_full;
                    self.central.closed.insert(id);
                    self.phone.report(id, self.last_n, State::Closed);
                }
            }
            Step::Choose(index) => {
                let event = pick(index).map(|id| Event::ChooseKind {
                    id,
                    kind: Kind::Robo,
                });
                if let Some(event) = event {
                    self.phone.step(event);
                }
            }
            Step::Position(accuracy_m) => {
                let fix = fix(self.phone.wall_ms, f64::from(*accuracy_m));
                self.phone.step(Event::Fix(fix));
            }
            Step::Pass(ms) => self.phone.pass_ms(u64::from(*ms)),
            Step::ClockJump(ms) => self.phone.wall_ms = EVENING_MS + i64::from(*ms),
            Step::DiskFull(full) => self.phone.disk_full = *full,
            Step::Crash => self.phone.restart(),
            Step::Deliver(fate) => self.deliver(fate),
            Step::Leave => self.phone.step(Event::DeleteMyData(History::Forget)),
            Step::Prove => self
                .phone
                .step(Event::DeletionAnswered(proof_by(&central_key()))),
        }
        self.nothing_is_claimed_that_is_not_so();
    }

    fn deliver(&mut self, fate: &Fate) {
        let Some((id, body)) = self.phone.post() else {
            return;
        };
        let outcome = match fate {
            Fate::Arrives => self.central.take(id, body),
            Fate::AnswerLost => {
                self.central.take(id, body);
                Outcome::NoAnswer
            }
            Fate::Lost => Outcome::NoAnswer,
            Fate::Refused => Outcome::Refused(ProblemKind::TooMany),
            Fate::Portal => Outcome::Impostor,
        };
        self.phone.answer(id, outcome);
    }

    fn nothing_is_claimed_that_is_not_so(&self) {
        for alert in self.phone.view().alerts {
            let at_central = self.central.alerts.contains_key(&alert.id);
            match alert.stage {
                Stage::Saving => panic!("a picture was shown between press and disk"),
                Stage::Saved => {
                    let key = auxilio_client::core::Key::Alert(alert.id);
                    assert!(
                        self.phone.disk.contains_key(&key),
                        "shown as saved, not on disk"
                    );
                }
                Stage::NotSaved(_) => {}
                _ => assert!(at_central, "shown as received, not at the central"),
            }
        }
    }

    /// The network is good and the disk has room: everything gets through.
    fn settle(&mut self) {
        self.phone.disk_full = false;
        for _ in 0..2_000 {
            match self.phone.post() {
                Some((id, body)) => {
                    let outcome = self.central.take(id, body);
                    self.phone.answer(id, outcome);
                }
                None if self.is_settled() => return,
                None => self.phone.pass_ms(300_000),
            }
        }
        panic!("something never got through");
    }

    fn is_settled(&self) -> bool {
        let is_through = |alert: &auxilio_client::view::AlertView| {
            alert.received_at.is_some() && alert.unsent_updates == 0
        };
        self.phone.view().alerts.iter().all(is_through)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_alert_that_was_shown_as_saved_is_ever_lost_or_doubled(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let mut history = Lived {
            phone: phone(Enrolment::Active), central: Central::default(), promised: Vec::new(), presses: 0,
            disk_refused: false, last_n: 0,
        };
        for step in &steps {
            history.play(step);
        }
        history.settle();
        for id in &history.promised {
            prop_assert!(history.central.alerts.contains_key(id));
            // One that went with a deletion was over and settled.
            let alerts = history.phone.view().alerts;
            let Some(alert) = alerts.into_iter().find(|alert| alert.id == *id) else { continue };
            let cancelled = alert.cancel.is_none_or(|cancel| cancel.receipted);
            prop_assert!(cancelled, "a cancellation did not get through");
        }
        // What the disk refused may be lost, and what the person took back need not be seen.
        let is_taken_back = steps.iter().any(|step| matches!(step, Step::Cancel(_)));
        if !is_taken_back && !history.disk_refused {
            let arrived = history.central.alerts.len() + history.central.seen_presses;
            prop_assert!(arrived >= history.presses, "a press did not get through");
        }
    }
}
