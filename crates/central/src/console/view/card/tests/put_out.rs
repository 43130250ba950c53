use super::*;
use crate::incident::CloseCode;
use crate::store::{PutOut, PutOutBy};

const LIDIA: OperatorId = OperatorId(9);

fn put_out(by: PutOutBy) -> IncidentView {
    let mut incident = with(|alert| {
        alert.lane = Lane::Unverified;
        alert.put_out = Some(PutOut {
            at: now().plus_ms(-60 * 60 * 1000),
            by,
            organization: Some("Mercado Central".to_owned()),
            name: Some("Rosa Quispe".to_owned()),
        });
        alert.latest_fix = Some(fix(Source::Gnss));
    });
    incident.lane = Lane::Unverified;
    incident
}

#[test]
fn a_phone_that_was_put_out_is_told_first_of_all_with_when_by_whom_and_whose() {
    let names = BTreeMap::from([(LIDIA, "Lidia".to_owned())]);
    let card = shown_with(&put_out(PutOutBy::Revoked(LIDIA)), &names);
    let since = "Posible teléfono en otras manos: se dio de baja el 15/01/2027 a las 02:00";
    let told = card.find(since).expect(&card);
    assert!(told < card.find("<header").unwrap());
    for words in [
        "Mercado Central",
        "Rosa Quispe",
        "Lidia",
        "-8.073920, -78.992920",
    ] {
        assert!(card.contains(words), "{words}: {card}");
    }
    assert!(card.contains("La envía un teléfono dado de baja"));
    assert!(!card.contains("No se sabe quién la envía"));
}

#[test]
fn each_way_of_being_put_out_has_its_words() {
    for (by, words) in [
        (PutOutBy::Replaced(LIDIA), "Otro teléfono tomó su lugar"),
        (PutOutBy::Phrase, "Su dueño lo dio de baja con su frase"),
    ] {
        let card = shown(&put_out(by));
        assert!(card.contains(words), "{card}");
        assert!(!card.contains("Unknown localization"));
    }
}

#[test]
fn of_a_reserved_incident_the_name_of_whoever_lost_the_phone_is_shown_to_who_opened_it_only() {
    let mut incident = put_out(PutOutBy::Phrase);
    incident.alerts[0].mode = Mode::Covert;
    let folded = shown(&incident);
    assert!(folded.contains("Posible teléfono en otras manos"));
    assert!(folded.contains("Mercado Central"));
    assert!(!folded.contains("Rosa Quispe"), "{folded}");
    assert!(shown(&opened(incident)).contains("Rosa Quispe"));
}

#[test]
fn an_incident_that_had_ended_before_says_nothing_of_what_became_of_the_phone_later() {
    let mut incident = put_out(PutOutBy::Phrase);
    let before = now().plus_ms(-2 * 60 * 60 * 1000);
    incident.phase = Phase::Closed;
    incident.closed = Some((before, CloseCode::FalseAlarm));
    assert!(!shown(&incident).contains("en otras manos"));
    assert!(!shown(&with(|_| {})).contains("en otras manos"));
}
