//! What the device says of itself: what may weaken an alert before there is one.

/// A battery charged to so much or less counts as nearly empty, in percent.
pub const BATTERY_LOW_PERCENT: u8 = 15;

/// The device as it was when it was last looked at. What is not known keeps no alert and warns of
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Condition {
    /// Charge of the battery, 0 to 100; none where there is no battery, or it is not told.
    pub battery_percent: Option<u8>,
    /// What feeds it.
    pub power: Power,
    /// Whether the system holds work back to spare the battery.
    pub sparing: Sparing,
    /// Whether the app may show notifications.
    pub notifications: Notifications,
    /// The way into the network; none where the system does not tell.
    pub link: Option<Link>,
}

/// What feeds the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Power {
    /// The mains, or nothing that is told.
    #[default]
    Steady,
    /// The battery, which is not being charged.
    Draining,
}

/// Whether the system holds work back to spare the battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sparing {
    /// It does not, as far as it tells.
    #[default]
    Off,
    /// It does: with the app behind, an alert may be held back.
    On,
}

/// Whether the app may show notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notifications {
    /// The system has no such leave to give, or does not tell.
    #[default]
    Untold,
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

/// The way into the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The mobile network.
    Cell,
    /// A wireless network.
    Wifi,
    /// A cable.
    Wired,
}

/// What carried an alert to the central, as far as this device knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// The central runs on this very machine.
    SameMachine,
    /// HTTPS, and the way into the network if the system told it when the receipt came.
    Internet(Option<Link>),
}

impl Condition {
    /// Whether the power lasts and lets the app work.
    #[must_use]
    pub fn has_power(&self) -> bool {
        !self.is_nearly_empty() && self.sparing == Sparing::Off
    }

    /// Whether the battery will soon be empty.
    #[must_use]
    pub fn is_nearly_empty(&self) -> bool {
        let is_low = |percent: u8| percent <= BATTERY_LOW_PERCENT;
        self.power == Power::Draining && self.battery_percent.is_some_and(is_low)
    }
}
