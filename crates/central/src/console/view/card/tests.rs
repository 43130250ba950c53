use auxilio_protocol::profile::{Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{CancelReason, Fix, Kind, Mode, Source};

use super::*;
use crate::store::{
    AlertRow, BoardSeq, Brought, IncidentId, LoggedEvent, Marks, Note, Noted, Sender,
};

mod reserved;

const NOON_MS: i64 = 1_800_000_000_000;

fn now() -> WireTime {
    WireTime::from_unix_ms(NOON_MS)
}

fn incident() -> IncidentView {
    let alert = AlertView {
        row: AlertRow(1),
        id: auxilio_protocol::AlertId::new(1, [1; 10]),
        sender: Sender::Anonymous,
        lane: Lane::Verified,
        received_at: now(),
        raised_at: None,
        signed_at: None,
        kind: Kind::Robo,
        protected: false,
        mode: Mode::Open,
        first_fix: None,
        latest_fix: None,
        journey_due_at: None,
        profile: None,
        device: None,
        marks: Marks::default(),
        brought: Brought::Request,
        odd: Vec::new(),
        raw: b"{}".to_vec(),
    };
    IncidentView {
        id: IncidentId(7),
        phase: Phase::Open,
        lane: Lane::Verified,
        opened_at: now(),
        closed: None,
        unclaimed: false,
        changed: BoardSeq(1),
        alerts: vec![alert],
        events: Vec::new(),
        force_taken: false,
        notes: Vec::new(),
    }
}

fn with(change: impl FnOnce(&mut AlertView)) -> IncidentView {
    let mut incident = incident();
    change(&mut incident.alerts[0]);
    incident
}

/// Who reads the cards of these tests.
const RITA: OperatorId = OperatorId(5);

fn shown(incident: &IncidentView) -> String {
    shown_with(incident, &BTreeMap::new())
}

fn shown_with(incident: &IncidentView, names: &BTreeMap<OperatorId, String>) -> String {
    let reader = Reader {
        operator: RITA,
        names,
        now: now(),
    };
    card(incident, &reader).into_string()
}

/// As it is after Rita has opened it.
fn opened(mut incident: IncidentView) -> IncidentView {
    incident.notes.push(Noted {
        operator: RITA,
        at: now(),
        note: Note::Opened,
    });
    incident
}

fn fix(source: Source) -> Fix {
    Fix {
        lat: -8.07392,
        lon: -78.99292,
        accuracy_m: Some(14.0),
        confidence: Some(0.68),
        altitude_m: None,
        speed_mps: None,
        course_deg: None,
        taken_at: WireTime::from_unix_ms(NOON_MS - 300_000),
        source,
        mock: false,
    }
}

#[test]
fn a_hostile_name_is_shown_and_does_nothing() {
    let hostile = "<script>alert('x')</script>\" onload=\"y \u{202e}🚨\r\n\0";
    let incident = with(|alert| {
        alert.profile = Some(Profile {
            name: Some(hostile.repeat(20)),
            phone: Some("\" onclick=\"x".to_owned()),
            ..Profile::default()
        });
        alert.kind = Kind::Other("<b>".to_owned());
        alert.marks.text = Some(hostile.to_owned());
        alert.marks.cancelled = Some(CancelReason::Other("<i>".to_owned()));
        alert.odd = vec!["fix"];
        alert.raw = hostile.as_bytes().to_vec();
    });
    let html = shown(&incident);
    for evil in [
        "<script",
        "<b>",
        "<i>",
        "\" onload",
        "\" onclick",
        "\r",
        "\0",
    ] {
        assert!(!html.contains(evil), "{evil:?} in {html}");
    }
    assert!(html.contains("<bdi>&lt;script&gt;"));
    assert!(html.contains('…'));
}

#[test]
fn only_an_untaken_alert_that_is_no_drill_rings() {
    for (phase, lane, expected) in [
        (Phase::Open, Lane::Verified, true),
        (Phase::Open, Lane::Unverified, true),
        (Phase::Open, Lane::Drill, false),
        (Phase::Acknowledged, Lane::Verified, false),
        (Phase::Closed, Lane::Verified, false),
    ] {
        let incident = IncidentView {
            phase,
            lane,
            ..incident()
        };
        assert_eq!(
            shown(&incident).contains("data-rings=\"yes\""),
            expected,
            "{phase:?} {lane:?}"
        );
    }
}

#[test]
fn drill_and_unverified_and_unclaimed_cannot_be_overlooked() {
    let marked =
        |incident: &IncidentView, mark| shown(incident).contains(&format!("data-mark=\"{mark}\""));
    assert!(marked(
        &IncidentView {
            lane: Lane::Drill,
            ..incident()
        },
        "drill"
    ));
    assert!(marked(
        &IncidentView {
            lane: Lane::Unverified,
            ..incident()
        },
        "unverified"
    ));
    assert!(marked(
        &IncidentView {
            unclaimed: true,
            ..incident()
        },
        "unclaimed"
    ));
    for mark in [
        "drill",
        "unverified",
        "unclaimed",
        "covert",
        "duress",
        "cancelled",
        "odd",
    ] {
        assert!(!marked(&incident(), mark), "{mark}");
    }
}

#[test]
fn each_phase_offers_what_it_allows() {
    for (phase, offered) in [
        (Phase::Open, vec!["acknowledge", "message"]),
        (
            Phase::Acknowledged,
            vec!["dispatch", "on_scene", "message", "close"],
        ),
        (
            Phase::Dispatched,
            vec!["dispatch", "on_scene", "message", "close"],
        ),
        (Phase::OnScene, vec!["message", "close"]),
        (Phase::Closed, vec![]),
    ] {
        let html = shown(&IncidentView {
            phase,
            ..incident()
        });
        for action in ["acknowledge", "dispatch", "on_scene", "message", "close"] {
            let button = format!("data-action=\"{action}\"");
            assert_eq!(
                html.contains(&button),
                offered.contains(&action),
                "{phase:?} {action}"
            );
        }
    }
}

#[test]
fn a_position_says_how_old_how_exact_and_from_where() {
    let html = shown(&with(|alert| alert.latest_fix = Some(fix(Source::Gnss))));
    for told in ["5 min", "-8.073920, -78.992920", "± 14 m", "68 %"] {
        assert!(html.contains(told), "{told} in {html}");
    }
    assert!(!html.contains("data-mark=\"source\""));
    for source in [Source::Replay, Source::Manual, Source::LastKnown] {
        let html = shown(&with(|alert| alert.latest_fix = Some(fix(source))));
        assert!(html.contains("data-mark=\"source\""), "{source:?}");
    }
}

#[test]
fn an_age_is_corrected_by_what_the_phones_clock_is_wrong() {
    let html = shown(&with(|alert| {
        // The phone's clock is an hour behind: what it calls five minutes before noon is later.
        alert.signed_at = Some(now().plus_ms(-3_600_000));
        alert.latest_fix = Some(Fix {
            taken_at: now().plus_ms(-3_610_000),
            ..fix(Source::Gnss)
        });
    }));
    assert!(html.contains("10 s"), "{html}");
}

#[test]
fn ringing_comes_first_then_the_newest() {
    let later = WireTime::from_unix_ms(NOON_MS + 1);
    let ringing = incident();
    let newer = IncidentView {
        opened_at: later,
        ..incident()
    };
    let unverified = IncidentView {
        lane: Lane::Unverified,
        ..newer.clone()
    };
    let taken = IncidentView {
        phase: Phase::Dispatched,
        ..newer.clone()
    };
    assert!(order(&newer) > order(&ringing));
    assert!(order(&ringing) > order(&unverified));
    assert!(order(&unverified) > order(&taken));
}

#[test]
fn the_unit_that_was_sent_is_on_the_card() {
    let event = LoggedEvent {
        alert: AlertRow(1),
        n: 2,
        at: now(),
        state: State::Dispatched,
        by: Some("Móvil 3".to_owned()),
        eta_s: Some(240),
        text: None,
        operator: Some(OperatorId(5)),
    };
    let incident = IncidentView {
        phase: Phase::Dispatched,
        events: vec![event],
        ..incident()
    };
    let names = BTreeMap::from([(OperatorId(5), "Rosa".to_owned())]);
    let html = shown_with(&incident, &names);
    for told in ["Móvil 3", "4 min", "Rosa"] {
        assert!(html.contains(told), "{told} in {html}");
    }
}

#[test]
fn whoever_presses_after_help_was_promised_is_announced_again() {
    let mut pressed = with(|alert| alert.marks.presses_again = 2);
    pressed.phase = Phase::Acknowledged;
    let html = shown(&pressed);
    assert!(html.contains("Pulsó 3 veces"), "{html}");
    assert!(html.contains("data-announce=\"Volvió a pulsar"), "{html}");
    assert!(html.contains("data-rings=\"no\""));
    pressed.phase = Phase::Closed;
    assert!(shown(&pressed).contains("data-announce=\"\""));
}

/// A profile with every part that helps a rescuer.
fn told(text: &str) -> Profile {
    Profile {
        other_organizations: vec![Organization {
            id: None,
            kind: OrganizationKind::Ronda,
            name: text.to_owned(),
            unit: Some(text.to_owned()),
        }],
        contact: Some(Contact {
            name: Some(text.to_owned()),
            phone: Some(text.to_owned()),
        }),
        medical: Some(Medical {
            blood: Some(text.to_owned()),
            notes: Some(text.to_owned()),
        }),
        ..Profile::default()
    }
}

#[test]
fn what_a_rescuer_should_know_and_whom_to_tell_is_on_the_card() {
    let html = shown(&with(|alert| alert.profile = Some(told("944 000 111"))));
    for field in ["blood", "medical-notes", "contact", "other-organization"] {
        assert!(html.contains(&format!("data-field=\"{field}\"")), "{field}");
    }
    assert_eq!(html.matches("944 000 111").count(), 6);
    assert!(html.contains("tel:944000111"));
    let nothing = shown(&with(|alert| alert.profile = Some(Profile::default())));
    for field in ["blood", "medical-notes", "contact", "other-organization"] {
        assert!(
            !nothing.contains(&format!("data-field=\"{field}\"")),
            "{field}"
        );
    }
}

#[test]
fn hostile_notes_are_shown_and_do_nothing() {
    let hostile = "<script>alert('x')</script>\" onload=\"y \u{202e}";
    let html = shown(&with(|alert| {
        alert.profile = Some(told(&hostile.repeat(20)));
    }));
    assert!(
        !html.contains("<script") && !html.contains("\" onload"),
        "{html}"
    );
    assert!(html.matches("<bdi>&lt;script&gt;").count() >= 6);
}
