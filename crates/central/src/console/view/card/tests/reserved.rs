use super::*;
use crate::store::Message;

fn covert() -> IncidentView {
    with(|alert| {
        alert.mode = Mode::Covert;
        alert.profile = Some(told("944 000 111"));
    })
}

fn forced() -> IncidentView {
    let mut incident = covert();
    incident.alerts[0].mode = Mode::Open;
    incident.alerts[0].marks.duress = true;
    incident.alerts[0].marks.cancelled = Some(CancelReason::YaPaso);
    incident
}

fn note(operator: OperatorId, ms: i64, note: Note) -> Noted {
    Noted {
        operator,
        at: now().plus_ms(ms),
        note,
    }
}

/// What a reserved card may not tell before it is opened, in every part of it that could.
fn secrets() -> IncidentView {
    let mut incident = with(|alert| {
        alert.protected = true;
        alert.kind = Kind::Violencia;
        alert.profile = Some(Profile {
            name: Some("SECRETO".to_owned()),
            phone: Some("SECRETO".to_owned()),
            barrio: Some(auxilio_protocol::profile::Barrio {
                district: "130102".to_owned(),
                sector: Some("Río Seco".to_owned()),
            }),
            ..told("SECRETO")
        });
        alert.first_fix = Some(fix(Source::Manual));
        alert.latest_fix = Some(Fix {
            lat: -8.07999,
            ..fix(Source::Gnss)
        });
        alert.marks.text = Some("SECRETO".to_owned());
        alert.marks.cancelled = Some(CancelReason::Other("SECRETO".to_owned()));
        alert.brought = Brought::Both(Message {
            from: "SECRETO".to_owned(),
            text: "SECRETO".to_owned(),
        });
        alert.odd = vec!["fix"];
        alert.raw = b"SECRETO".to_vec();
    });
    incident.events.push(LoggedEvent {
        alert: AlertRow(1),
        n: 2,
        at: now(),
        state: State::Message,
        by: None,
        eta_s: None,
        text: Some("SECRETO".to_owned()),
        operator: Some(RITA),
    });
    let explained = Note::Explained("SECRETO".to_owned());
    incident.notes.push(note(OperatorId(6), 0, explained));
    incident
}

#[test]
fn whoever_is_watched_is_neither_called_nor_written_to_and_the_first_line_says_so() {
    for (incident, mark) in [(covert(), "covert"), (forced(), "duress")] {
        let html = shown(&opened(incident));
        let first = html.split("<header").next().unwrap();
        assert!(first.contains("NO LLAMAR · NO ESCRIBIR"), "{first}");
        assert!(first.contains("<svg") && first.contains(&format!("data-mark=\"{mark}\"")));
        assert!(first.contains("sin sirena") && first.contains("vecino"));
        // The numbers are there for whoever goes, and none can be touched.
        assert!(html.contains("944 000 111"), "{html}");
        assert!(!html.contains("tel:") && !html.contains("data-action=\"message\""));
    }
    assert!(!shown(&incident()).contains("data-care"));
}

#[test]
fn what_somebody_was_forced_to_cancel_looks_like_no_cancel_and_rings() {
    let mut incident = forced();
    for phase in [Phase::Open, Phase::Acknowledged, Phase::OnScene] {
        incident.phase = phase;
        let html = shown(&incident);
        assert!(html.contains("data-rings=\"yes\""), "{phase:?}");
        assert!(html.contains("data-announce=\"Bajo amenaza"), "{html}");
        assert!(!html.contains("data-mark=\"cancelled\""), "{html}");
        assert!(html.contains("data-action=\"take-forced\""), "{html}");
        assert!(!html.contains("data-action=\"acknowledge\""), "{html}");
    }
    incident.force_taken = true;
    let html = shown(&incident);
    assert!(html.contains("data-rings=\"no\"") && html.contains("BAJO AMENAZA"));
    // The right PIN afterwards takes nothing away.
    incident.alerts[0].marks.proved = true;
    let html = shown(&incident);
    assert!(html.contains("BAJO AMENAZA") && html.contains("data-mark=\"proved\""));
    assert!(!html.contains("data-mark=\"cancelled\""));
}

#[test]
fn who_was_forced_stands_over_what_else_rings_and_later_over_what_else_was_taken() {
    let mut forced = forced();
    let mut ringing = incident();
    ringing.opened_at = now().plus_ms(1);
    assert!(order(&forced) > order(&ringing));
    let unproven = IncidentView {
        lane: Lane::Unverified,
        ..forced.clone()
    };
    assert!(order(&ringing) > order(&unproven));
    forced.phase = Phase::Dispatched;
    forced.force_taken = true;
    let mut newer = incident();
    newer.phase = Phase::Dispatched;
    newer.opened_at = now().plus_ms(1);
    assert!(order(&forced) > order(&newer));
    assert!(order(&incident()) > order(&forced));
}

#[test]
fn what_was_forced_is_ended_by_two_touches_and_a_reason() {
    let mut incident = forced();
    incident.phase = Phase::OnScene;
    let html = shown(&incident);
    let ending = html.split("<details class=\"ending\"").nth(1).unwrap();
    let ending = ending.split("</details>").next().unwrap();
    assert!(ending.contains("name=\"razon\" required"), "{ending}");
    assert!(ending.contains("data-action=\"close\""));
    assert_eq!(html.matches("data-action=\"close\"").count(), 1);
}

#[test]
fn a_covert_cancel_counts_only_from_whoever_knows_the_pin() {
    let mut incident = covert();
    incident.alerts[0].marks.cancelled = Some(CancelReason::YaPaso);
    assert!(shown(&incident).contains("data-mark=\"unproved\""));
    incident.alerts[0].marks.proved = true;
    let html = shown(&incident);
    assert!(html.contains("data-mark=\"cancelled\"") && html.contains("data-mark=\"proved\""));
    assert!(!html.contains("data-mark=\"unproved\""));
}

#[test]
fn what_is_reserved_shows_the_barrio_and_nothing_that_tells_who_or_the_very_place() {
    let html = shown(&secrets());
    assert!(!html.contains("SECRETO"), "{html}");
    for exact in ["8.073", "8.079", "78.99292", "geo:", "openstreetmap"] {
        assert!(!html.contains(exact), "{exact} in {html}");
    }
    for told in [
        "Violencia",
        "-8.08, -78.99",
        "Río Seco",
        "5 min",
        "data-action=\"open\"",
    ] {
        assert!(html.contains(told), "{told} in {html}");
    }
    // Nothing of the work waits for the opening.
    assert!(html.contains("data-action=\"acknowledge\""));
}

#[test]
fn whoever_opened_it_reads_all_of_it_and_everybody_reads_who_did() {
    let names = BTreeMap::from([
        (RITA, "Rita".to_owned()),
        (OperatorId(6), "Omar".to_owned()),
    ]);
    let html = shown_with(&opened(secrets()), &names);
    assert!(
        html.contains("SECRETO") && html.contains("-8.079990"),
        "{html}"
    );
    assert!(!html.contains("data-action=\"open\""));
    let mut by_omar = secrets();
    by_omar.notes.push(note(OperatorId(6), 0, Note::Opened));
    let html = shown_with(&by_omar, &names);
    assert!(!html.contains("SECRETO"));
    let openings = html.split("data-field=\"openings\"").nth(1).unwrap();
    assert!(openings.split("</p>").next().unwrap().contains("Omar"));
    assert!(html.contains("data-note=\"reserved-note-opened\""));
}

#[test]
fn the_end_folds_it_again_for_everybody() {
    let mut incident = opened(secrets());
    incident.phase = Phase::Closed;
    incident.closed = Some((now(), crate::incident::CloseCode::Attended));
    assert!(!shown(&incident).contains("SECRETO"));
    incident.notes.push(note(RITA, 1, Note::Opened));
    assert!(shown(&incident).contains("SECRETO"));
}

#[test]
fn what_was_once_told_to_be_violence_stays_reserved() {
    let mut incident = secrets();
    incident.alerts[0].kind = Kind::Robo;
    assert!(!shown(&incident).contains("SECRETO"));
}
