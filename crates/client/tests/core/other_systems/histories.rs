//! Random histories of a phone whose person changes their mind about where alerts go.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_client::core::{Body, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::Stage;
use auxilio_protocol::{AlertId, CancelReason, Kind, OtherSystem, Update};
use proptest::prelude::*;

use super::{cap, central, webhook};
use crate::phone::{Phone, fix, receipt};

#[derive(Debug, Clone)]
enum Step {
    Press,
    Cancel(usize),
    Choose(usize),
    Position(u16),
    Pass(u32),
    Crash,
    SendTo(Place),
    /// The next request to whoever is asked; the answer's status, or none.
    Answer(Option<u16>),
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Central,
    Webhook,
    Cap,
}

fn step() -> impl Strategy<Value = Step> {
    let place = prop_oneof![Just(Place::Central), Just(Place::Webhook), Just(Place::Cap)];
    let status = prop_oneof![
        6 => Just(Some(200)),
        1 => Just(Some(503)),
        1 => Just(Some(401)),
        1 => Just(Some(302)),
        2 => Just(None),
    ];
    prop_oneof![
        2 => Just(Step::Press),
        1 => any::<usize>().prop_map(Step::Cancel),
        1 => any::<usize>().prop_map(Step::Choose),
        2 => any::<u16>().prop_map(Step::Position),
        2 => (0_u32..400_000).prop_map(Step::Pass),
        1 => Just(Step::Crash),
        2 => place.prop_map(Step::SendTo),
        8 => status.prop_map(Step::Answer),
    ]
}

#[derive(Default)]
struct World {
    /// What the central has durably: updates by number.
    central: BTreeMap<AlertId, BTreeSet<u64>>,
    /// What other systems answered with success for.
    taken: BTreeSet<(OtherSystem, Vec<u8>)>,
    /// Alerts of which somebody said that they have them.
    handed: BTreeSet<AlertId>,
}

impl World {
    fn receipts(&mut self, phone: &mut Phone, id: AlertId, body: &Body) {
        let known = self.central.entry(id).or_default();
        if let Body::Updates(bytes) = body {
            for update in serde_json::from_slice::<Vec<Update>>(bytes).unwrap() {
                known.insert(update.seq.0);
            }
        }
        let mut seq = 0;
        while known.contains(&(seq + 1)) {
            seq += 1;
        }
        phone.answer(id, receipt(id, seq));
    }

    /// Whoever is asked answers.
    fn answer(&mut self, phone: &mut Phone, status: Option<u16>) -> bool {
        if let Some((id, body)) = phone.post() {
            match status {
                Some(200) => self.receipts(phone, id, &body),
                _ => phone.answer(id, Outcome::NoAnswer),
            }
            return true;
        }
        let Some(handover) = phone.handover() else {
            return false;
        };
        if status == Some(200) {
            let is_new = self
                .taken
                .insert((handover.to.clone(), handover.body.clone()));
            assert!(is_new, "sent again after success: {}", handover.text());
            self.handed.insert(handover.id);
        }
        phone.status(&handover, status);
        true
    }

    fn nothing_is_claimed_that_is_not_so(&self, phone: &Phone) {
        for alert in phone.view().alerts {
            let is_receipted = self.central.contains_key(&alert.id);
            match alert.stage {
                Stage::Saved => {}
                Stage::HandedOver => {
                    assert!(self.handed.contains(&alert.id));
                    assert!(alert.received_at.is_none());
                    assert!(alert.offer_calls || alert.is_over(), "calls stay offered");
                }
                _ => assert!(is_receipted, "shown as received on another system's word"),
            }
            assert_eq!(alert.received_at.is_some(), is_receipted);
        }
    }
}

fn send_to(phone: &mut Phone, place: Place) {
    phone.step(match place {
        Place::Central => Event::SetEndpoint(central()),
        Place::Webhook => Event::SendTo(webhook()),
        Place::Cap => Event::SendTo(cap()),
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_switching_strands_doubles_or_settles_anything_and_a_central_gets_it_all_in_the_end(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let mut phone = Phone::enrolled();
        let mut world = World::default();
        let mut ids: Vec<AlertId> = Vec::new();
        for step in &steps {
            phone.dice += 1;
            let pick = |index: &usize| ids.get(index % ids.len().max(1)).copied();
            match step {
                Step::Press => {
                    phone.wall_ms += 1;
                    let id = phone.press();
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Step::Cancel(index) => {
                    let reason = CancelReason::YaPaso;
                    if let Some(id) = pick(index) {
                        phone.step(Event::Cancel { id, reason });
                    }
                }
                Step::Choose(index) => {
                    if let Some(id) = pick(index) {
                        phone.step(Event::ChooseKind { id, kind: Kind::Robo });
                    }
                }
                Step::Position(accuracy_m) => {
                    let fix = fix(phone.wall_ms, f64::from(*accuracy_m));
                    phone.step(Event::Fix(fix));
                }
                Step::Pass(ms) => {
                    // No request is under way for so long: what nobody has answered is lost.
                    phone.asked.clear();
                    phone.pass_ms(u64::from(*ms));
                }
                Step::Crash => phone.restart(),
                Step::SendTo(place) => send_to(&mut phone, *place),
                Step::Answer(status) => {
                    world.answer(&mut phone, *status);
                }
            }
            world.nothing_is_claimed_that_is_not_so(&phone);
        }
        send_to(&mut phone, Place::Central);
        for _ in 0..2_000 {
            if !world.answer(&mut phone, Some(200)) {
                if phone.view().alerts.iter().all(|a| a.received_at.is_some() && !a.waits()) {
                    break;
                }
                phone.pass_ms(300_000);
            }
        }
        for id in &ids {
            let alert = phone.alert(*id);
            prop_assert!(world.central.contains_key(id), "stranded");
            prop_assert!(alert.received_at.is_some() && !alert.waits());
            prop_assert!(alert.cancel.is_none_or(|cancel| cancel.receipted));
        }
    }
}
