use super::*;

const CALM: Threat = Threat::None;

fn at(phase: Phase, threat: Threat) -> Situation {
    Situation { phase, threat }
}

fn actions() -> Vec<Action> {
    vec![
        Action::Acknowledge,
        Action::Dispatch {
            unit: "Móvil 3".to_owned(),
            eta_s: Some(240),
        },
        Action::OnScene,
        message(),
        ending(None),
        Action::TakeForced,
        ending(Some("La vio el serenazgo")),
    ]
}

fn message() -> Action {
    Action::Message {
        text: "Ya vamos".to_owned(),
    }
}

fn ending(reason: Option<&str>) -> Action {
    Action::Close {
        code: CloseCode::FalseAlarm,
        reason: reason.map(str::to_owned),
    }
}

fn allowed(phase: Phase, threat: Threat) -> Vec<usize> {
    let actions = actions();
    let applied = |(n, action)| step(at(phase, threat), action).is_ok().then_some(n);
    actions.iter().enumerate().filter_map(applied).collect()
}

#[test]
fn each_phase_allows_exactly_these_actions() {
    let [take, send, arrive, write, close, take_forced, explain] = [0, 1, 2, 3, 4, 5, 6];
    for (phase, calm, forced) in [
        (Phase::Open, vec![take, write], vec![take, take_forced]),
        (
            Phase::Acknowledged,
            vec![send, arrive, write, close, explain],
            vec![send, arrive, take_forced, explain],
        ),
        (
            Phase::Dispatched,
            vec![send, arrive, write, close, explain],
            vec![send, arrive, take_forced, explain],
        ),
        (
            Phase::OnScene,
            vec![write, close, explain],
            vec![take_forced, explain],
        ),
        (Phase::Closed, vec![], vec![]),
    ] {
        assert_eq!(allowed(phase, CALM), calm, "{phase:?}");
        assert_eq!(allowed(phase, Threat::ForcedAnew), forced, "{phase:?}");
    }
}

#[test]
fn whoever_is_watched_is_never_written_to() {
    for threat in [Threat::Watched, Threat::Forced, Threat::ForcedAnew] {
        let refused = step(at(Phase::Dispatched, threat), &message());
        assert_eq!(refused, Err(NotNow::Watched), "{threat:?}");
    }
}

#[test]
fn what_was_forced_ends_only_with_a_reason() {
    for threat in [Threat::Forced, Threat::ForcedAnew] {
        let situation = at(Phase::OnScene, threat);
        assert_eq!(step(situation, &ending(None)), Err(NotNow::Unexplained));
        assert!(step(situation, &ending(Some("La vio el serenazgo"))).is_ok());
    }
}

#[test]
fn a_phase_never_goes_back() {
    for phase in Phase::ALL {
        for action in actions() {
            if let Ok(step) = step(at(phase, Threat::ForcedAnew), &action) {
                assert!(step.phase >= phase, "{phase:?} {action:?}");
            }
        }
    }
}

#[test]
fn what_was_ended_as_if_cancelled_waits_again_once_it_is_known_to_be_forced() {
    assert_eq!(phase_when_forced(Phase::Closed), Phase::Open);
    assert_eq!(phase_when_forced(Phase::Dispatched), Phase::Dispatched);
}

#[test]
fn the_phone_is_told_nothing_of_a_duress_that_was_seen() {
    let seen = |phase| step(at(phase, Threat::ForcedAnew), &Action::TakeForced).unwrap();
    assert_eq!(seen(Phase::Dispatched).news, None);
    assert_eq!(seen(Phase::Dispatched).phase, Phase::Dispatched);
    let taken = News::plain(State::Acknowledged);
    assert_eq!(seen(Phase::Open).news, Some(taken));
}

#[test]
fn a_dispatch_tells_the_unit_and_the_time() {
    let step = step(at(Phase::Acknowledged, CALM), &actions()[1]).unwrap();
    let news = step.news.unwrap();
    assert_eq!(news.by.as_deref(), Some("Móvil 3"));
    assert_eq!(news.eta_s, Some(240));
}

#[test]
fn an_alert_joining_an_untaken_incident_is_told_nothing_more() {
    assert_eq!(news_on_joining(Phase::Open, false), None);
    let told = news_on_joining(Phase::Open, true).unwrap();
    assert_eq!(told.state, State::Unclaimed);
}
