use auxilio_client::View;
use auxilio_client::condition::Link;
use auxilio_client::view::{
    AlertView, CancelView, JourneyStage, JourneyView, NotSaved, Positions, Stage, Trouble, Watch,
};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{AlertId, CancelReason, WireTime};

use super::{Act, Stay, Upkeep, Way, Ways};
use crate::cast::{alert, showing};

fn of(alerts: impl IntoIterator<Item = AlertView>) -> Upkeep {
    Upkeep::of(&showing(alerts))
}

#[test]
fn a_phone_without_anything_under_way_may_sleep() {
    assert_eq!(of([]), Upkeep::Rest);
    assert_eq!(of([alert(Stage::Closed)]), Upkeep::Rest);
}

#[test]
fn what_has_not_reached_the_central_needs_every_moment_of_work() {
    for stage in [
        Stage::Saving,
        Stage::Saved,
        Stage::NotSaved(NotSaved::Disk),
        Stage::NotSaved(NotSaved::Key),
    ] {
        assert_eq!(of([alert(stage)]), Upkeep::Deliver, "{stage:?}");
    }
    let cancelled = AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::YaPaso,
            receipted: false,
        }),
        unsent_updates: 1,
        ..alert(Stage::Received)
    };
    assert_eq!(of([cancelled]), Upkeep::Deliver);
}

#[test]
fn an_alert_that_the_central_has_is_followed_until_it_is_closed() {
    for stage in [
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ] {
        assert_eq!(of([alert(stage)]), Upkeep::Watch, "{stage:?}");
    }
    // An older one that waits counts more.
    let both = [alert(Stage::Received), alert(Stage::Saved)];
    assert_eq!(of(both), Upkeep::Deliver);
}

#[test]
fn what_looks_cancelled_is_watched_as_long_as_positions_follow_it() {
    let cancelled = |positions| AlertView {
        cancel: Some(CancelView {
            reason: CancelReason::YaPaso,
            receipted: true,
        }),
        positions,
        ..alert(Stage::Received)
    };
    assert_eq!(of([cancelled(Positions::Follow)]), Upkeep::Watch);
    assert_eq!(of([cancelled(Positions::Rest)]), Upkeep::Rest);
}

#[test]
fn what_is_refused_takes_no_time_from_the_battery_and_is_not_forgotten() {
    let refused = AlertView {
        trouble: Some(Trouble::Refused(ProblemKind::Unreadable)),
        ..alert(Stage::Saved)
    };
    assert_eq!(of([refused]), Upkeep::Watch);
    let nowhere = AlertView {
        trouble: Some(Trouble::NoEndpoint),
        ..alert(Stage::Saved)
    };
    assert_eq!(of([nowhere]), Upkeep::Watch);
}

#[test]
fn a_way_home_is_delivered_watched_and_then_left() {
    use JourneyStage::{Arrived, Arriving, Raised, UnderWay};
    let journey = |stage, watch| {
        Upkeep::of(&View {
            journey: Some(JourneyView {
                id: AlertId::new(1_795_479_120_000, [7; 10]),
                exercise: false,
                due_at: WireTime::from_unix_ms(1_795_479_180_000),
                stage,
                watch,
                reminder: None,
                is_kept: true,
                trouble: None,
            }),
            ..View::opening(None)
        })
    };
    assert_eq!(journey(UnderWay, Watch::NotYet), Upkeep::Deliver);
    assert_eq!(journey(UnderWay, Watch::Whole), Upkeep::Watch);
    assert_eq!(journey(Arriving, Watch::Whole), Upkeep::Deliver);
    assert_eq!(journey(Arrived, Watch::NotYet), Upkeep::Rest);
    assert_eq!(journey(Raised, Watch::NotYet), Upkeep::Rest);
}

#[test]
fn time_is_asked_for_when_the_app_leaves_with_something_unsent_and_given_back_once_sent() {
    let mut stay = Stay::default();
    assert_eq!(stay.front(true), None);
    assert_eq!(stay.need(Upkeep::Deliver), None);
    assert_eq!(stay.front(false), Some(Act::Begin));
    assert_eq!(stay.need(Upkeep::Deliver), None);
    assert_eq!(stay.need(Upkeep::Watch), Some(Act::End));
    assert_eq!(stay.need(Upkeep::Rest), None);
}

#[test]
fn an_app_that_was_woken_asks_at_once_and_never_twice_for_time_that_has_run_out() {
    let mut stay = Stay::default();
    assert_eq!(stay.need(Upkeep::Deliver), Some(Act::Begin));
    assert_eq!(stay.expired(), Some(Act::End));
    assert_eq!(stay.expired(), None);
    assert_eq!(stay.need(Upkeep::Deliver), None);
    assert_eq!(stay.front(false), None);
    // In front and away again, the phone has time anew.
    assert_eq!(stay.front(true), None);
    assert_eq!(stay.front(false), Some(Act::Begin));
    assert_eq!(stay.front(true), Some(Act::End));
}

#[test]
fn a_new_alert_after_a_delivered_one_gets_time_of_its_own() {
    let mut stay = Stay::default();
    assert_eq!(stay.need(Upkeep::Deliver), Some(Act::Begin));
    assert_eq!(stay.expired(), Some(Act::End));
    assert_eq!(stay.need(Upkeep::Watch), None);
    assert_eq!(stay.need(Upkeep::Deliver), Some(Act::Begin));
}

#[test]
fn a_network_that_is_there_again_or_another_one_is_worth_a_try() {
    let way = |usable, link| Way { usable, link };
    let mut ways = Ways::default();
    assert!(!ways.is_worth_a_try(way(true, Some(Link::Wifi))));
    assert!(!ways.is_worth_a_try(way(true, Some(Link::Wifi))));
    assert!(ways.is_worth_a_try(way(true, Some(Link::Cell))));
    assert!(!ways.is_worth_a_try(way(false, None)));
    assert!(!ways.is_worth_a_try(way(false, None)));
    assert!(ways.is_worth_a_try(way(true, Some(Link::Cell))));
}
