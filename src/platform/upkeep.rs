//! What is asked of a phone while the app is not in front. Pure: what is known in, what to do out,
//! so that it is tested without a phone.

use auxilio_client::View;
use auxilio_client::condition::Link;
use auxilio_client::view::{
    AlertView, JourneyStage, JourneyView, Positions, Stage, Trouble, Watch,
};

/// The name of the short work that iOS gives now and then. Both names stand in Info.plist too, as
/// `BGTaskSchedulerPermittedIdentifiers`: without them iOS ends the app that registers them.
pub const REFRESH_TASK: &str = "auxilio.refresh";
/// The name of the longer work that iOS gives once there is a network.
pub const DELIVERY_TASK: &str = "auxilio.deliver";

/// How much of the phone the core needs, by what it has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Upkeep {
    /// Nothing is under way: the phone may sleep and end the app.
    Rest,
    /// Something is under way, and the central has all there is: the app should be woken now and
    /// then, to hear of it.
    Watch,
    /// Something has not reached the central: every moment of work that the phone gives helps.
    Deliver,
}

impl Upkeep {
    /// What this picture needs.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let alerts = view.alerts.iter().map(Self::of_alert);
        let journey = view.journey.as_ref().map(Self::of_journey);
        alerts.chain(journey).max().unwrap_or(Self::Rest)
    }

    fn of_alert(alert: &AlertView) -> Self {
        let waits = match alert.stage {
            Stage::Saving | Stage::NotSaved(_) | Stage::Saved => true,
            Stage::HandedOver
            | Stage::Received
            | Stage::Unclaimed
            | Stage::Acknowledged
            | Stage::Dispatched
            | Stage::OnScene
            | Stage::Closed => alert.unsent_updates > 0,
        };
        match (waits, alert.trouble) {
            // Work does not help: it waits for something to change.
            (true, Some(Trouble::Refused(_) | Trouble::NoEndpoint)) => Self::Watch,
            (true, _) => Self::Deliver,
            // Behind a face positions go on following what looks like an end.
            (false, _) if alert.is_over() && alert.positions == Positions::Rest => Self::Rest,
            (false, _) => Self::Watch,
        }
    }

    fn of_journey(journey: &JourneyView) -> Self {
        match (journey.stage, journey.watch) {
            (JourneyStage::Arrived | JourneyStage::Raised, _) => Self::Rest,
            (JourneyStage::Arriving, _) | (_, Watch::NotYet | Watch::Until(_)) => Self::Deliver,
            (JourneyStage::UnderWay, Watch::Nobody | Watch::Whole) => Self::Watch,
        }
    }
}

/// The time that a phone gives an app which has just left the front: asked for only while something
/// has not reached the central, and given back as soon as it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    front: bool,
    upkeep: Upkeep,
    held: bool,
    spent: bool,
}

/// What to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Ask for the time.
    Begin,
    /// Give it back.
    End,
}

impl Default for Stay {
    /// An app that is not in front, as one is that the system has woken.
    fn default() -> Self {
        Self {
            front: false,
            upkeep: Upkeep::Rest,
            held: false,
            spent: false,
        }
    }
}

impl Stay {
    /// The app came to the front, or left it.
    pub fn front(&mut self, front: bool) -> Option<Act> {
        self.front = front;
        // In front the phone fills it up again.
        self.spent &= !front;
        self.settle()
    }

    /// The core needs this much.
    pub fn need(&mut self, upkeep: Upkeep) -> Option<Act> {
        // What comes after something was delivered is another delivery.
        self.spent &= upkeep == Upkeep::Deliver;
        self.upkeep = upkeep;
        self.settle()
    }

    /// The phone wants its time back. Asking for more would have it end the app.
    pub fn expired(&mut self) -> Option<Act> {
        self.spent = true;
        self.settle()
    }

    fn settle(&mut self) -> Option<Act> {
        let wanted = !self.front && self.upkeep == Upkeep::Deliver && !self.spent;
        if wanted == self.held {
            return None;
        }
        self.held = wanted;
        Some(if wanted { Act::Begin } else { Act::End })
    }
}

/// The way into the network, as the phone tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Whether something can be sent.
    pub usable: bool,
    /// By what.
    pub link: Option<Link>,
}

/// Tells when another way into the network is worth an attempt.
#[derive(Debug, Default)]
pub struct Ways {
    last: Option<Way>,
}

impl Ways {
    /// Whether this way is a reason to try at once what waits: there is one again, or another one.
    /// The first one that is told is none: the core has just tried.
    pub fn is_worth_a_try(&mut self, way: Way) -> bool {
        let last = self.last.replace(way);
        last.is_some_and(|last| way.usable && (!last.usable || last.link != way.link))
    }
}

#[cfg(test)]
mod tests;
