use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::limits::SMS_SEPTETS_MAX;
use auxilio_protocol::sms::gateway::Delivery;
use auxilio_protocol::sms::{Draft, Number, Received};
use auxilio_protocol::{AlertId, Fix, Source, WireTime};
use proptest::prelude::*;

use crate::{fix, key};

fn draft() -> Draft {
    Draft {
        id: "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001".parse().unwrap(),
        kind: Kind::Extorsion,
        mode: Mode::Open,
        exercise: false,
        raised_at: "2026-11-23T19:12:52.481-05:00".parse().unwrap(),
        fix: Some(fix()),
        written_at: "2026-11-23T19:13:02.481-05:00".parse().unwrap(),
    }
}

fn text(draft: &Draft) -> String {
    draft.to_text(&key(1), &key(9).public())
}

fn read(draft: &Draft) -> Received {
    Received::read(&text(draft)).unwrap()
}

#[test]
fn a_human_reads_what_is_happening_before_anything_else() {
    let mut said = vec![text(&draft())];
    let mut other = draft();
    other.kind = Kind::Auxilio;
    other.mode = Mode::Covert;
    other.fix = None;
    said.push(text(&other));
    let mut drill = draft();
    drill.exercise = true;
    drill.fix = Some(Fix {
        accuracy_m: Some(1_204.2),
        mock: true,
        taken_at: "2026-11-23T18:02:00-05:00".parse().unwrap(),
        ..fix()
    });
    said.push(text(&drill));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_message_is_read_back_to_its_alert_and_proves_who_wrote_it_to_one_central() {
    let read = read(&draft());
    let alert = &read.alert;
    assert_eq!(alert.id, draft().id);
    assert_eq!((&alert.kind, alert.mode), (&Kind::Extorsion, Mode::Open));
    assert!(!alert.exercise);
    assert_eq!(
        alert.raised_at.unwrap().to_string(),
        "2026-11-23T19:12:52.000-05:00"
    );
    let place = alert.fix.as_ref().unwrap();
    assert_eq!((place.lat, place.lon), (-8.07392, -78.99292));
    assert_eq!(place.accuracy_m, Some(14.0));
    assert_eq!(place.taken_at.to_string(), "2026-11-23T19:12:40.000-05:00");
    assert!(read.token.names(key(1).id()) && !read.token.names(key(2).id()));
    assert!(read.is_by(&key(1).public(), &key(9)));
    assert!(!read.is_by(&key(2).public(), &key(9)), "another device");
    assert!(!read.is_by(&key(1).public(), &key(8)), "another central");
    assert!(
        !read.is_by(&key(9).public(), &key(1)),
        "the other way round"
    );
}

#[test]
fn what_was_changed_on_the_way_proves_nothing_and_is_the_same_alert() {
    let said = text(&draft());
    let changed = said.replace("EXTORSION", "ROBO");
    let read = Received::read(&changed).unwrap();
    assert_eq!(read.alert.id, draft().id);
    assert!(!read.is_by(&key(1).public(), &key(9)));
}

#[test]
fn what_gateways_and_networks_do_to_spaces_and_ends_changes_nothing() {
    let said = text(&draft());
    let carried = format!(
        "  {}\r\n\r\nEnviado por Su Operador\n",
        said.replace(' ', "\r\n ")
    );
    let read = Received::read(&carried).unwrap();
    assert!(read.is_by(&key(1).public(), &key(9)));
    assert_eq!(read.alert.kind, Kind::Extorsion);
}

#[test]
fn only_the_first_word_makes_a_drill() {
    let mut drill = draft();
    drill.exercise = true;
    assert!(read(&drill).alert.exercise);
    let real = format!("AUXILIO SIMULACRO {}", text(&draft()));
    assert!(!Received::read(&real).unwrap().alert.exercise);
    let written_before = format!("ayuda {}", text(&drill));
    assert!(!Received::read(&written_before).unwrap().alert.exercise);
}

#[test]
fn what_a_human_wrote_is_no_alert_of_the_app() {
    for words in [
        "",
        "ayuda me estan robando en rio seco",
        "A1",
        &"A".repeat(61),
        &format!("A1{}", "_".repeat(59)),
        &format!("A1{}", "é".repeat(30)),
    ] {
        assert_eq!(Received::read(words), None, "{words}");
    }
}

#[test]
fn a_place_that_is_none_on_earth_is_left_out() {
    let said = text(&draft());
    for odd in ["91.0,0.0", "NaN,0", "1e400,1", "-8.07392;-78.99292"] {
        let read = Received::read(&said.replace("-8.07392,-78.99292", odd)).unwrap();
        assert_eq!(read.alert.fix, None, "{odd}");
    }
}

#[test]
fn a_number_is_digits_as_people_write_them() {
    for (written, dialled) in [
        ("+51 900 000-000", Some("+51900000000")),
        ("900000000", Some("900000000")),
        ("105", Some("105")),
        ("11", None),
        ("+1234567890123456", None),
        ("51+900", None),
        ("tel:105", None),
        ("", None),
    ] {
        let number: Option<Number> = written.parse().ok();
        assert_eq!(number.as_ref().map(Number::as_str), dialled, "{written}");
    }
}

#[test]
fn nothing_of_a_message_shows_in_a_log() {
    let shown = format!("{:?} {:?}", draft().fix, read(&draft()));
    let delivery = Delivery {
        from: "+51987654321".to_owned(),
        text: text(&draft()),
        received_at: None,
    };
    let number: Number = "+51987654321".parse().unwrap();
    let shown = format!("{shown} {delivery:?} {number:?}");
    for secret in ["8.07", "78.99", "987654321"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_gateway_need_not_tell_more_than_the_text() {
    let told: Delivery = serde_json::from_str(r#"{"text":"ayuda","device":"modem 1"}"#).unwrap();
    assert_eq!((told.from.as_str(), told.received_at), ("", None));
    assert!(serde_json::from_str::<Delivery>(r#"{"from":"+51"}"#).is_err());
}

/// The letters that GSM-7 has at the same place as ASCII, each one septet.
fn is_plain_septet(c: char) -> bool {
    c.is_ascii_alphanumeric() || " ,.:-".contains(c)
}

fn any_fix() -> impl Strategy<Value = Fix> {
    let numbers = (-90.0..=90.0, -180.0..=180.0, prop::option::of(0.0..1e12));
    (numbers, 0_i64..4_294_967_000_000, any::<bool>()).prop_map(
        |((lat, lon, accuracy_m), at_ms, mock)| Fix {
            lat,
            lon,
            accuracy_m,
            taken_at: WireTime::from_unix_ms(at_ms),
            source: Source::Gnss,
            mock,
            ..fix()
        },
    )
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let kind = prop_oneof![
        prop::sample::select(Kind::ALL.to_vec()),
        ".*".prop_map(Kind::Other)
    ];
    let times = (0_i64..4_294_967_000_000, 0_i64..253_402_200_000_000);
    let mode = prop::sample::select(vec![Mode::Open, Mode::Covert]);
    let parts = (kind, mode, any::<bool>(), prop::option::of(any_fix()));
    (any::<[u8; 16]>(), parts, times).prop_map(|(id, parts, (raised_ms, written_ms))| {
        let (kind, mode, exercise, fix) = parts;
        Draft {
            id: AlertId::from_bytes(id),
            kind,
            mode,
            exercise,
            raised_at: WireTime::from_unix_ms(raised_ms),
            fix,
            written_at: WireTime::from_unix_ms(written_ms),
        }
    })
}

proptest! {
    #[test]
    fn every_alert_fits_one_message_and_is_read_back(draft in any_draft()) {
        let said = text(&draft);
        prop_assert!(said.len() <= SMS_SEPTETS_MAX, "{} {said}", said.len());
        prop_assert!(said.chars().all(is_plain_septet), "{said}");
        let read = Received::read(&said).unwrap();
        prop_assert!(read.is_by(&key(1).public(), &key(9)));
        prop_assert_eq!(read.alert.id, draft.id);
        prop_assert_eq!(read.alert.mode, draft.mode);
        prop_assert_eq!(read.alert.exercise, draft.exercise);
        if Kind::ALL.contains(&draft.kind) {
            prop_assert_eq!(&read.alert.kind, &draft.kind);
        }
        prop_assert_eq!(read.alert.fix.is_some(), draft.fix.is_some());
        if let (Some(read), Some(told)) = (&read.alert.fix, &draft.fix) {
            prop_assert!((read.lat - told.lat).abs() < 1e-5);
            prop_assert!((read.lon - told.lon).abs() < 1e-5);
            prop_assert_eq!(read.mock, told.mock);
        }
    }

    #[test]
    fn whatever_comes_is_read_without_a_panic(text in ".{0,400}") {
        let _ = Received::read(&text);
    }

    #[test]
    fn no_other_character_holds_the_proof(
        at in 0_usize..160, other in prop::char::range('!', '~'),
    ) {
        let said = text(&draft());
        let mut chars: Vec<char> = said.chars().collect();
        let at = at % chars.len();
        prop_assume!(chars[at] != other && chars[at] != ' ');
        chars[at] = other;
        let changed: String = chars.into_iter().collect();
        // The last character of a token holds bits that say nothing.
        let holds = Received::read(&changed).is_some_and(|read| read.is_by(&key(1).public(), &key(9)));
        prop_assert!(!holds, "{changed}");
    }
}
