use proptest::prelude::*;

use super::{Key, Operator, Sum};

fn key(c: char) -> Key {
    match c {
        '0'..='9' => Key::Digit(u8::try_from(c).unwrap() - b'0'),
        '.' => Key::Point,
        '+' => Key::Operator(Operator::Add),
        '-' => Key::Operator(Operator::Subtract),
        '*' => Key::Operator(Operator::Multiply),
        '/' => Key::Operator(Operator::Divide),
        '%' => Key::Percent,
        's' => Key::Sign,
        '=' => Key::Equals,
        'C' => Key::Clear,
        '<' => Key::Back,
        'c' => Key::MemoryClear,
        'r' => Key::MemoryRecall,
        'm' => Key::MemoryAdd,
        'w' => Key::MemorySubtract,
        other => panic!("no key {other}"),
    }
}

fn after(keys: &str) -> Sum {
    let mut sum = Sum::default();
    for c in keys.chars() {
        sum.press(key(c));
    }
    sum
}

fn shown(keys: &str) -> String {
    after(keys).shown().unwrap_or_else(|| "error".to_owned())
}

#[test]
fn it_calculates_like_any_other() {
    for (keys, display) in [
        ("", "0"),
        ("007", "7"),
        ("12+30=", "42"),
        ("2+3*4=", "14"),
        ("1/3=*3=", "1"),
        (".1+.2=", "0.3"),
        ("1.2.3", "1.23"),
        ("10/4=", "2.5"),
        ("5+=", "10"),
        ("5+*2=", "10"),
        ("8-10=", "−2"),
        ("5s+2=", "−3"),
        ("9=s", "−9"),
        ("1/0=", "error"),
        ("1/0=7", "7"),
        ("123<<", "1"),
        ("1<", "0"),
        ("12+3C", "0"),
        ("1/3=", "0.3333333333"),
        ("2/3=", "0.6666666667"),
        ("999999999999*999999999999=", "1e24"),
        ("1/999999999=", "1e−9"),
        ("12345678901234", "123456789012"),
    ] {
        assert_eq!(shown(keys), display, "{keys}");
    }
}

#[test]
fn a_percentage_is_one_of_what_it_is_added_to() {
    for (keys, display) in [
        ("200+10%=", "220"),
        ("200-10%=", "180"),
        ("200*10%=", "20"),
        ("50%", "0.5"),
        ("100+50+10%=", "165"),
        ("200+10%", "20"),
    ] {
        assert_eq!(shown(keys), display, "{keys}");
    }
}

#[test]
fn the_memory_keeps_and_gives_back() {
    for (keys, display) in [
        ("5m3mC r".replace(' ', "").as_str(), "8"),
        ("5m2wCr", "3"),
        ("5mcr", "5"),
        ("5mC2*r=", "10"),
        ("5m7", "7"),
    ] {
        assert_eq!(shown(keys), display, "{keys}");
    }
    assert!(after("5mC").has_memory());
    assert!(!after("5mc").has_memory());
}

#[test]
fn only_digits_alone_before_an_equals_are_handed_on() {
    for (keys, typed) in [
        ("2468", Some("2468")),
        ("0", Some("0")),
        ("12+3", None),
        ("12.5", None),
        ("12s", None),
        ("12=", None),
        ("12%", None),
        ("12+3C45", Some("45")),
        ("246<8", Some("248")),
    ] {
        let mut sum = after(keys);
        let handed = sum.press(Key::Equals);
        assert_eq!(handed.as_ref().map(|t| t.as_str()), typed, "{keys}");
    }
}

#[test]
fn the_line_above_shows_the_sum_so_far() {
    assert_eq!(after("12+3*").line(), "12 + 3 ×");
    assert_eq!(after("12+3=").line(), "");
}

proptest! {
    #[test]
    fn no_keys_ever_break_it_and_the_display_never_overflows(keys in "[0-9.+*/%s=C<crmw-]{0,60}") {
        let sum = after(&keys);
        if let Some(shown) = sum.shown() {
            prop_assert!(shown.chars().count() <= 17, "{}", shown);
        }
        prop_assert!(sum.line().chars().count() <= 16 * 20);
    }
}
