//! Whether somebody who waits may be a member who has another phone now. Pure. It decides nothing: it
//! is what a coordinator is asked about.

use auxilio_protocol::Profile;
use auxilio_protocol::directory::folded;

/// Digits of a telephone number that are compared, from its end: a Peruvian mobile without its
/// country's.
const PHONE_DIGITS: usize = 9;
/// Fewer digits are no telephone number of anybody.
const PHONE_DIGITS_MIN: usize = 6;

/// What is compared.
#[derive(Clone, Copy)]
pub(crate) struct Person<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) organization: Option<&'a str>,
}

/// The same telephone number, or the same name in the same organization, however either is written.
pub(crate) fn are_alike(one: Person<'_>, other: Person<'_>) -> bool {
    let same = |value: fn(Person<'_>) -> Option<String>| {
        value(one).is_some_and(|of_one| value(other).is_some_and(|of_other| of_one == of_other))
    };
    same(phone) || (same(name) && one.organization == other.organization)
}

fn phone(of: Person<'_>) -> Option<String> {
    let phone = of.profile.phone.as_deref()?;
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(PHONE_DIGITS);
    (digits.len() >= PHONE_DIGITS_MIN).then(|| digits.into_iter().skip(from).collect())
}

fn name(of: Person<'_>) -> Option<String> {
    let name = folded(of.profile.name.as_deref()?);
    let words: Vec<&str> = name.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, phone: &str) -> Profile {
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Profile {
            name: told(name),
            phone: told(phone),
            ..Profile::default()
        }
    }

    fn alike(one: (&str, &str, &str), other: (&str, &str, &str)) -> bool {
        let (first, second) = (profile(one.0, one.1), profile(other.0, other.1));
        let person = |profile, organization| Person {
            profile,
            organization: Some(organization),
        };
        are_alike(person(&first, one.2), person(&second, other.2))
    }

    #[test]
    fn a_number_or_a_name_is_the_same_however_it_is_written() {
        let rosa = ("Rosa Quispe", "+51 999 888 777", "Mercado");
        for other in [
            ("Otra", "999888777", "Mercado"),
            ("", "(+51) 999-888-777", "Mercado"),
            ("  rosa   QUÍSPE ", "", "Mercado"),
        ] {
            assert!(alike(rosa, other), "{other:?}");
        }
        for other in [
            ("Rosa Quispe", "", "El Cortijo"),
            ("Rosa", "999888776", "Mercado"),
            ("", "", "Mercado"),
        ] {
            assert!(!alike(rosa, other), "{other:?}");
        }
        // Nothing told is nothing alike, and neither is an extension.
        assert!(!alike(("", "", "Mercado"), ("", "", "Mercado")));
        assert!(!alike(("", "105", "Mercado"), ("", "105", "Mercado")));
    }
}
