//! A phone in the wrong hands: what a face hides, what a PIN opens, and what nobody can tell apart.

mod twins;

use auxilio_client::Intent;
use auxilio_client::core::{Body, Effect, Event, Key, Stored};
use auxilio_client::discreet::{Act, Discreet, Guard, Pin, Purpose, Retention, Setup, tries};
use auxilio_client::outbox::stored;
use auxilio_client::preferences::Switch;
use auxilio_client::view::{DiscreetView, Lock, Trial};
use auxilio_protocol::alert::Mode;
use auxilio_protocol::{AlertId, CancelReason, Kind, State};
use zeroize::Zeroizing;

use crate::phone::{Phone, receipt};

pub(crate) const PIN: &str = "2468";
pub(crate) const DURESS: &str = "1357";
const CODE: &str = "55555";

pub(crate) fn pin(typed: &str) -> Pin {
    typed.parse().unwrap()
}

fn discreet(history: Retention) -> Discreet {
    let setup = Setup::new(
        "calculator".parse().unwrap(),
        pin(PIN),
        pin(DURESS),
        Some(pin(CODE)),
        Switch::On,
        history,
    );
    Discreet::of(setup.unwrap(), [3; 16])
}

/// An enrolled phone with a face before the app, closed.
pub(crate) fn hidden() -> Phone {
    keeping(Retention::Always)
}

fn keeping(history: Retention) -> Phone {
    let mut phone = Phone::enrolled();
    phone.step(Event::Discreet(Act::Made(Box::new(discreet(history)))));
    phone.step(Event::Discreet(Act::Lock));
    phone.asked.clear();
    phone.written.clear();
    phone
}

impl Phone {
    /// Looks at what was typed, as the loop would beside itself.
    pub(crate) fn check(&mut self) -> bool {
        let index = self
            .asked
            .iter()
            .position(|effect| matches!(effect, Effect::CheckPin { .. }));
        let Some(Effect::CheckPin { verifier, pin }) = index.and_then(|i| self.asked.remove(i))
        else {
            return false;
        };
        self.step(Event::Discreet(Act::Checked(verifier.check(&pin))));
        true
    }

    /// Types a number on the face, and «=».
    pub(crate) fn type_on_face(&mut self, digits: &str) {
        let id = AlertId::new(u64::try_from(self.wall_ms).unwrap(), [99; 10]);
        self.step(Event::Discreet(Act::Typed {
            id,
            digits: Zeroizing::new(digits.to_owned()),
        }));
        self.check();
    }

    pub(crate) fn cancel_with(&mut self, typed: &str, id: AlertId) {
        self.step(Event::Discreet(Act::Try {
            pin: pin(typed),
            purpose: Purpose::Cancel {
                id,
                reason: CancelReason::YaPaso,
            },
        }));
        self.check();
    }

    fn lock(&self) -> Lock {
        match self.view().discreet {
            DiscreetView::On { lock, .. } => lock,
            DiscreetView::Off => panic!("nothing stands before the app"),
        }
    }

    fn trial(&self) -> Trial {
        match self.view().discreet {
            DiscreetView::On { trial, .. } => trial,
            DiscreetView::Off => panic!("nothing stands before the app"),
        }
    }

    fn open_app(&mut self) {
        self.type_on_face(PIN);
        assert_eq!(self.lock(), Lock::Open);
    }
}

#[test]
fn behind_a_face_every_press_is_covert_also_a_drill_and_a_way_home() {
    let mut phone = hidden();
    let id = phone.press();
    assert_eq!(phone.alert(id).mode, Mode::Covert);
    let drill = phone.press_for(Intent::drill());
    assert_eq!(phone.alert(drill).mode, Mode::Covert);
    let journey = AlertId::new(7, [7; 10]);
    phone.step(Event::StartJourney {
        id: journey,
        intent: Intent::open(Kind::Auxilio),
        lasts_s: 60,
    });
    phone.pass_ms(61_000);
    assert_eq!(phone.alert(journey).mode, Mode::Covert);
}

#[test]
fn only_the_pin_opens_the_app_and_leaving_closes_it() {
    let mut phone = hidden();
    for typed in [DURESS, "2469", "24680", "7", ""] {
        phone.type_on_face(typed);
        assert_eq!(phone.lock(), Lock::Closed, "{typed}");
        assert_eq!(phone.trial(), Trial::None, "a face tells nothing: {typed}");
    }
    phone.open_app();
    phone.step(Event::Front(false));
    assert_eq!(phone.lock(), Lock::Closed);
    phone.open_app();
    phone.step(Event::Discreet(Act::Lock));
    assert_eq!(phone.lock(), Lock::Closed);
    phone.restart();
    assert_eq!(phone.lock(), Lock::Closed);
    phone.open_app();
}

#[test]
fn a_number_that_is_as_long_as_no_pin_is_only_a_number() {
    let mut phone = hidden();
    phone.type_on_face("12345");
    phone.type_on_face("123");
    assert!(phone.written.is_empty(), "{:?}", phone.written);
}

#[test]
fn the_code_calls_for_help_without_opening_anything() {
    let mut phone = hidden();
    phone.type_on_face(CODE);
    let view = phone.view();
    assert_eq!(view.alerts.len(), 1);
    assert_eq!(view.alerts[0].mode, Mode::Covert);
    assert_eq!(phone.lock(), Lock::Closed);
    assert!(phone.post().is_some(), "it leaves at once");
}

#[test]
fn a_try_is_counted_on_the_disk_before_it_is_looked_at() {
    let mut phone = hidden();
    phone.step(Event::Discreet(Act::Try {
        pin: pin("0000"),
        purpose: Purpose::Open,
    }));
    let kept = stored::read_discreet(&phone.disk[&Key::Discreet]).unwrap();
    assert_eq!(kept.wrong, 1, "ending the process now does not undo it");
    assert!(phone.check());
    assert!(!phone.check(), "one computation for each try");
    phone.open_app();
    let kept = stored::read_discreet(&phone.disk[&Key::Discreet]).unwrap();
    assert_eq!(kept.wrong, 0);
}

#[test]
fn after_five_wrong_tries_the_next_one_waits_and_no_restart_helps() {
    let mut phone = hidden();
    let id = phone.press();
    for _ in 0..tries::FREE_TRIES {
        phone.cancel_with("0000", id);
        assert_eq!(phone.trial(), Trial::Wrong);
    }
    phone.cancel_with(PIN, id);
    assert!(matches!(phone.trial(), Trial::Waits { .. }));
    assert!(phone.alert(id).cancel.is_none(), "not even the right one");
    phone.pass_ms(tries::WAIT_FIRST_MS - 1);
    phone.restart();
    phone.type_on_face(PIN);
    assert_eq!(phone.lock(), Lock::Closed);
    phone.pass_ms(tries::WAIT_FIRST_MS);
    phone.open_app();
    assert_eq!(phone.view().alerts.len(), 1, "nothing is ever wiped");
}

#[test]
fn whoever_took_the_phone_cannot_cancel_without_a_pin() {
    let mut phone = hidden();
    phone.open_app();
    let id = phone.press();
    let reason = CancelReason::FalsaAlarma;
    phone.step(Event::Cancel { id, reason });
    assert!(phone.alert(id).cancel.is_none());
    phone.cancel_with(PIN, id);
    assert!(phone.alert(id).cancel.is_some());
    assert_eq!(phone.lock(), Lock::Closed, "back to the face");
}

#[test]
fn a_press_waits_for_no_pin_that_is_being_looked_at() {
    let mut phone = hidden();
    phone.step(Event::Discreet(Act::Try {
        pin: pin(PIN),
        purpose: Purpose::Open,
    }));
    let id = phone.press();
    assert_eq!(phone.post().unwrap().0, id);
    assert!(phone.check());
    assert_eq!(phone.lock(), Lock::Open);
}

#[test]
fn a_face_whose_record_cannot_be_read_stays_and_covert_presses_leave() {
    let mut phone = Phone::with(Stored {
        discreet: Guard::Sealed("calculator".parse().unwrap()),
        ..Stored::default()
    });
    phone.step(Event::Wake);
    phone.type_on_face(PIN);
    assert_eq!(phone.lock(), Lock::Closed);
    let id = phone.press();
    assert_eq!(phone.alert(id).mode, Mode::Covert);
}

#[test]
fn only_with_the_app_open_is_anything_of_it_changed() {
    let mut phone = hidden();
    let kept = phone.disk.get(&Key::Discreet).cloned();
    let change = || {
        Event::Discreet(Act::Change {
            confirm: Switch::Off,
            history: Retention::UntilClosed,
        })
    };
    phone.step(change());
    phone.step(Event::Discreet(Act::TurnOff));
    phone.step(Event::Discreet(Act::Made(Box::new(discreet(
        Retention::Always,
    )))));
    assert_eq!(phone.disk.get(&Key::Discreet).cloned(), kept);
    phone.open_app();
    phone.step(change());
    assert_ne!(phone.disk.get(&Key::Discreet).cloned(), kept);
    phone.step(Event::Discreet(Act::TurnOff));
    assert_eq!(phone.view().discreet, DiscreetView::Off);
    assert!(!phone.disk.contains_key(&Key::Discreet));
    let first = phone.asked.iter().rev().find_map(|effect| match effect {
        Effect::ShowFaceFirst(face) => Some(face.clone()),
        _ => None,
    });
    assert_eq!(first, Some(None), "the next start shows the app");
}

#[test]
fn the_history_goes_when_the_person_said_and_never_before_it_is_settled() {
    const DAY_MS: u64 = 24 * 3_600_000;
    for (history, days) in [
        (Retention::Always, None),
        (Retention::Days(2), Some(2)),
        (Retention::UntilClosed, Some(0)),
    ] {
        let mut phone = keeping(history);
        let id = phone.press();
        phone.pass_ms(3 * DAY_MS);
        assert_eq!(
            phone.view().alerts.len(),
            1,
            "it has no receipt: {history:?}"
        );
        phone.answer(id, receipt(id, 0));
        assert_eq!(phone.view().alerts.len(), 1, "it runs: {history:?}");
        phone.report(id, 2, State::Closed);
        let left = phone.view().alerts.len();
        assert_eq!(left, usize::from(days.is_none()), "{history:?}");
        assert_eq!(phone.disk.contains_key(&Key::Alert(id)), days.is_none());
    }
}

#[test]
fn no_kind_and_no_mode_can_be_told_by_a_length_on_the_wire_or_on_the_disk() {
    let lengths = |intent: &Intent| {
        let mut phone = Phone::enrolled();
        let id = phone.press_for(intent.clone());
        let Some((_, Body::Alert(body))) = phone.post() else {
            panic!("no alert left");
        };
        (body.len(), phone.disk[&Key::Alert(id)].len())
    };
    let first = lengths(&Intent::open(Kind::Auxilio));
    for kind in Kind::ALL {
        for intent in [Intent::open(kind.clone()), Intent::covert(kind)] {
            assert_eq!(lengths(&intent), first, "{intent:?}");
        }
    }
    assert_eq!(lengths(&Intent::drill()), first);
}
