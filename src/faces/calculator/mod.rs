//! A calculator like the one that every phone has.

mod sum;

use std::time::Duration;

use auxilio_client::view::JourneyView;
use dioxus::prelude::*;
use zeroize::Zeroizing;

use self::sum::{Key, Operator, Sum};
use crate::components::journey::EXTENSION_MINUTES;

/// How long the middle key is held for something else than its digit.
const HOLD: Duration = Duration::from_secs(2);
/// The key in the middle: a thumb finds it without its owner looking.
const HELD: Key = Key::Digit(5);

/// Longest number that fits in the largest type.
const LARGE_MAX: usize = 10;

const KEYS: [[Key; 4]; 6] = [
    [
        Key::MemoryClear,
        Key::MemoryRecall,
        Key::MemorySubtract,
        Key::MemoryAdd,
    ],
    [
        Key::Clear,
        Key::Back,
        Key::Percent,
        Key::Operator(Operator::Divide),
    ],
    [
        Key::Digit(7),
        Key::Digit(8),
        Key::Digit(9),
        Key::Operator(Operator::Multiply),
    ],
    [
        Key::Digit(4),
        HELD,
        Key::Digit(6),
        Key::Operator(Operator::Subtract),
    ],
    [
        Key::Digit(1),
        Key::Digit(2),
        Key::Digit(3),
        Key::Operator(Operator::Add),
    ],
    [Key::Sign, Key::Digit(0), Key::Point, Key::Equals],
];

/// The calculator.
#[component]
pub(crate) fn Calculator(
    /// A time that the person wants to be reminded of.
    reminder: Option<JourneyView>,
    /// Digits were typed, and «=» right after them.
    ontyped: EventHandler<Zeroizing<String>>,
    /// The middle key was held.
    onheld: EventHandler<()>,
    onarrive: EventHandler<JourneyView>,
    onextend: EventHandler<JourneyView>,
) -> Element {
    let mut sum = use_signal(Sum::default);
    let hold = use_hold(onheld);
    let mut press = move |key: Key| {
        let typed = sum.write().press(key);
        if let Some(digits) = typed {
            ontyped.call(digits);
        }
    };
    let shown = sum.read().shown();
    let shown = shown.map_or_else(|| text!("calculator-error"), |number| localised(&number));
    rsx! {
        main {
            class: "calculator",
            tabindex: "-1",
            onmounted: move |main| async move {
                // So that a keyboard works at once. Where it cannot be had, a touch does.
                let _ = main.set_focus(true).await;
            },
            onkeydown: move |event| {
                let Some(key) = key_of(&event.key()) else {
                    return;
                };
                // «Enter» and the space would press whatever button has the focus as well.
                event.prevent_default();
                if event.is_auto_repeating() {
                    return;
                }
                // Who types fast has the next key down before this one is up.
                if hold.is_let_go() {
                    press(HELD);
                }
                if key == HELD {
                    hold.begins();
                } else {
                    press(key);
                }
            },
            onkeyup: move |event| {
                if key_of(&event.key()) == Some(HELD) && hold.is_let_go() {
                    press(HELD);
                }
            },
            // Wherever the finger or the mouse is by then.
            onpointerup: move |_| hold.ends(),
            onpointercancel: move |_| hold.ends(),
            onpointerleave: move |_| hold.ends(),
            if let Some(reminder) = reminder {
                Reminder { reminder, onarrive, onextend }
            }
            div { class: "calculator-display", role: "status",
                p { class: "calculator-line", {localised(&sum.read().line())} }
                p {
                    class: "calculator-number",
                    "data-long": (shown.chars().count() > LARGE_MAX).then_some("yes"),
                    if sum.read().has_memory() {
                        span { class: "calculator-memory", "M" }
                    }
                    "{shown}"
                }
            }
            div { class: "calculator-keys",
                for key in KEYS.into_iter().flatten() {
                    button {
                        key: "{key:?}",
                        class: "calculator-key",
                        "data-kind": kind(key),
                        r#type: "button",
                        aria_label: name(key),
                        onpointerdown: move |_| {
                            if key == HELD {
                                hold.begins();
                            }
                        },
                        onclick: move |_| {
                            if key != HELD || !hold.took_place() {
                                press(key);
                            }
                        },
                        {sign(key)}
                    }
                }
            }
        }
    }
}

/// A time to be reminded of, as calculators that are clocks as well have it.
#[component]
fn Reminder(
    reminder: JourneyView,
    onarrive: EventHandler<JourneyView>,
    onextend: EventHandler<JourneyView>,
) -> Element {
    let (done, later) = (reminder.clone(), reminder.clone());
    rsx! {
        div { class: "calculator-reminder",
            p { {text!("calculator-reminder", clock = reminder.due_at.clock())} }
            button {
                class: "calculator-key",
                r#type: "button",
                aria_label: text!("calculator-reminder-done"),
                onclick: move |_| onarrive.call(done.clone()),
                {text!("calculator-reminder-done")}
            }
            button {
                class: "calculator-key",
                r#type: "button",
                aria_label: text!("calculator-reminder-later", minutes = EXTENSION_MINUTES),
                onclick: move |_| onextend.call(later.clone()),
                {text!("calculator-reminder-later", minutes = EXTENSION_MINUTES)}
            }
        }
    }
}

/// Where the middle key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Up,
    /// Down, for the time of this number.
    Down(u32),
    /// It was down long enough: letting go of it types nothing.
    Enough,
}

/// How long the middle key is held.
#[derive(Clone, Copy, PartialEq)]
struct Hold {
    held: Signal<Held>,
    count: Signal<u32>,
    onheld: EventHandler<()>,
}

fn use_hold(onheld: EventHandler<()>) -> Hold {
    Hold {
        held: use_signal(|| Held::Up),
        count: use_signal(|| 0),
        onheld,
    }
}

impl Hold {
    /// The key went down.
    fn begins(mut self) {
        let turn = self.count.peek().wrapping_add(1);
        self.count.set(turn);
        self.held.set(Held::Down(turn));
        spawn(async move {
            tokio::time::sleep(HOLD).await;
            if *self.held.peek() == Held::Down(turn) {
                self.held.set(Held::Enough);
                self.onheld.call(());
            }
        });
    }

    /// The finger is up; if that was a touch, it follows. One that trembled beyond the key's edge
    /// held it still.
    fn ends(mut self) {
        if matches!(*self.held.peek(), Held::Down(_)) {
            self.held.set(Held::Up);
        }
    }

    /// A keyboard's key is up, or as good as up: whether it was down, and not for long enough.
    fn is_let_go(mut self) -> bool {
        let was_down = matches!(*self.held.peek(), Held::Down(_));
        self.held.set(Held::Up);
        was_down
    }

    /// Whether what ends now was no touch.
    fn took_place(mut self) -> bool {
        let is_enough = *self.held.peek() == Held::Enough;
        self.held.set(Held::Up);
        is_enough
    }
}

fn key_of(key: &dioxus::prelude::Key) -> Option<Key> {
    use dioxus::prelude::Key as Pressed;
    Some(match key {
        Pressed::Enter => Key::Equals,
        Pressed::Escape | Pressed::Delete => Key::Clear,
        Pressed::Backspace => Key::Back,
        Pressed::Character(character) => match character.as_str() {
            "+" => Key::Operator(Operator::Add),
            "-" | "−" => Key::Operator(Operator::Subtract),
            "*" | "x" | "×" => Key::Operator(Operator::Multiply),
            "/" | ":" | "÷" => Key::Operator(Operator::Divide),
            "." | "," => Key::Point,
            "%" => Key::Percent,
            "=" => Key::Equals,
            digit => Key::Digit(digit.parse().ok().filter(|digit| *digit <= 9)?),
        },
        _ => return None,
    })
}

fn sign(key: Key) -> String {
    match key {
        Key::Digit(digit) => digit.to_string(),
        Key::Point => localised("."),
        Key::Operator(operator) => operator.sign().to_owned(),
        Key::Percent => "%".to_owned(),
        Key::Sign => "±".to_owned(),
        Key::Equals => "=".to_owned(),
        Key::Clear => "C".to_owned(),
        Key::Back => "⌫".to_owned(),
        Key::MemoryClear => "MC".to_owned(),
        Key::MemoryRecall => "MR".to_owned(),
        Key::MemoryAdd => "M+".to_owned(),
        Key::MemorySubtract => "M−".to_owned(),
    }
}

/// What a screen reader says of it; a digit says itself.
fn name(key: Key) -> String {
    match key {
        Key::Digit(digit) => digit.to_string(),
        Key::Point => text!("calculator-point"),
        Key::Operator(Operator::Add) => text!("calculator-add"),
        Key::Operator(Operator::Subtract) => text!("calculator-subtract"),
        Key::Operator(Operator::Multiply) => text!("calculator-multiply"),
        Key::Operator(Operator::Divide) => text!("calculator-divide"),
        Key::Percent => text!("calculator-percent"),
        Key::Sign => text!("calculator-sign"),
        Key::Equals => text!("calculator-equals"),
        Key::Clear => text!("calculator-clear"),
        Key::Back => text!("calculator-back"),
        Key::MemoryClear => text!("calculator-memory-clear"),
        Key::MemoryRecall => text!("calculator-memory-recall"),
        Key::MemoryAdd => text!("calculator-memory-add"),
        Key::MemorySubtract => text!("calculator-memory-subtract"),
    }
}

/// For styles.
fn kind(key: Key) -> &'static str {
    match key {
        Key::Digit(_) | Key::Point | Key::Sign => "digit",
        Key::Equals => "equals",
        Key::Operator(_) | Key::Percent | Key::Clear | Key::Back => "operator",
        Key::MemoryClear | Key::MemoryRecall | Key::MemoryAdd | Key::MemorySubtract => "memory",
    }
}

/// With the point of the language.
fn localised(number: &str) -> String {
    number.replace('.', &text!("calculator-point-sign"))
}
