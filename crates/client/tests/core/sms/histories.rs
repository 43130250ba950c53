//! Random histories of text messages: crashes, reports late or never, permissions that come and
//! go, receipts in between.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_client::Intent;
use auxilio_client::core::{Event, Key};
use auxilio_client::ports::{TextFailure, TextReport, Texting};
use auxilio_protocol::{AlertId, CancelReason, Kind, Mode};
use proptest::prelude::*;

use super::{given, phone};
use crate::phone::{Phone, receipt};

/// Attempts at one message: the first and five more.
const ATTEMPTS_MAX: usize = 6;

#[derive(Debug, Clone)]
enum Step {
    Press(Intent),
    Pass(u32),
    Crash,
    Capability(Texting),
    Report(usize, TextReport),
    Receipt(usize),
    Cancel(usize),
    Try(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let open = Intent::open(Kind::Robo);
    let covert = Intent {
        mode: Mode::Covert,
        ..open.clone()
    };
    let intents = vec![open, covert, Intent::drill()];
    let capabilities = vec![Texting::None, Texting::Prefills, Texting::Sends];
    let reports = vec![
        TextReport::Sent,
        TextReport::Delivered,
        TextReport::Failed(TextFailure::NoService),
    ];
    prop_oneof![
        2 => prop::sample::select(intents).prop_map(Step::Press),
        6 => (0_u32..1_000_000).prop_map(Step::Pass),
        2 => Just(Step::Crash),
        1 => prop::sample::select(capabilities).prop_map(Step::Capability),
        4 => (any::<usize>(), prop::sample::select(reports))
            .prop_map(|(which, report)| Step::Report(which, report)),
        1 => any::<usize>().prop_map(Step::Receipt),
        1 => any::<usize>().prop_map(Step::Cancel),
        1 => any::<usize>().prop_map(Step::Try),
    ]
}

#[derive(Default)]
struct Known {
    pressed: Vec<(AlertId, Intent)>,
    tried: BTreeSet<AlertId>,
    /// Receipted or cancelled.
    ended: BTreeSet<AlertId>,
    /// The words that the system was given, for each alert.
    sent: BTreeMap<AlertId, Vec<String>>,
    confirmed: BTreeSet<AlertId>,
}

impl Known {
    fn id(&self, which: usize) -> Option<AlertId> {
        let at = which.checked_rem(self.pressed.len())?;
        Some(self.pressed[at].0)
    }

    /// Everything that leaves may leave, and is on disk as leaving.
    fn check(&mut self, phone: &mut Phone) -> Result<(), TestCaseError> {
        while let Some(message) = given(phone) {
            let id = message.id;
            let kept = String::from_utf8_lossy(&phone.disk[&Key::Alert(id)]).into_owned();
            prop_assert!(kept.contains("handed_out"), "{kept}");
            let (_, intent) = self.pressed.iter().find(|(of, _)| *of == id).unwrap();
            prop_assert_eq!(intent.mode, Mode::Open);
            prop_assert!(!intent.exercise || self.tried.contains(&id));
            let is_over = self.ended.contains(&id) && !intent.exercise;
            prop_assert!(!is_over, "nothing leaves after the end");
            prop_assert!(
                !self.confirmed.contains(&id),
                "what was sent is not sent again"
            );
            let sent = self.sent.entry(id).or_default();
            sent.push(message.text);
            prop_assert!(sent.len() <= ATTEMPTS_MAX);
            prop_assert!(sent.iter().all(|text| *text == sent[0]), "the same words");
        }
        Ok(())
    }

    fn take(&mut self, phone: &mut Phone, step: Step) {
        match step {
            Step::Press(intent) => {
                let id = phone.press_for(intent.clone());
                if self.pressed.iter().all(|(of, _)| *of != id) {
                    self.pressed.push((id, intent));
                }
            }
            Step::Pass(ms) => phone.pass_ms(ms.into()),
            Step::Crash => {
                phone.restart();
                phone.step(Event::Texting(Texting::Sends));
            }
            Step::Capability(texting) => phone.step(Event::Texting(texting)),
            Step::Report(which, report) => self.report(phone, which, report),
            Step::Receipt(which) => {
                if let Some(id) = self.id(which) {
                    self.ended.insert(id);
                    phone.answer(id, receipt(id, 0));
                }
            }
            Step::Cancel(which) => {
                if let Some(id) = self.id(which) {
                    self.ended.insert(id);
                    let reason = CancelReason::YaPaso;
                    phone.step(Event::Cancel { id, reason });
                }
            }
            Step::Try(which) => {
                if let Some(id) = self.id(which) {
                    self.tried.insert(id);
                    phone.step(Event::TryText { id });
                }
            }
        }
    }

    /// Reports come only of what was given to the system.
    fn report(&mut self, phone: &mut Phone, which: usize, report: TextReport) {
        let Some(id) = self.id(which).filter(|id| self.sent.contains_key(id)) else {
            return;
        };
        if !matches!(report, TextReport::Failed(_)) {
            self.confirmed.insert(id);
        }
        phone.step(Event::TextReported { id, report });
    }
}

proptest! {
    #[test]
    fn whatever_happens_no_message_leaves_that_must_not_and_each_is_noted_before(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut phone = phone();
        let mut known = Known::default();
        for step in steps {
            known.take(&mut phone, step);
            known.check(&mut phone)?;
        }
    }

    #[test]
    fn every_alert_without_an_end_gets_its_message_in_the_end(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut phone = phone();
        let mut known = Known::default();
        for step in steps {
            known.take(&mut phone, step);
            known.check(&mut phone)?;
        }
        phone.step(Event::Texting(Texting::Sends));
        for _ in 0..400 {
            phone.pass_ms(10_000);
            known.check(&mut phone)?;
        }
        for (id, intent) in &known.pressed {
            let is_due = intent.mode == Mode::Open && !intent.exercise;
            if is_due && !known.ended.contains(id) {
                prop_assert!(known.sent.contains_key(id));
            }
        }
    }
}
