//! Random ways home: kills, darkness, losses and clocks that jump, in any order. In the end the
//! network is good again, and then each of them has ended once: at home, or as one alert.

use std::collections::BTreeSet;

use auxilio_client::core::{Event, Key};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::{JourneyStage, Watch};
use auxilio_protocol::{AlertId, JourneyState};
use proptest::prelude::*;

use crate::phone::{EVENING_MS, Phone, fix};
use crate::watch::{Central, start, told};

#[derive(Debug, Clone)]
enum Step {
    Start(u32),
    Extend,
    Arrive,
    Position(u16),
    Pass(u32),
    ClockJump(i32),
    Crash,
    /// Killed, and started again after so long.
    Dark(u32),
    Tell(Fate),
    Deliver(Fate),
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Arrives,
    AnswerLost,
    Lost,
}

fn step() -> impl Strategy<Value = Step> {
    let fate = || {
        prop_oneof![
            3 => Just(Fate::Arrives),
            2 => Just(Fate::AnswerLost),
            2 => Just(Fate::Lost),
        ]
    };
    prop_oneof![
        2 => (1_u32..120).prop_map(Step::Start),
        1 => Just(Step::Extend),
        2 => Just(Step::Arrive),
        2 => any::<u16>().prop_map(Step::Position),
        4 => (0_u32..3_000_000).prop_map(Step::Pass),
        1 => any::<i32>().prop_map(Step::ClockJump),
        1 => Just(Step::Crash),
        1 => (0_u32..9_000_000).prop_map(Step::Dark),
        6 => fate().prop_map(Step::Tell),
        4 => fate().prop_map(Step::Deliver),
    ]
}

struct History {
    phone: Phone,
    central: Central,
    started: Vec<AlertId>,
    /// Those of which the person was told that the central knows of the arrival.
    home: BTreeSet<AlertId>,
    /// Those for which the person has ever said so.
    said_home: BTreeSet<AlertId>,
}

impl History {
    fn play(&mut self, step: &Step) {
        self.phone.dice += 1;
        let current = self.phone.view().journey.map(|journey| journey.id);
        match step {
            Step::Start(minutes) if self.started.len() < 200 => {
                let number = u8::try_from(self.started.len()).unwrap();
                // Whoever sets out has arrived before.
                self.said_home.extend(self.started.iter().copied());
                self.started.push(start(&mut self.phone, number, *minutes));
            }
            Step::Start(_) => {}
            Step::Extend => {
                if let Some(id) = current {
                    self.phone.step(Event::ExtendJourney { id, by_s: 600 });
                }
            }
            Step::Arrive => {
                if let Some(id) = current {
                    self.said_home.insert(id);
                    self.phone.step(Event::Arrive { id });
                }
            }
            Step::Position(accuracy_m) => {
                let fix = fix(self.phone.wall_ms, f64::from(*accuracy_m));
                self.phone.step(Event::Fix(fix));
            }
            Step::Pass(ms) => self.pass_ms(u64::from(*ms)),
            Step::ClockJump(ms) => self.phone.wall_ms = EVENING_MS + i64::from(*ms),
            Step::Crash => self.phone.restart(),
            Step::Dark(ms) => {
                self.phone.now_ms += u64::from(*ms);
                self.phone.wall_ms += i64::from(*ms);
                self.central.watch(self.phone.now_ms);
                self.phone.restart();
            }
            Step::Tell(fate) => {
                self.tell(*fate);
            }
            Step::Deliver(fate) => {
                self.deliver(*fate);
            }
        }
        self.nothing_is_claimed_that_is_not_so();
    }

    fn pass_ms(&mut self, ms: u64) {
        self.phone.pass_ms(ms);
        self.central.watch(self.phone.now_ms);
    }

    fn tell(&mut self, fate: Fate) -> bool {
        let Some((id, news)) = told(&mut self.phone) else {
            return false;
        };
        let outcome = match fate {
            Fate::Lost => Outcome::NoAnswer,
            Fate::Arrives => self.central.take(self.phone.now_ms, id, news),
            Fate::AnswerLost => {
                self.central.take(self.phone.now_ms, id, news);
                Outcome::NoAnswer
            }
        };
        self.phone.step(Event::JourneyAnswered { id, outcome });
        true
    }

    fn deliver(&mut self, fate: Fate) -> bool {
        let Some((id, body)) = self.phone.post() else {
            return false;
        };
        if !matches!(fate, Fate::Lost) {
            self.central.deliver(id, body);
        }
        let outcome = match fate {
            Fate::Arrives => self.central.receipt(id),
            Fate::AnswerLost | Fate::Lost => Outcome::NoAnswer,
        };
        self.phone.answer(id, outcome);
        true
    }

    fn nothing_is_claimed_that_is_not_so(&mut self) {
        let view = self.phone.view();
        for id in &self.home {
            let raised_here = view.alerts.iter().any(|alert| alert.id == *id);
            let raised = raised_here || self.central.alerts.contains_key(id);
            assert!(!raised, "raised after the central knew of the arrival");
        }
        let Some(journey) = view.journey else {
            return;
        };
        let watched = self.central.watched.get(&journey.id);
        if journey.watch != Watch::NotYet {
            assert!(
                watched.is_some(),
                "«la central te acompaña», and it does not"
            );
        }
        if journey.stage == JourneyStage::Arrived {
            let state = watched.map(|watched| watched.state);
            assert_eq!(state, Some(JourneyState::Arrived));
            self.home.insert(journey.id);
        }
    }

    /// The network is good: everything gets through, and all time passes.
    fn settle(&mut self) {
        let mut quiet = 0;
        for _ in 0..4_000 {
            if quiet == 20 {
                return;
            }
            self.phone.dice += 1;
            if self.tell(Fate::Arrives) || self.deliver(Fate::Arrives) {
                quiet = 0;
            } else {
                quiet += 1;
                self.pass_ms(3_600_000);
            }
            self.nothing_is_claimed_that_is_not_so();
        }
        panic!("it is told without end: {:?}", self.phone.view());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_way_home_is_forgotten_and_none_is_raised_after_a_known_arrival(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let mut history = History {
            phone: Phone::enrolled(), central: Central::default(), started: Vec::new(),
            home: BTreeSet::new(), said_home: BTreeSet::new(),
        };
        for step in &steps {
            history.play(step);
        }
        history.settle();
        let central = &history.central;
        for id in &history.started {
            let is_raised = central.alerts.contains_key(id);
            let state = central.watched.get(id).map(|watched| watched.state);
            let is_home = state == Some(JourneyState::Arrived);
            prop_assert!(is_raised != is_home, "raised {is_raised}, home {is_home}");
            if !history.said_home.contains(id) {
                prop_assert!(is_raised, "nobody confirmed, and nothing was raised");
            } else if is_raised && !history.phone.alert(*id).exercise {
                // Said too late, or heard too late.
                let over = central.knows_of_the_end(*id);
                let set_out_again = history.started.last() != Some(id);
                prop_assert!(over || set_out_again, "an alert that the person ended runs on");
            }
        }
        prop_assert!(central.alerts.keys().all(|id| history.started.contains(id)));
        let on_disk = |key: &Key| matches!(key, Key::Journey(_));
        let open = history.phone.view().alerts.iter().filter(|alert| !alert.is_over()).count();
        let kept = history.phone.disk.keys().filter(|key| on_disk(key)).count();
        prop_assert!(kept <= open, "what is over is still kept");
    }
}
