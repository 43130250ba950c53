//! The calculator itself: keys in, a display out. Pure. What a key does is as on a pocket
//! calculator with a line for the sum; the arithmetic is `fend-core`'s, exact in fractions.

use fend_core::Context;
use zeroize::Zeroizing;

/// Most digits of a number that is typed, and of one that is shown without an exponent.
const DIGITS_MAX: usize = 12;
/// Most numbers in one sum.
const TERMS_MAX: usize = 16;
/// Longest fraction that is kept exactly, in bytes. A longer one goes on as it is shown.
const EXACT_BYTES_MAX: usize = 60;
/// Digits after the point of a number with an exponent.
const EXPONENT_DIGITS: usize = 6;

/// A key of the calculator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// 0 to 9.
    Digit(u8),
    Point,
    Operator(Operator),
    Percent,
    Sign,
    Equals,
    /// Everything but the memory.
    Clear,
    Back,
    MemoryClear,
    MemoryRecall,
    MemoryAdd,
    MemorySubtract,
}

/// What is between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operator {
    /// As it stands on its key.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "−",
            Self::Multiply => "×",
            Self::Divide => "÷",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// Whether a percentage on its right is one of what stands on its left.
    fn is_additive(self) -> bool {
        matches!(self, Self::Add | Self::Subtract)
    }
}

/// A number: what it is exactly, and what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    exact: String,
    shown: String,
}

/// What the last key left.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// Digits being typed, with at most one point and a sign before them.
    Typed(String),
    /// A result, a percentage, the memory.
    Number(Number),
    /// Nothing yet, after an operator.
    None,
}

/// The state of the calculator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    done: Vec<(Number, Operator)>,
    entry: Entry,
    memory: Option<Number>,
    is_error: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            entry: Entry::Typed("0".to_owned()),
            memory: None,
            is_error: false,
        }
    }
}

impl Sum {
    /// The number in large type; none after a division by zero, and where it is too large.
    pub(crate) fn shown(&self) -> Option<String> {
        if self.is_error {
            return None;
        }
        Some(match &self.entry {
            Entry::Typed(digits) => digits.replace('-', "−"),
            Entry::Number(number) => number.shown.clone(),
            Entry::None => self
                .done
                .last()
                .map_or_else(|| "0".to_owned(), |(number, _)| number.shown.clone()),
        })
    }

    /// The sum so far, in small type.
    pub(crate) fn line(&self) -> String {
        let terms = self.done.iter();
        let terms = terms.map(|(number, operator)| format!("{} {}", number.shown, operator.sign()));
        terms.collect::<Vec<_>>().join(" ")
    }

    /// Whether something is in the memory.
    pub(crate) fn has_memory(&self) -> bool {
        self.memory.is_some()
    }

    /// A key was pressed. What was typed, where «=» followed digits alone: a sum of one number is
    /// that number, and whoever chose this face may have meant more by it.
    pub(crate) fn press(&mut self, key: Key) -> Option<Zeroizing<String>> {
        if self.is_error && key != Key::MemoryClear {
            self.clear();
            if key == Key::Equals {
                return None;
            }
        }
        match key {
            Key::Digit(digit) => self.digit(digit),
            Key::Point => self.point(),
            Key::Operator(operator) => self.operator(operator),
            Key::Percent => self.percent(),
            Key::Sign => self.sign(),
            Key::Equals => return self.equals(),
            Key::Clear => self.clear(),
            Key::Back => self.back(),
            Key::MemoryClear => self.memory = None,
            Key::MemoryRecall => {
                if let Some(number) = self.memory.clone() {
                    self.entry = Entry::Number(number);
                }
            }
            Key::MemoryAdd => self.remember(Operator::Add),
            Key::MemorySubtract => self.remember(Operator::Subtract),
        }
        None
    }

    fn clear(&mut self) {
        *self = Self {
            memory: self.memory.take(),
            ..Self::default()
        };
    }

    fn digit(&mut self, digit: u8) {
        let digit = char::from(b'0' + digit.min(9));
        match &mut self.entry {
            Entry::Typed(typed) => {
                let count = typed.bytes().filter(u8::is_ascii_digit).count();
                match typed.as_str() {
                    "0" => *typed = digit.to_string(),
                    "-0" => *typed = format!("-{digit}"),
                    _ if count < DIGITS_MAX => typed.push(digit),
                    _ => {}
                }
            }
            Entry::Number(_) | Entry::None => self.entry = Entry::Typed(digit.to_string()),
        }
    }

    fn point(&mut self) {
        match &mut self.entry {
            Entry::Typed(typed) if typed.contains('.') => {}
            Entry::Typed(typed) => typed.push('.'),
            Entry::Number(_) | Entry::None => self.entry = Entry::Typed("0.".to_owned()),
        }
    }

    fn sign(&mut self) {
        match &mut self.entry {
            Entry::Typed(typed) => {
                *typed = match typed.strip_prefix('-') {
                    Some(positive) => positive.to_owned(),
                    None => format!("-{typed}"),
                };
            }
            Entry::Number(number) => {
                let negated = format!("0 - ({})", number.exact);
                self.becomes(&negated);
            }
            Entry::None => self.entry = Entry::Typed("-0".to_owned()),
        }
    }

    fn back(&mut self) {
        if let Entry::Typed(typed) = &mut self.entry {
            typed.pop();
            if matches!(typed.as_str(), "" | "-") {
                "0".clone_into(typed);
            }
        }
    }

    fn operator(&mut self, operator: Operator) {
        if let Some(number) = self.number() {
            if self.done.len() + 1 < TERMS_MAX {
                self.done.push((number, operator));
                self.entry = Entry::None;
            }
        } else if let Some((_, last)) = self.done.last_mut() {
            // In place of the one before it.
            *last = operator;
        }
    }

    /// As on phones: 200 + 10 % is 220, and 200 × 10 % is 20.
    fn percent(&mut self) {
        let Some(number) = self.number() else {
            return;
        };
        let share = match self.done.last() {
            Some((_, operator)) if operator.is_additive() => {
                let before = self.done.get(..self.done.len() - 1).unwrap_or_default();
                let left = self.done.last().map(|(left, _)| left.exact.as_str());
                let whole = expression(before, left.unwrap_or_default());
                format!("({whole}) * ({}) / 100", number.exact)
            }
            _ => format!("({}) / 100", number.exact),
        };
        self.becomes(&share);
    }

    fn equals(&mut self) -> Option<Zeroizing<String>> {
        if let (Entry::Typed(typed), true) = (&self.entry, self.done.is_empty()) {
            let is_plain = typed.bytes().all(|byte| byte.is_ascii_digit());
            let digits = is_plain.then(|| Zeroizing::new(typed.clone()));
            let exact = typed.clone();
            self.becomes(&exact);
            return digits;
        }
        let last = self.number().or_else(|| {
            let (number, _) = self.done.last()?;
            Some(number.clone())
        })?;
        let whole = expression(&self.done, &last.exact);
        self.done.clear();
        self.becomes(&whole);
        None
    }

    fn remember(&mut self, operator: Operator) {
        let Some(number) = self.number() else {
            return;
        };
        let kept = self.memory.as_ref().map_or("0", |kept| kept.exact.as_str());
        match value(&format!("({kept}) {} ({})", operator.word(), number.exact)) {
            Some(sum) => self.memory = Some(sum),
            None => self.is_error = true,
        }
        // The next digit begins another number.
        self.entry = Entry::Number(number);
    }

    /// The number that is typed or shown; none just after an operator.
    fn number(&self) -> Option<Number> {
        match &self.entry {
            Entry::Typed(typed) => value(typed),
            Entry::Number(number) => Some(number.clone()),
            Entry::None => None,
        }
    }

    fn becomes(&mut self, exact: &str) {
        match value(exact) {
            Some(number) => self.entry = Entry::Number(number),
            None => self.is_error = true,
        }
    }
}

fn expression(done: &[(Number, Operator)], last: &str) -> String {
    let mut whole = String::new();
    for (number, operator) in done {
        whole = format!("{whole}({}) {} ", number.exact, operator.word());
    }
    whole + "(" + last + ")"
}

/// What an expression of numbers and the four operators comes to; none for a division by zero.
fn value(expression: &str) -> Option<Number> {
    // A point with nothing after it is still being typed.
    let expression = expression.strip_suffix('.').unwrap_or(expression);
    let decimal = evaluated(expression)?;
    // A fraction, so that what is nested in one sum is not nested any more in the next.
    let fraction = evaluated(&format!("({expression}) to fraction"));
    let fraction = fraction.filter(|fraction| fraction.len() <= EXACT_BYTES_MAX);
    Some(Number {
        shown: shown(&decimal)?,
        exact: fraction.unwrap_or(decimal),
    })
}

fn evaluated(expression: &str) -> Option<String> {
    let result = fend_core::evaluate(expression, &mut Context::new()).ok()?;
    let result = result.get_main_result().trim_start_matches("approx. ");
    Some(result.to_owned())
}

/// A result as it fits the display.
fn shown(result: &str) -> Option<String> {
    let digits = result.bytes().filter(u8::is_ascii_digit).count();
    let (whole, part) = result.split_once('.').unwrap_or((result, ""));
    let whole_digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let is_tiny = whole.trim_start_matches('-') == "0" && part.starts_with("000000");
    let text = if digits <= DIGITS_MAX && !is_tiny {
        result.to_owned()
    } else {
        let number: f64 = result.parse().ok()?;
        if !number.is_finite() {
            return None;
        }
        if whole_digits > DIGITS_MAX || is_tiny {
            let scientific = format!("{number:.EXPONENT_DIGITS$e}");
            let (mantissa, exponent) = scientific.split_once('e')?;
            format!("{}e{exponent}", trimmed(mantissa))
        } else {
            let places = DIGITS_MAX - whole_digits;
            trimmed(&format!("{number:.places$}")).to_owned()
        }
    };
    Some(text.replace('-', "−"))
}

/// Without zeros that say nothing.
fn trimmed(number: &str) -> &str {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    }
}

#[cfg(test)]
mod tests;
