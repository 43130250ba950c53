//! A way home: told, kept, confirmed or raised, whatever happens to phone, clock and network.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_client::Intent;
use auxilio_client::core::{Body, Effect, Event, Key};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::ports::Demand;
use auxilio_client::view::{JourneyStage, JourneyView, Reminder, Stage, Watch};
use auxilio_protocol::journey::{Course, JourneyAnswer, JourneyNews};
use auxilio_protocol::{
    Alert, AlertId, CancelReason, Change, JourneyState, JourneyStatus, Kind, Update, WireTime, jws,
};
use proptest::prelude::*;

use crate::phone::{EVENING_MS, Phone, central_key, fix, receipt};

const MINUTE_MS: u64 = 60_000;

/// A central that watches, with a clock of its own that is always right.
#[derive(Default)]
struct Central {
    watched: BTreeMap<AlertId, Watched>,
    alerts: BTreeMap<AlertId, Vec<u8>>,
    updates: BTreeMap<AlertId, BTreeMap<u64, Update>>,
}

struct Watched {
    n: u64,
    state: JourneyState,
    due_ms: u64,
    body: Vec<u8>,
}

impl Central {
    fn take(&mut self, now_ms: u64, id: AlertId, news: JourneyNews) -> Outcome<JourneyAnswer> {
        let kept = self.watched.entry(id).or_insert(Watched {
            n: 0,
            state: JourneyState::UnderWay,
            due_ms: now_ms,
            body: Vec::new(),
        });
        if self.alerts.contains_key(&id) {
            kept.state = JourneyState::Raised;
        }
        if kept.state == JourneyState::UnderWay && news.n > kept.n {
            kept.n = news.n;
            match news.course {
                Course::Arrived => kept.state = JourneyState::Arrived,
                Course::UnderWay { left_s, alert, .. } => {
                    kept.due_ms = now_ms + u64::from(left_s) * 1_000;
                    if !kept.body.is_empty() {
                        assert_eq!(kept.body, alert, "the alert changed on the way");
                    }
                    kept.body = alert;
                }
            }
        }
        let status = JourneyStatus {
            journey: id,
            n: kept.n,
            state: kept.state,
            due_at: WireTime::from_unix_ms(i64::try_from(kept.due_ms).unwrap()),
            at: WireTime::from_unix_ms(i64::try_from(now_ms).unwrap()),
        };
        answer(&status)
    }

    fn watch(&mut self, now_ms: u64) {
        for (id, kept) in &mut self.watched {
            if kept.state == JourneyState::UnderWay && kept.due_ms <= now_ms {
                kept.state = JourneyState::Raised;
                self.alerts.entry(*id).or_insert(kept.body.clone());
            }
        }
    }

    fn deliver(&mut self, id: AlertId, body: Body) {
        match body {
            Body::Alert(bytes) => {
                let first = self.alerts.entry(id).or_insert(bytes.clone());
                assert_eq!(*first, bytes, "raised twice, and not the same");
            }
            Body::Updates(bytes) => {
                let updates: Vec<Update> = serde_json::from_slice(&bytes).unwrap();
                let known = self.updates.entry(id).or_default();
                for update in updates {
                    known.entry(update.seq.0).or_insert(update);
                }
            }
        }
    }

    fn receipt(&self, id: AlertId) -> Outcome<auxilio_protocol::receipt::ReceiptAnswer> {
        let known = self.updates.get(&id).map_or(0, BTreeMap::len);
        receipt(id, u64::try_from(known).unwrap())
    }

    fn knows_of_the_end(&self, id: AlertId) -> bool {
        let updates = self.updates.get(&id).into_iter().flatten();
        updates
            .into_iter()
            .any(|(_, update)| matches!(update.change, Change::Cancel(_)))
    }
}

fn answer(status: &JourneyStatus) -> Outcome<JourneyAnswer> {
    Outcome::Answer(JourneyAnswer {
        journey: jws::sign(&central_key(), status),
    })
}

fn new_id(number: u8) -> AlertId {
    // Apart from the presses of the phone, which are numbered from 1.
    AlertId::new(
        u64::try_from(EVENING_MS).unwrap(),
        [number, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    )
}

fn start(phone: &mut Phone, number: u8, minutes: u32) -> AlertId {
    let id = new_id(number);
    phone.step(Event::StartJourney {
        id,
        intent: Intent::open(Kind::Auxilio),
        lasts_s: minutes * 60,
    });
    id
}

/// Takes the next word on a journey that was asked for.
fn told(phone: &mut Phone) -> Option<(AlertId, JourneyNews)> {
    let is_it = |effect: &Effect| matches!(effect, Effect::TellJourney { .. });
    let index = phone.asked.iter().position(is_it)?;
    match phone.asked.remove(index) {
        Some(Effect::TellJourney { id, body, .. }) => {
            Some((id, JourneyNews::read(&body, id).unwrap().0))
        }
        _ => None,
    }
}

/// The next word reaches the central, and its answer the phone.
fn exchange(phone: &mut Phone, central: &mut Central) -> JourneyNews {
    let (id, news) = told(phone).unwrap();
    let outcome = central.take(phone.now_ms, id, news.clone());
    phone.step(Event::JourneyAnswered { id, outcome });
    news
}

fn journey(phone: &Phone) -> JourneyView {
    phone.view().journey.unwrap()
}

fn left_s(news: &JourneyNews) -> u32 {
    match news.course {
        Course::UnderWay { left_s, .. } => left_s,
        Course::Arrived => panic!("arrived"),
    }
}

#[test]
fn the_disk_has_a_journey_before_the_central_hears_of_it_and_only_its_signed_word_counts() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    assert!(phone.disk.contains_key(&Key::Journey(id)));
    assert_eq!(journey(&phone).watch, Watch::NotYet);
    assert_eq!(phone.demand, Demand::Ready);
    let (_, news) = told(&mut phone).unwrap();
    assert_eq!((news.n, left_s(&news)), (1, 1_800));
    for nobody in [Outcome::NoAnswer, Outcome::Impostor] {
        let outcome = nobody;
        phone.step(Event::JourneyAnswered { id, outcome });
        assert_eq!(journey(&phone).watch, Watch::NotYet);
    }
    phone.pass_ms(5 * MINUTE_MS);
    // A length, not a time: it is counted when it is sent.
    let news = exchange(&mut phone, &mut central);
    assert_eq!((news.n, left_s(&news)), (1, 1_500));
    assert_eq!(journey(&phone).watch, Watch::Whole);
    assert!(phone.post().is_none(), "nobody has asked for help");
}

#[test]
fn a_longer_time_is_the_centrals_only_once_it_says_so() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    exchange(&mut phone, &mut central);
    let before = journey(&phone).due_at;
    phone.step(Event::ExtendJourney { id, by_s: 600 });
    assert_eq!(journey(&phone).due_at.ms_since(before), 600_000);
    assert!(matches!(journey(&phone).watch, Watch::Until(_)));
    let news = exchange(&mut phone, &mut central);
    assert_eq!((news.n, left_s(&news)), (2, 2_400));
    assert_eq!(journey(&phone).watch, Watch::Whole);
}

#[test]
fn the_phone_raises_the_very_alert_that_it_gave_the_central() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS, 10.0)));
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    let Course::UnderWay { alert: given, .. } = exchange(&mut phone, &mut central).course else {
        panic!("under way");
    };
    phone.pass_ms(15 * MINUTE_MS - 1);
    assert!(phone.post().is_none());
    phone.pass_ms(1);
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    assert_eq!(journey(&phone).stage, JourneyStage::Raised);
    let (raised, Body::Alert(bytes)) = phone.post().unwrap() else {
        panic!("no alert");
    };
    assert_eq!((raised, &bytes), (id, &given));
    let alert: Alert = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((alert.id, alert.kind), (id, Kind::Auxilio));
    assert_eq!(alert.fix.unwrap().accuracy_m, Some(10.0));
}

#[test]
fn who_arrives_in_time_is_not_an_alert_and_the_journey_is_forgotten_once_the_central_knows() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    assert_eq!(journey(&phone).stage, JourneyStage::Arriving);
    assert_eq!(phone.demand, Demand::Off);
    phone.restart();
    assert_eq!(journey(&phone).stage, JourneyStage::Arriving);
    assert_eq!(exchange(&mut phone, &mut central).course, Course::Arrived);
    assert_eq!(journey(&phone).stage, JourneyStage::Arrived);
    assert!(!phone.disk.contains_key(&Key::Journey(id)));
    phone.pass_ms(60 * MINUTE_MS);
    assert!(phone.view().alerts.is_empty());
}

#[test]
fn an_arrival_that_the_central_heard_too_late_ends_the_alert_that_it_raised() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    phone.pass_ms(20 * MINUTE_MS);
    assert!(phone.view().alerts.is_empty(), "this phone knows better");
    central.watch(phone.now_ms);
    exchange(&mut phone, &mut central);
    let alert = phone.alert(id);
    let cancel = alert.cancel.unwrap();
    assert_eq!(
        (cancel.reason, cancel.receipted),
        (CancelReason::YaPaso, false)
    );
    while let Some((id, body)) = phone.post() {
        central.deliver(id, body);
        let outcome = central.receipt(id);
        phone.answer(id, outcome);
    }
    assert!(central.knows_of_the_end(id));
    assert!(phone.alert(id).is_over());
    assert_eq!(phone.view().journey, None);
    assert!(!phone.disk.contains_key(&Key::Journey(id)));
}

#[test]
fn arriving_after_the_alert_was_raised_here_cancels_it() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.pass_ms(15 * MINUTE_MS);
    phone.step(Event::Arrive { id });
    assert_eq!(phone.alert(id).cancel.unwrap().reason, CancelReason::YaPaso);
}

#[test]
fn a_phone_that_was_dark_when_the_time_was_over_raises_at_its_start() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.now_ms = 0;
    phone.wall_ms += 3_600_000;
    phone.restart();
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn a_clock_that_is_set_neither_hastens_nor_delays_anything() {
    for jump_ms in [-86_400_000_i64, 86_400_000] {
        let mut phone = Phone::enrolled();
        let id = start(&mut phone, 1, 15);
        phone.pass_ms(5 * MINUTE_MS);
        phone.wall_ms += jump_ms;
        phone.step(Event::Wake);
        let left_ms = journey(&phone).due_at.unix_ms() - phone.wall_ms;
        assert_eq!(left_ms, 600_000);
        phone.pass_ms(10 * MINUTE_MS - 1);
        assert!(phone.view().alerts.is_empty());
        phone.pass_ms(1);
        assert!(phone.view().alerts.iter().any(|alert| alert.id == id));
    }
}

#[test]
fn a_clock_that_goes_back_before_a_restart_gives_no_more_than_the_person_gave() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.wall_ms -= 365 * 86_400_000;
    phone.restart();
    phone.pass_ms(15 * MINUTE_MS);
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn the_person_is_reminded_twice_before_the_time_is_over() {
    let mut phone = Phone::enrolled();
    start(&mut phone, 1, 15);
    assert_eq!(journey(&phone).reminder, None);
    for (minutes, expected) in [(10, Reminder::Soon), (4, Reminder::Now)] {
        let wake_ms = phone.core.wake_at_ms(phone.moment()).unwrap();
        assert!(wake_ms <= phone.now_ms + minutes * MINUTE_MS);
        phone.pass_ms(minutes * MINUTE_MS);
        assert_eq!(journey(&phone).reminder, Some(expected));
    }
}

#[test]
fn positions_are_told_once_a_minute_or_when_they_are_much_better() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    phone.step(Event::Fix(fix(EVENING_MS, 100.0)));
    start(&mut phone, 1, 60);
    exchange(&mut phone, &mut central);
    let mut tells = |after_ms: i64, accuracy_m: f64| {
        phone.step(Event::Fix(fix(EVENING_MS + after_ms, accuracy_m)));
        let is_told = phone
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::TellJourney { .. }));
        if is_told {
            exchange(&mut phone, &mut central);
        }
        is_told
    };
    assert!(!tells(5_000, 90.0));
    assert!(tells(10_000, 20.0));
    assert!(!tells(15_000, 15.0));
    assert!(!tells(60_000, 15.0));
    assert!(tells(70_000, 15.0));
}

#[test]
fn a_press_on_the_way_is_an_alert_of_its_own_at_once() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    let pressed = phone.press();
    assert_ne!(pressed, id);
    assert!(matches!(phone.post(), Some((first, Body::Alert(_))) if first == pressed));
    assert_eq!(journey(&phone).stage, JourneyStage::UnderWay);
    phone.pass_ms(15 * MINUTE_MS);
    // The central folds the two into one incident: both are of one device.
    assert_eq!(phone.view().alerts.len(), 2);
}

#[test]
fn whoever_sets_out_again_has_arrived_before() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let first = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    let second = start(&mut phone, 2, 30);
    assert_eq!(journey(&phone).id, second);
    let news = BTreeMap::from(
        [told(&mut phone).unwrap(), told(&mut phone).unwrap()].map(|(id, news)| (id, news.course)),
    );
    assert_eq!(news[&first], Course::Arrived);
    assert!(matches!(news[&second], Course::UnderWay { .. }));
}

#[test]
fn what_a_full_disk_did_not_keep_gets_a_higher_number_than_the_central_has() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    exchange(&mut phone, &mut central);
    phone.disk_full = true;
    phone.step(Event::ExtendJourney { id, by_s: 600 });
    assert!(!journey(&phone).is_kept);
    exchange(&mut phone, &mut central);
    phone.disk_full = false;
    phone.restart();
    phone.step(Event::Arrive { id });
    for _ in 0..2 {
        if central.watched[&id].state == JourneyState::UnderWay {
            exchange(&mut phone, &mut central);
            phone.pass_ms(MINUTE_MS);
        }
    }
    assert_eq!(central.watched[&id].state, JourneyState::Arrived);
}

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
