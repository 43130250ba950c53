//! What a screen may show of a way home.

use auxilio_protocol::{AlertId, WireTime};

use super::Trouble;

/// The way home that the person is on, or was on last.
#[derive(Debug, Clone, PartialEq)]
pub struct JourneyView {
    /// Which. Once it is raised, its alert has the same id.
    pub id: AlertId,
    /// A drill.
    pub exercise: bool,
    /// When the person means to arrive, by this phone's clock.
    pub due_at: WireTime,
    /// How far it is.
    pub stage: JourneyStage,
    /// What the central knows of it.
    pub watch: Watch,
    /// How near the end of the time is.
    pub reminder: Option<Reminder>,
    /// It outlives the app. Where it does not, the person should know.
    pub is_kept: bool,
    /// What keeps the central from knowing how things are.
    pub trouble: Option<Trouble>,
}

/// How far a way home is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JourneyStage {
    /// On the way.
    UnderWay,
    /// Arrived, and the central has yet to know it: until then it may raise the alert.
    Arriving,
    /// Arrived, and the central knows.
    Arrived,
    /// Not confirmed in time: the alert is raised. See it under its id.
    Raised,
}

/// Whether the central watches, as its signed word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// Nobody does, and nobody will: alerts go to another system, or nowhere. Only this phone
    /// raises the alert, if it is on.
    Nobody,
    /// Not that this phone knows.
    NotYet,
    /// Until an earlier time than the person has chosen since, by the central's clock.
    Until(WireTime),
    /// Until the time that the person has chosen.
    Whole,
}

/// That the time is nearly over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// Five minutes are left, or less.
    Soon,
    /// One minute is left, or less.
    Now,
}
